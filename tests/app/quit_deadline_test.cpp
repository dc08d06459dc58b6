// SPDX-License-Identifier: MIT
#include "app/quit_deadline.h"

#include <QtTest>

#include <functional>
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
        QuitDeadline deadline(0ms);
        deadline.begin(7);
        pid_t slow = fork(); // something that takes longer than the deadline has
        if (slow == 0) {
            for (int n = 0; n < 1000; ++n)
                ::sched_yield();
            ::_exit(0);
        }
        waitpid(slow, nullptr, 0);
        ::_exit(9); // the chats were never closed: nobody else ended it
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
