// SPDX-License-Identifier: MIT
#include "core/server/query_protocol.h"
#include "core/server/stream_log.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace freshet;

/// Holds the frames to what the protocol's own encoders say, and the texts of all tokens to the text.
class StreamLogTest : public QObject {
    Q_OBJECT

private slots:
    void givesEachMessageItsIdAndNumber();
    void writesTheSameMessagesAsTheProtocol_data();
    void writesTheSameMessagesAsTheProtocol();
    void tellsTheWholeTextHoweverItIsCut();
    void holdsHalfACharacterUntilItsPartnerComes();
    void givesOutWhatStillWaitsBeforeTheEnd();
    void forgetsWhatWaitsAtARestart();
    void takesNothingAfterTheEnd_data();
    void takesNothingAfterTheEnd();
    void costsEightBytesATokenBesideItsText();
};

namespace {

const QString kId = QStringLiteral("q1");

QJsonObject parsedFrame(const StreamLog &log, int seq, const QString &id = kId)
{
    QJsonParseError problem;
    const QByteArray frame = log.frame(seq, id);
    const QJsonDocument document = QJsonDocument::fromJson(frame, &problem);
    if (problem.error != QJsonParseError::NoError)
        qWarning("%s: %s", frame.constData(), qPrintable(problem.errorString()));
    return document.object();
}

QJsonObject numbered(QJsonObject message, int seq, const QString &id = kId)
{
    message.insert(QStringLiteral("id"), id);
    message.insert(QStringLiteral("seq"), seq);
    return message;
}

/// The texts of all messages of a type, one after the other.
QString textOf(const StreamLog &log, const QString &type)
{
    QString text;
    for (int seq = 1; seq <= log.last(); ++seq) {
        const QJsonObject message = parsedFrame(log, seq);
        if (message.value(QStringLiteral("type")) == type)
            text += message.value(QStringLiteral("text")).toString();
    }
    return text;
}

QStringList randomCuts(const QString &text, QRandomGenerator &random)
{
    QStringList pieces;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype size = random.bounded(5); // 0: an empty delta
        pieces << text.mid(at, size);
        at += size;
    }
    return pieces;
}

} // namespace

void StreamLogTest::givesEachMessageItsIdAndNumber()
{
    StreamLog log;
    QCOMPARE(log.last(), 0);
    const QJsonObject accepted
        = protocol::accepted(QStringLiteral("s"), {QStringLiteral("p"), QStringLiteral("m")}, false);
    QCOMPARE(log.append(accepted), 1);
    QCOMPARE(log.appendReasoning(u"so"), 2);
    QCOMPARE(log.appendToken(u"Hel"), 3);
    QCOMPARE(log.appendToken(u"lo"), 4);
    QCOMPARE(log.append(protocol::final({.text = QStringLiteral("Hello")})), 5);

    QCOMPARE(parsedFrame(log, 1), numbered(accepted, 1));
    QCOMPARE(parsedFrame(log, 2), numbered(protocol::reasoning(QStringLiteral("so")), 2));
    QCOMPARE(parsedFrame(log, 3), numbered(protocol::token(QStringLiteral("Hel")), 3));
    QCOMPARE(parsedFrame(log, 4), numbered(protocol::token(QStringLiteral("lo")), 4));
    QCOMPARE(parsedFrame(log, 5), numbered(protocol::final({.text = QStringLiteral("Hello")}), 5));
}

void StreamLogTest::writesTheSameMessagesAsTheProtocol_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("id");
    QTest::newRow("plain") << QStringLiteral("word") << kId;
    QTest::newRow("quotes") << QStringLiteral("say \"hi\" \\ there") << QStringLiteral("a\"b\\c");
    QTest::newRow("lines") << QStringLiteral("a\r\n\tb\b\f") << kId;
    QTest::newRow("control characters") << QString::fromUtf8(QByteArray("a\0b\x1f\x7f", 5)) << kId;
    QTest::newRow("other scripts") << QStringLiteral("\u00fc\u4f60\u2028\U0001F600") << QStringLiteral("\u4f60");
}

void StreamLogTest::writesTheSameMessagesAsTheProtocol()
{
    QFETCH(QString, text);
    QFETCH(QString, id);
    StreamLog log;
    log.appendToken(text);
    log.appendReasoning(text);
    log.append(protocol::restarted(text));
    QCOMPARE(parsedFrame(log, 1, id), numbered(protocol::token(text), 1, id));
    QCOMPARE(parsedFrame(log, 2, id), numbered(protocol::reasoning(text), 2, id));
    QCOMPARE(parsedFrame(log, 3, id), numbered(protocol::restarted(text), 3, id));
}

