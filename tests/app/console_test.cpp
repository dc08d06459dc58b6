// SPDX-License-Identifier: MIT
#include "app/console.h"

#include <QTest>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace freshet;

class ConsoleTest : public QObject {
    Q_OBJECT

private slots:
    void waitsForTheReaderOfAPipeThatDoesNotBlock();
};

void ConsoleTest::waitsForTheReaderOfAPipeThatDoesNotBlock()
{
    const QByteArray bytes(2'000'000, 'x'); // many times what a pipe holds
    int ends[2];
    QCOMPARE(pipe(ends), 0);
    QCOMPARE(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        _exit(Console().writeBytes(bytes) ? 0 : 1);
    }
    close(ends[1]);
    qsizetype got = 0;
    QByteArray block(4096, Qt::Uninitialized);
    for (ssize_t n = 1; n > 0; got += n)
        n = read(ends[0], block.data(), size_t(block.size()));
    close(ends[0]);
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);
    QCOMPARE(status, 0);
    QCOMPARE(got, bytes.size());
}

QTEST_GUILESS_MAIN(ConsoleTest)
#include "console_test.moc"
