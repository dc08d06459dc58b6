// SPDX-License-Identifier: MIT
#include "core/retrieval/reader_message.h"
#include "core/retrieval/reader_process.h"
#include "core/retrieval/text_reader.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <csignal>
#include <sys/resource.h>
#include <unistd.h>

using namespace freshet;
using namespace std::chrono_literals;

/// ReaderProcess with the real program, and with one that a hostile document has in its hands (bad_reader.cpp).
class ReaderProcessTest : public QObject {
    Q_OBJECT

private slots:
    void readsAsTheReaderDoes_data();
    void readsAsTheReaderDoes();
    void readsManyFilesInOneProcess();
    void outlivesWhatAFileDoesToItsReader_data();
    void outlivesWhatAFileDoesToItsReader();
    void blamesNoFileForAProcessThatDiedBefore();
    void blamesNoFileForWhatAnotherLeft();
    void startsAnotherProcessWhenOneHasWorkedLong();
    void startsAnotherProcessAfterAPackage_data();
    void startsAnotherProcessAfterAPackage();
    void saysWhenTheSystemEndsItsWork();
    void stopsAtOnce();
    void endsWithTheThreadThatStartedIt();
    void keepsTheEnvironmentFromTheProcess();
    void letsTheProcessWriteNoFile();
    void letsTheProcessDoNothingElse_data();
    void letsTheProcessDoNothingElse();
    void keepsTheRealProgramInItsSandbox();
    void runsAtTheLowestPriority();
    void saysWhenTheProgramIsMissing();
    void readsALargeText();

private:
    static ReaderProcess::Options bad()
    {
        return {.program = QStringLiteral(FRESHET_BAD_READER), .limits = {.niceness = 0}};
    }
    /// The text, or why there is none.
    static QString told(ReaderProcess &process, const QString &name, const QByteArray &bytes = "good")
    {
        const auto read = say(process, name, bytes);
        return read ? read->text : read.error().message;
    }
    static Result<ExtractedText> say(ReaderProcess &process, const QString &name, const QByteArray &bytes = "good")
    {
        return process.read(TextReader(), name, bytes, [] { return false; });
    }
};

static QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// They need what the sandbox refuses, and more memory than there is.
static constexpr bool kHasSanitizer =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    true;
#else
    false;
#endif

static bool hasSandbox()
{
    return !kHasSanitizer && contentOf(QStringLiteral("/proc/self/status")).contains("Seccomp:");
}

/// Dead, whether or not its parent has taken notice.
static bool hasEnded(pid_t process)
{
    QFile stat(QStringLiteral("/proc/%1/stat").arg(process));
    return !stat.open(QIODevice::ReadOnly) || stat.readAll().contains(") Z ");
}

void ReaderProcessTest::readsAsTheReaderDoes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("text") << "a.txt" << QByteArray("one\r\ntwo caf\xc3\xa9 \xf0\x9f\x98\x80");
    QTest::newRow("nothing") << "empty.txt" << QByteArray();
    QTest::newRow("Markdown") << "a.md" << QByteArray("# A\n\ntext\n\n## B\nmore " + QByteArray(500, 'h'));
    QTest::newRow("a heading that is too long") << "a.md" << QByteArray("# " + QByteArray(5000, 'h'));
    QTest::newRow("HTML") << "a.html" << QByteArray("<title>T</title><h1>A</h1><p>b &amp; c");
    QTest::newRow("a name that is no ASCII") << QStringLiteral("茶.md") << QByteArray("# A");
}

void ReaderProcessTest::readsAsTheReaderDoes()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);

    const DocumentReader *reader = readerFor(name, bytes);
    QVERIFY(reader);
    ExtractedText direct = *reader->read(bytes, [] { return false; });
    direct.title = direct.title.left(kLongestHeading);
    for (HeadingMark &heading : direct.headings)
        heading.text = heading.text.left(kLongestHeading);
    ReaderProcess process;
    const auto read = process.read(*reader, name, bytes, [] { return false; });
    QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
    QVERIFY(*read == direct);
}

