// SPDX-License-Identifier: MIT
#include "core/server/token_secret.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace freshet;

class TokenSecretTest : public QObject {
    Q_OBJECT

private slots:
    void makesSecretsThatEveryHeaderCanCarry();
    void neverMakesASecretTwice();
    void usesEveryBitOfASecret();
    void takesSecretsOfOthers_data();
    void takesSecretsOfOthers();
    void findsATokenWhereverItStands();
    void findsNothingThatDiffersInOneBit();
};

void TokenSecretTest::makesSecretsThatEveryHeaderCanCarry()
{
    const QByteArray secret = generateTokenSecret().reveal();
    QVERIFY(QRegularExpression("^[A-Za-z0-9_-]{43}$").match(QString::fromLatin1(secret)).hasMatch());
    QCOMPARE(QByteArray::fromBase64(secret, QByteArray::Base64UrlEncoding).size(), 32);
    QVERIFY(isTokenSecret(secret));
}

void TokenSecretTest::neverMakesASecretTwice()
{
    QSet<QByteArray> secrets;
    for (int i = 0; i < 10'000; ++i)
        secrets << generateTokenSecret().reveal();
    QCOMPARE(secrets.size(), 10'000);
}

void TokenSecretTest::usesEveryBitOfASecret()
{
    QByteArray everSet(32, '\0');
    QByteArray alwaysSet(32, '\xff');
    for (int i = 0; i < 100; ++i) {
        const auto bytes = QByteArray::fromBase64(generateTokenSecret().reveal(), QByteArray::Base64UrlEncoding);
        for (int at = 0; at < 32; ++at) {
            everSet[at] = char(everSet[at] | bytes[at]);
            alwaysSet[at] = char(alwaysSet[at] & bytes[at]);
        }
    }
    QCOMPARE(everSet, QByteArray(32, '\xff'));
    QCOMPARE(alwaysSet, QByteArray(32, '\0'));
}

void TokenSecretTest::takesSecretsOfOthers_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("hexadecimal") << QByteArray("0123456789abcdef0123456789ABCDEF") << true;
    QTest::newRow("signs") << QByteArray("-._~-._~-._~-._~-._~-._~-._~-._~") << true;
    QTest::newRow("the shortest") << QByteArray(32, 'a') << true;
    QTest::newRow("too short") << QByteArray(31, 'a') << false;
    QTest::newRow("the longest") << QByteArray(256, 'a') << true;
    QTest::newRow("too long") << QByteArray(257, 'a') << false;
    QTest::newRow("empty") << QByteArray() << false;
    for (const char *sign : {" ", ",", "=", "/", "+", "\n", "\"", "\xc3\xa9"})
        QTest::addRow("'%s'", sign) << QByteArray(40, 'a') + sign << false;
}

void TokenSecretTest::takesSecretsOfOthers()
{
    QFETCH(QByteArray, secret);
    QTEST(isTokenSecret(secret), "isGood");
}

void TokenSecretTest::findsATokenWhereverItStands()
{
    QList<AccessToken> tokens;
    for (int i = 0; i < 100; ++i)
        tokens << AccessToken{.id = QString::number(i), .digest = tokenDigest(QByteArray::number(i))};
    for (int i = 0; i < 100; ++i)
        QCOMPARE(findByDigest(tokens, tokenDigest(QByteArray::number(i)))->id, QString::number(i));
    QVERIFY(!findByDigest(tokens, tokenDigest("100")));
    QVERIFY(!findByDigest({}, tokenDigest("0")));
}

void TokenSecretTest::findsNothingThatDiffersInOneBit()
{
    const QByteArray digest = tokenDigest("secret");
    const QList<AccessToken> tokens{AccessToken{.id = "a", .digest = digest}};
    for (int bit = 0; bit < 256; ++bit) {
        QByteArray other = digest;
        other[bit / 8] = char(uchar(other[bit / 8]) ^ (1U << (bit % 8)));
        QVERIFY(!findByDigest(tokens, other));
    }
    QVERIFY(findByDigest(tokens, digest));
}

QTEST_APPLESS_MAIN(TokenSecretTest)
#include "token_secret_test.moc"
