// SPDX-License-Identifier: MIT
#include "core/server/delta_encoder.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace freshet;

/// Holds hand-made UTF-8 and JSON escapes to what Qt makes of the whole text.
class DeltaEncoderTest : public QObject {
    Q_OBJECT

private slots:
    void encodesTheSameBytesHoweverTheTextIsCut_data();
    void encodesTheSameBytesHoweverTheTextIsCut();
    void replacesHalvesThatGetNoPartner_data();
    void replacesHalvesThatGetNoPartner();
    void encodesEveryCharacter();
    void forgetsAHalfWhenTheTextBeginsAnew();
    void escapesSoThatTheTextComesBack();
};

namespace {

QByteArray encoded(const QStringList &deltas)
{
    DeltaEncoder encoder;
    QByteArray utf8;
    for (const QString &delta : deltas)
        encoder.append(delta, utf8);
    encoder.flush(utf8);
    return utf8;
}

const QString kHigh(QChar(0xd83d));
const QString kLow(QChar(0xde00));

} // namespace

void DeltaEncoderTest::encodesTheSameBytesHoweverTheTextIsCut_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("one to four bytes") << QStringLiteral("a\u00e9\u20ac\U0001F600z");
    QTest::newRow("pairs only") << QStringLiteral("\U0001F600\U0001F1E9\U0001F1EA\U0010FFFF");
    QTest::newRow("borders") << QStringLiteral("\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\U00010000");
}

void DeltaEncoderTest::encodesTheSameBytesHoweverTheTextIsCut()
{
    QFETCH(QString, text);
    for (uint cuts = 0; cuts < 1u << std::max<qsizetype>(0, text.size() - 1); ++cuts) {
        QStringList deltas{QString()};
        for (qsizetype i = 0; i < text.size(); ++i) {
            deltas.last() += text.at(i);
            if (cuts >> i & 1)
                deltas << QString();
        }
        QCOMPARE(encoded(deltas), text.toUtf8());
    }
}

void DeltaEncoderTest::replacesHalvesThatGetNoPartner_data()
{
    QTest::addColumn<QStringList>("deltas");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray replaced("\xef\xbf\xbd");
    QTest::newRow("high at the end") << QStringList{QStringLiteral("a") + kHigh} << QByteArray("a" + replaced);
    QTest::newRow("high before a letter") << QStringList{kHigh, QStringLiteral("a")} << QByteArray(replaced + "a");
    QTest::newRow("high before a pair") << QStringList{kHigh, kHigh + kLow}
                                        << QByteArray(replaced + "\xf0\x9f\x98\x80");
    QTest::newRow("low alone") << QStringList{kLow + QStringLiteral("a")} << QByteArray(replaced + "a");
    QTest::newRow("low before high") << QStringList{kLow, kHigh} << QByteArray(replaced + replaced);
    QTest::newRow("an empty delta between") << QStringList{kHigh, QString(), kLow} << QByteArray("\xf0\x9f\x98\x80");
}

void DeltaEncoderTest::replacesHalvesThatGetNoPartner()
{
    QFETCH(QStringList, deltas);
    QFETCH(QByteArray, expected);
    QCOMPARE(encoded(deltas), expected);
}

void DeltaEncoderTest::encodesEveryCharacter()
{
    QList<char32_t> characters;
    for (char32_t c = 0; c <= QChar::LastValidCodePoint; ++c) {
        if (!QChar::isSurrogate(c))
            characters << c;
    }
    const QString text = QString::fromUcs4(characters.constData(), characters.size());
    QVERIFY(encoded({text}) == text.toUtf8());
}

void DeltaEncoderTest::forgetsAHalfWhenTheTextBeginsAnew()
{
    DeltaEncoder encoder;
    QByteArray utf8;
    encoder.append(kHigh, utf8);
    QVERIFY(encoder.isWaiting());
    encoder.reset();
    encoder.append(QStringLiteral("a"), utf8);
    encoder.flush(utf8);
    QCOMPARE(utf8, QByteArray("a"));
}

void DeltaEncoderTest::escapesSoThatTheTextComesBack()
{
    QString text = QStringLiteral("\u00e9\u2028\u2029\U0001F600</script>");
    for (char16_t c = 0; c <= 0x9f; ++c)
        text += QChar(c);
    QByteArray json("{\"t\":\"");
    appendJsonEscaped(text.toUtf8(), json);
    json += "\"}";
    QCOMPARE(QJsonDocument::fromJson(json).object().value(QStringLiteral("t")).toString(), text);
    for (const char c : json)
        QVERIFY2(static_cast<unsigned char>(c) >= 0x20, "a control character stands in the JSON");
}

QTEST_GUILESS_MAIN(DeltaEncoderTest)
#include "delta_encoder_test.moc"