void ReaderProcessTest::readsManyFilesInOneProcess()
{
    ReaderProcess process(bad());
    const QString first = told(process, "process");
    QVERIFY2(first.toInt() > 0, qPrintable(first));
    for (int i = 0; i < 50; ++i)
        QCOMPARE(told(process, "a.txt", QByteArray::number(i)), QString::number(i));
    QCOMPARE(told(process, "process"), first);
}

void ReaderProcessTest::outlivesWhatAFileDoesToItsReader_data()
{
    QTest::addColumn<QString>("message");

    const QString tooLong("Reading the document took too long, so it was given up.");
    const QString crash("Reading the document made its reader crash, so it was left out; it may be damaged.");
    const QString wrong("Reading the document went wrong, so it was left out; it may be damaged.");
    QTest::newRow("hang") << tooLong;
    QTest::newRow("loop") << tooLong;
    QTest::newRow("close") << tooLong;
    QTest::newRow("half") << tooLong;
    QTest::newRow("crash") << crash;
    QTest::newRow("exit") << crash;
    if (!kHasSanitizer)
        QTest::newRow("memory") << "Reading the document takes more memory than it may; split it into parts.";
    QTest::newRow("junk") << wrong;
    QTest::newRow("two answers") << wrong;
    QTest::newRow("flood") << "The document has too much text; split it into parts.";
}

void ReaderProcessTest::outlivesWhatAFileDoesToItsReader()
{
    QFETCH(QString, message);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    ReaderProcess::Options options = bad();
    if (name == "loop")
        options.processorLimit = 300ms;
    else if (message.contains("too long"))
        options.timeLimit = 4s;

    ReaderProcess process(options);
    QCOMPARE(told(process, "before.txt"), QStringLiteral("good"));
    const pid_t first = told(process, "process").toInt();
    const auto read = say(process, name, QByteArray(200'000, 'x'));
    QVERIFY(!read);
    QCOMPARE(read.error().message, message);
    QVERIFY(read.error().kind == ErrorKind::BadRequest || read.error().kind == ErrorKind::PayloadTooLarge);
    QVERIFY(hasEnded(first));
    QCOMPARE(told(process, "after.txt"), QStringLiteral("good"));
}

void ReaderProcessTest::blamesNoFileForAProcessThatDiedBefore()
{
    ReaderProcess process(bad());
    const pid_t first = told(process, "process").toInt();
    QVERIFY(first > 0); // not a whole group
    QCOMPARE(::kill(first, SIGKILL), 0);
    QTRY_VERIFY(hasEnded(first));
    QCOMPARE(told(process, "next.txt"), QStringLiteral("good"));
}

void ReaderProcessTest::blamesNoFileForWhatAnotherLeft()
{
    ReaderProcess process(bad());
    const pid_t first = told(process, "process").toInt();
    say(process, "late"); // good or not: the second answer may come in time to be noticed
    QCOMPARE(told(process, "next.txt", "its own"), QStringLiteral("its own"));
    QVERIFY(hasEnded(first));
}

void ReaderProcessTest::startsAnotherProcessWhenOneHasWorkedLong()
{
    ReaderProcess::Options options = bad();
    options.renewAfter = -1ms;
    ReaderProcess process(options);
    const QString first = told(process, "process");
    QVERIFY(told(process, "process") != first);
}

void ReaderProcessTest::startsAnotherProcessAfterAPackage_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isPackage");
    for (const char *name : {"a.docx", "a.odt", "a.epub"})
        QTest::newRow(name) << name << true;
    for (const char *name : {"a.txt", "a.md", "a.html", "a.csv", "a.cpp"})
        QTest::newRow(name) << name << false;
}

void ReaderProcessTest::startsAnotherProcessAfterAPackage()
{
    QFETCH(QString, name);
    QFETCH(bool, isPackage);

    const DocumentReader *reader = readerFor(name, isPackage ? QByteArray("PK\x03\x04") : QByteArray("text"));
    QVERIFY(reader);
    ReaderProcess process(bad());
    const QString first = told(process, "process");
    QVERIFY(process.read(*reader, name, "text", [] { return false; }));
    QCOMPARE(hasEnded(first.toInt()), isPackage);
    QCOMPARE(told(process, "process") != first, isPackage);
}

/// Not only this program counts, as it may be stopped meanwhile.
void ReaderProcessTest::saysWhenTheSystemEndsItsWork()
{
    ReaderProcess::Options options = bad();
    options.limits.processorSeconds = 1;
    ReaderProcess process(options);
    QCOMPARE(told(process, "loop"), QStringLiteral("Reading the document took too long, so it was given up."));
    QCOMPARE(told(process, "after.txt"), QStringLiteral("good"));
}

void ReaderProcessTest::stopsAtOnce()
{
    ReaderProcess process(bad());
    const pid_t first = told(process, "process").toInt();
    QElapsedTimer clock;
    clock.start();
    const auto read = process.read(TextReader(), "hang", "x", [] { return true; });
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Cancelled);
    QVERIFY(hasEnded(first));
    QVERIFY(clock.elapsed() < 5000);
}