void StreamLogTest::tellsTheWholeTextHoweverItIsCut()
{
    const QString text = QStringLiteral("A \"quote\"\n\u00e9\u20ac\U0001F600\U0001F1E9\U0001F1EA\\ end\U0001F600");
    const QString thought = QStringLiteral("\U0001F914 well\u2026\U0001F914");
    QRandomGenerator random(20261128);
    for (int round = 0; round < 500; ++round) {
        StreamLog log;
        QStringList thoughts = randomCuts(thought, random);
        for (const QString &delta : randomCuts(text, random)) {
            log.appendToken(delta);
            if (!thoughts.isEmpty())
                log.appendReasoning(thoughts.takeFirst()); // between two halves of a character of the text
            if (random.bounded(4) == 0)
                log.append(protocol::phase({.phase = Phase::Writing}));
        }
        for (const QString &delta : std::as_const(thoughts))
            log.appendReasoning(delta);
        QCOMPARE(textOf(log, QStringLiteral("token")), text);
        QCOMPARE(textOf(log, QStringLiteral("reasoning")), thought);
    }
}

void StreamLogTest::holdsHalfACharacterUntilItsPartnerComes()
{
    StreamLog log;
    const QString smile = QStringLiteral("\U0001F600");
    QCOMPARE(log.appendToken(QString(QStringLiteral("a") + smile.at(0))), 1);
    QCOMPARE(parsedFrame(log, 1).value(QStringLiteral("text")).toString(), QStringLiteral("a"));
    QCOMPARE(log.appendToken(smile.sliced(1)), 2);
    QCOMPARE(parsedFrame(log, 2).value(QStringLiteral("text")).toString(), smile);
    QCOMPARE(log.appendToken(smile.first(1)), 2); // nothing to say yet
    QCOMPARE(log.appendToken(u"b"), 3);
    QCOMPARE(parsedFrame(log, 3).value(QStringLiteral("text")).toString(), QStringLiteral("\ufffdb"));
}

void StreamLogTest::givesOutWhatStillWaitsBeforeTheEnd()
{
    StreamLog log;
    const QString half = QStringLiteral("\U0001F600").first(1);
    log.appendToken(half);
    log.appendReasoning(half);
    QCOMPARE(log.last(), 0);
    QCOMPARE(log.append(protocol::error({.kind = ErrorKind::Timeout}, half)), 3);
    QCOMPARE(textOf(log, QStringLiteral("token")), QStringLiteral("\ufffd"));
    QCOMPARE(textOf(log, QStringLiteral("reasoning")), QStringLiteral("\ufffd"));
    QCOMPARE(parsedFrame(log, 3).value(QStringLiteral("type")).toString(), QStringLiteral("error"));
}

void StreamLogTest::forgetsWhatWaitsAtARestart()
{
    StreamLog log;
    log.appendToken(QStringLiteral("\U0001F600").first(1));
    log.append(protocol::restarted(QStringLiteral("Again.")));
    log.appendToken(u"a");
    QCOMPARE(textOf(log, QStringLiteral("token")), QStringLiteral("a"));
}

void StreamLogTest::takesNothingAfterTheEnd_data()
{
    QTest::addColumn<QJsonObject>("end");
    QTest::newRow("final") << protocol::final({});
    QTest::newRow("error") << protocol::error({.kind = ErrorKind::Cancelled}, {});
}

void StreamLogTest::takesNothingAfterTheEnd()
{
    QFETCH(QJsonObject, end);
    StreamLog log;
    log.appendToken(u"a");
    QVERIFY(!log.isEnded());
    QCOMPARE(log.append(end), 2);
    QVERIFY(log.isEnded());
    QCOMPARE(log.appendToken(u"b"), 2);
    QCOMPARE(log.appendReasoning(u"b"), 2);
    QCOMPARE(log.append(end), 2);
    QCOMPARE(parsedFrame(log, 2), numbered(end, 2));
}

void StreamLogTest::costsEightBytesATokenBesideItsText()
{
    StreamLog log;
    constexpr int kTokens = 50'000;
    for (int i = 0; i < kTokens; ++i)
        log.appendToken(u" word");
    QVERIFY(log.memory() >= kTokens * (5 + 8));
    QVERIFY(log.memory() <= 2 * kTokens * (5 + 8) + 1024); // it grows by doubling
    log.append(protocol::error({}, {}));
    QVERIFY2(log.memory() <= kTokens * (5 + 8) + 1024, qPrintable(QString::number(log.memory())));
}

QTEST_GUILESS_MAIN(StreamLogTest)
#include "stream_log_test.moc"
