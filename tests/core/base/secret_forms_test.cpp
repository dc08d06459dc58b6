// SPDX-License-Identifier: MIT
#include "core/base/secret_forms.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace freshet;

class SecretFormsTest : public QObject {
    Q_OBJECT

private slots:
    void knowsASecretHoweverItWasWritten_data();
    void knowsASecretHoweverItWasWritten();
    void findsThemInText();
    void leavesShortOnesAlone();
};

void SecretFormsTest::knowsASecretHoweverItWasWritten_data()
{
    QTest::addColumn<QByteArray>("text");

    const QByteArray secret = "pa\"ss\\w/ord\xc3\xa9+?~";
    QTest::newRow("plain") << secret;
    QTest::newRow("JSON") << QJsonDocument(QJsonArray{QString::fromUtf8(secret)}).toJson(QJsonDocument::Compact);
    QTest::newRow("JSON as PHP writes it") << QByteArray("pa\\\"ss\\\\w\\/ord\xc3\xa9+?~");
    QTest::newRow("URL") << secret.toPercentEncoding();
    QTest::newRow("URL in small letters") << QByteArray("pa%22ss%5cw%2ford%c3%a9%2b%3f~");
    QTest::newRow("hexadecimal") << secret.toHex();
    QTest::newRow("HEXADECIMAL") << secret.toHex().toUpper();
    QTest::newRow("backwards") << QByteArray("~?+\xa9\xc3"
                                             "dro/w\\ss\"ap");
    QTest::newRow("escapes") << QByteArray(
        "\\u0070\\u0061\\u0022\\u0073\\u0073\\u005c\\u0077\\u002f\\u006f\\u0072\\u0064\\u00e9\\u002b\\u003f\\u007e");
    QTest::newRow("every byte in a URL") << '%' + secret.toHex('%');
    for (const char *around : {"", "u", "us", "use", "user:"}) {
        const QByteArray longer = around + secret + around;
        QTest::newRow(qPrintable(QString("base64 behind %1").arg(around))) << longer.toBase64();
        QTest::newRow(qPrintable(QString("base64url behind %1").arg(around)))
            << longer.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    }
}

void SecretFormsTest::knowsASecretHoweverItWasWritten()
{
    QFETCH(QByteArray, text);
    const QByteArrayList forms = secretForms(Secret(QStringLiteral("pa\"ss\\w/ord\u00e9+?~")));
    QVERIFY2(std::any_of(forms.begin(), forms.end(), [&text](const QByteArray &form) { return text.contains(form); }),
        text.constData());
}

void SecretFormsTest::findsThemInText()
{
    const SecretForms forms(Secret(QStringLiteral("canary-0815")));
    for (const char *text : {"a canary-0815 sings", "A CANARY-0815", "5180-yranac", "Y2FuYXJ5LTA4MTU="}) {
        QVERIFY2(forms.isIn(text), text);
        QVERIFY2(!forms.isIn(forms.replacedIn(text)), text);
    }
    QVERIFY(!forms.isIn("canary-081"));
    QCOMPARE(forms.replacedIn("a canary-0815 sings"), "a [key] sings");
    QVERIFY(!SecretForms(Secret()).isIn("anything"));
}

void SecretFormsTest::leavesShortOnesAlone()
{
    QVERIFY(secretForms(Secret()).isEmpty());
    QVERIFY(secretForms(Secret(QStringLiteral("abcde"))).isEmpty());
    const QByteArrayList forms = secretForms(Secret(QStringLiteral("abcdef")));
    QVERIFY(std::all_of(forms.begin(), forms.end(), [](const QByteArray &form) { return form.size() >= 6; }));
}

QTEST_GUILESS_MAIN(SecretFormsTest)
#include "secret_forms_test.moc"