void ReaderProcessTest::endsWithTheThreadThatStartedIt()
{
    pid_t child = 0;
    ReaderProcess *process = nullptr;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        process = new ReaderProcess(bad()); // nobody destroys it in time
        child = told(*process, "process").toInt();
    }));
    thread->start();
    QVERIFY(thread->wait());
    QVERIFY(child > 0);
    QTRY_VERIFY(hasEnded(child));
    delete process;
}

void ReaderProcessTest::keepsTheEnvironmentFromTheProcess()
{
    qputenv("FRESHET_API_KEY_TEST", "canary");
    ReaderProcess process(bad());
    QCOMPARE(told(process, "environment"), QStringLiteral("0"));
}

void ReaderProcessTest::letsTheProcessWriteNoFile()
{
    const QTemporaryDir dir;
    ReaderProcess process(bad());
    QCOMPARE(told(process, "write", dir.filePath("file").toUtf8()), QStringLiteral("refused"));
}

void ReaderProcessTest::letsTheProcessDoNothingElse_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"read", "rename", "connect", "signal", "signal to a thread", "run"})
        QTest::newRow(what) << what;
}

void ReaderProcessTest::letsTheProcessDoNothingElse()
{
    QFETCH(QString, what);
    if (!hasSandbox())
        QSKIP("this system has none");

    const QTemporaryDir dir;
    QFile file(dir.filePath("file"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    ReaderProcess process(bad());
    QCOMPARE(told(process, what, file.fileName().toUtf8()), QStringLiteral("refused"));
    QVERIFY(file.exists());
    QCOMPARE(told(process, "after.txt"), QStringLiteral("good"));
}

void ReaderProcessTest::keepsTheRealProgramInItsSandbox()
{
    if (!hasSandbox())
        QSKIP("this system has none");
    ReaderProcess process;
    QCOMPARE(told(process, "a.txt"), QStringLiteral("good"));
    const QByteArray child = contentOf(QStringLiteral("/proc/self/task/%1/children").arg(::getpid())).trimmed();
    QVERIFY(child.toInt() > 0);
    const QByteArray status = contentOf(QStringLiteral("/proc/%1/status").arg(child.toInt()));
    QVERIFY2(status.contains("Seccomp:\t2") && status.contains("NoNewPrivs:\t1"), status.constData());
}

void ReaderProcessTest::runsAtTheLowestPriority()
{
    ReaderProcess::Options options = bad();
    options.limits = {};
    ReaderProcess process(options);
    const auto child = static_cast<id_t>(told(process, "process").toInt());
    QCOMPARE(::getpriority(PRIO_PROCESS, child), 19);
}

void ReaderProcessTest::saysWhenTheProgramIsMissing()
{
    ReaderProcess process(ReaderProcess::Options{.program = QStringLiteral("/nowhere/freshet-reader")});
    const auto read = say(process, "a.txt");
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Storage);
    QVERIFY(read.error().message.contains("freshet-reader"));
}

void ReaderProcessTest::readsALargeText()
{
    // In Windows-1252, so that each byte takes two in memory and two on the way.
    const QByteArray bytes = QByteArray("caf\xe9 th\xe9\n").repeated(int(TextReader::kSizeLimit / 9 / 5));
    ReaderProcess process;
    const auto read = say(process, "a.txt", bytes);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
    QVERIFY(read->text.startsWith(QStringLiteral("café thé")));
    QCOMPARE(read->text.size(), bytes.size());
}

QTEST_GUILESS_MAIN(ReaderProcessTest)
#include "reader_process_test.moc"
