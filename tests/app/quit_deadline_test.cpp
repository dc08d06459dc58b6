// SPDX-License-Identifier: MIT
#include "app/quit_deadline.h"

#include <QtTest>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

using namespace freshet;
using namespace std::chrono_literals;

class QuitDeadlineTest : public QObject {
    Q_OBJECT

private slots:
    void endsAProgramThatHangs();
    void waitsForTheChats();
    void outlivesWhatItWatches();

private:
    static int statusOf(const std::function<void()> &work);
    static bool areOtherThreadsWaiting();
};

/// The exit status of a process that does @p work and then hangs.
int QuitDeadlineTest::statusOf(const std::function<void()> &work)
{
    const pid_t child = fork();
    if (child == 0) {
        work();
        for (;;)
            ::pause();
    }
    int status = 0;
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

/// Of this process; there is at least one.
bool QuitDeadlineTest::areOtherThreadsWaiting()
{
    int waiting = 0;
    for (const std::filesystem::directory_entry &task : std::filesystem::directory_iterator("/proc/self/task")) {
        if (task.path().filename() == std::to_string(::getpid()))
            continue;
        std::ifstream stat(task.path() / "stat");
        const std::string line{std::istreambuf_iterator<char>(stat), {}};
        const size_t name = line.rfind(") "); // the state comes after it
        if (name == std::string::npos || line.at(name + 2) != 'S')
            return false;
        ++waiting;
    }
    return waiting > 0;
}

void QuitDeadlineTest::endsAProgramThatHangs()
{
    QCOMPARE(statusOf([] {
        QuitDeadline deadline(1ms);
        deadline.begin(7);
        deadline.begin(8);
        deadline.chatsClosed();
        ::pause();
    }),
        7);
}

void QuitDeadlineTest::waitsForTheChats()
{
    QCOMPARE(statusOf([] {
        QuitDeadline deadline(0ms); // which is over when its thread begins
        deadline.begin(7);
        while (!areOtherThreadsWaiting())
            ::sched_yield();
        ::_exit(9); // it waits for the chats
    }),
        9);
}

void QuitDeadlineTest::outlivesWhatItWatches()
{
    QCOMPARE(statusOf([] {
        QuitDeadline deadline(1ms);
        deadline.begin(7);
        deadline.chatsClosed();
    }),
        7);
}

QTEST_GUILESS_MAIN(QuitDeadlineTest)
#include "quit_deadline_test.moc"
