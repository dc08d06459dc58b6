// SPDX-License-Identifier: MIT
#include "app/log_setup.h"
#include "app/secret_redactor.h"

#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace freshet;

class SecretRedactorTest : public QObject {
    Q_OBJECT

private slots:
    void takesOutWhatLooksLikeASecret_data();
    void takesOutWhatLooksLikeASecret();
    void leavesOrdinaryTextAlone_data();
    void leavesOrdinaryTextAlone();
    void takesOutLiveSecretsWhateverTheyLookLike();
    void keepsSecretsOutOfTheLogFile();
    void startsANewLogFileWhenOneIsFull();
    void writesItsLogThroughNoLink();
};

void SecretRedactorTest::takesOutWhatLooksLikeASecret_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("clean");

    QTest::newRow("bearer") << "Authorization: Bearer abc.DEF-123_x=="
                            << "Authorization: Bearer [removed]";
    QTest::newRow("openai") << "key sk-proj-abcDEF123456 used"
                            << "key [removed] used";
    QTest::newRow("google") << "AIzaSyA1234567890"
                            << "[removed]";
    QTest::newRow("hugging face") << "(hf_abcdefgh)"
                                  << "([removed])";
    QTest::newRow("in a URL") << "http://h/m?key=abc123&alt=sse"
                              << "http://h/m?key=[removed]&alt=sse";
    QTest::newRow("header") << "x-goog-api-key: abc123"
                            << "x-goog-api-key: [removed]";
    QTest::newRow("JSON") << R"({"api_key":"abc123","n":1})"
                          << R"({"api_key":"[removed]","n":1})";
    QTest::newRow("user info") << "http://me:pw@host/"
                               << "http://[removed]@host/";
    QTest::newRow("twice") << "sk-aaaaaaaa sk-bbbbbbbb"
                           << "[removed] [removed]";
}

void SecretRedactorTest::takesOutWhatLooksLikeASecret()
{
    QFETCH(QString, text);
    QFETCH(QString, clean);
    QCOMPARE(SecretRedactor().redacted(text), clean);
}

void SecretRedactorTest::leavesOrdinaryTextAlone_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("sentence") << "The task-force asked for 12 tokens at http://127.0.0.1:8080/v1.";
    QTest::newRow("mail address") << "write to me@example.org";
    QTest::newRow("path") << "/home/me/risk-assessment/key.txt";
}

void SecretRedactorTest::leavesOrdinaryTextAlone()
{
    QFETCH(QString, text);
    QCOMPARE(SecretRedactor().redacted(text), text);
}

void SecretRedactorTest::takesOutLiveSecretsWhateverTheyLookLike()
{
    const QString key = QStringLiteral("p\u00e9 weird+key/42");
    SecretRedactor redactor;
    redactor.add(Secret(key));
    redactor.add(Secret(QStringLiteral("abc"))); // too short to be taken out of everything
    const QByteArray bytes = key.toUtf8();
    for (const QByteArray &form : {bytes, bytes.toPercentEncoding(), bytes.toBase64()}) {
        const QString text = QString::fromUtf8("x" + form + "y abc");
        const QString clean = redactor.redacted(text);
        QVERIFY2(
            clean.contains(QLatin1String("x[removed]")) && clean.contains(QLatin1String("y abc")), qPrintable(clean));
    }
}

void SecretRedactorTest::keepsSecretsOutOfTheLogFile()
{
    const QTemporaryDir dir;
    setUpLog(dir.filePath(QStringLiteral("logs")));
    keepOutOfLog(Secret(QStringLiteral("canary-4711")));
    qInfo("the key is canary-4711, \x1b[31mred");
    qInstallMessageHandler(nullptr);
    QFile file(dir.filePath(QStringLiteral("logs/freshet.log")));
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArray log = file.readAll();
    QVERIFY2(log.contains("info default: the key is [removed], red\n"), log.constData());
    QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
}

void SecretRedactorTest::startsANewLogFileWhenOneIsFull()
{
    const QTemporaryDir dir;
    setUpLog(dir.path());
    const QByteArray big(300 * 1024, 'x');
    for (int n = 0; n < 30; ++n)
        qInfo("%s", big.constData());
    qInstallMessageHandler(nullptr);
    const QString name = dir.filePath(QStringLiteral("freshet.log"));
    for (const char *suffix : {"", ".1", ".5"}) {
        const QFileInfo log(QString(name + QLatin1String(suffix)));
        QVERIFY2(log.exists(), suffix);
        QVERIFY(log.size() < 1500 * 1024);
    }
    QVERIFY(!QFile::exists(QString(name + QLatin1String(".6"))));
}

void SecretRedactorTest::writesItsLogThroughNoLink()
{
    const QTemporaryDir dir;
    const QString foreign = dir.filePath(QStringLiteral("foreign"));
    QVERIFY(QFile::link(foreign, dir.filePath(QStringLiteral("freshet.log"))));
    setUpLog(dir.path());
    qInfo("a line");
    qInstallMessageHandler(nullptr);
    QVERIFY(!QFile::exists(foreign));
}

QTEST_GUILESS_MAIN(SecretRedactorTest)
#include "secret_redactor_test.moc"
