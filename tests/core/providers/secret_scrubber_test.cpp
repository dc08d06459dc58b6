// SPDX-License-Identifier: MIT
#include "core/domain/provider_info.h"
#include "core/providers/error_classifier.h"
#include "core/providers/secret_scrubber.h"
#include "tests/support/every_split.h"

#include <QTest>

using namespace freshet;

class SecretScrubberTest : public QObject {
    Q_OBJECT

private slots:
    void takesEverySecretOutHoweverTheTextIsCut();
    void leavesShortValuesAlone();
    void knowsTheKeyAndTheExtraHeaders();
};

namespace {

ProviderConfig configWithSecrets()
{
    return {.key = Secret("sk-canary"),
        .extraHeaders = {{.name = "X-Long", .value = Secret("sk-canary-access")},
            {.name = "X-Other", .value = Secret("other-canary")}, {.name = "X-Flag", .value = Secret("true")}}};
}

} // namespace

void SecretScrubberTest::takesEverySecretOutHoweverTheTextIsCut()
{
    const QByteArray text = "<sk-canary> <sk-canary-access> osk-sk-canary other-canary, true";
    for (const QByteArrayList &pieces : test::everySplit(text)) {
        SecretScrubber scrubber(secretsOf(configWithSecrets()));
        QString shown;
        for (const QByteArray &piece : pieces)
            shown += scrubber.push(QString::fromLatin1(piece));
        shown += scrubber.end();
        QVERIFY2(!shown.contains("canary"), qPrintable(shown));
        QVERIFY2(shown.endsWith("osk-[key] [key], true"), qPrintable(shown));
    }
}

void SecretScrubberTest::leavesShortValuesAlone()
{
    SecretScrubber scrubber({Secret("true"), Secret()});
    QCOMPARE(scrubber.push("it is true, tr"), "it is true, tr");
    QCOMPARE(scrubber.end(), QString());
}

void SecretScrubberTest::knowsTheKeyAndTheExtraHeaders()
{
    QCOMPARE(secretsOf(configWithSecrets()),
        (QList<Secret>{Secret("sk-canary-access"), Secret("other-canary"), Secret("sk-canary")}));
    const Error error = classifiedError(
        {.status = 403, .headers = {}, .body = R"({"error":{"message":"no other-canary, no sk-canary-access"}})"},
        configWithSecrets());
    QVERIFY2(!error.detail.contains("canary") && error.detail.startsWith("no [key]"), qPrintable(error.detail));
    QVERIFY2(!error.message.contains("canary"), qPrintable(error.message));
}

QTEST_GUILESS_MAIN(SecretScrubberTest)
#include "secret_scrubber_test.moc"
