// SPDX-License-Identifier: MIT
#include "core/settings/key_reuse.h"
#include "core/settings/secret_name.h"
#include "tests/core/settings/scripted_secret_store.h"

#include <QTest>

using namespace freshet;
using test::ScriptedSecretStore;

class KeyReuseTest : public QObject {
    Q_OBJECT

private slots:
    void asksForAnotherServerOnly_data();
    void asksForAnotherServerOnly();
    void keepsTheKeyForBothServers();
    void neverReplacesAKey();
    void changesNothingWhenTheKeychainCannotBeRead();
    void saysWhenThereIsNoKeyAnyMore();

private:
    Status reuse();
    QByteArray stored(const Origin &origin);
    void store(const Origin &origin, const QString &key);

    const Origin m_from = *Origin::of(QUrl(QStringLiteral("https://a.example")));
    const Origin m_to = *Origin::of(QUrl(QStringLiteral("https://b.example")));
    ScriptedSecretStore m_secrets;
};

Status KeyReuseTest::reuse()
{
    std::optional<Status> answer;
    reuseKey(m_secrets, *keyReuse(QStringLiteral("p"), m_from, m_to), this,
        [&answer](const Status &status) { answer = status; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }))
        qFatal("no answer");
    return *answer;
}

QByteArray KeyReuseTest::stored(const Origin &origin)
{
    std::optional<Secret> found;
    m_secrets.read(
        secretName(QStringLiteral("p"), origin), this, [&](const Result<Secret> &secret) { found = *secret; });
    if (!QTest::qWaitFor([&found] { return found.has_value(); }))
        qFatal("no answer");
    return found->reveal();
}

void KeyReuseTest::store(const Origin &origin, const QString &key)
{
    m_secrets.write(secretName(QStringLiteral("p"), origin), Secret(key), this, [](const Status &) {});
}

void KeyReuseTest::asksForAnotherServerOnly_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("question");

    const auto row = [](const char *name, const char *from, const char *to, const char *question) {
        QTest::newRow(name) << QString::fromUtf8(from) << QString::fromUtf8(to) << QString::fromUtf8(question);
    };
    row("another host", "https://a.example/v1", "https://b.example/v1",
        "Send the key of https://a.example to https://b.example too?");
    row("another port", "https://a.example", "https://a.example:8443",
        "Send the key of https://a.example to https://a.example:8443 too?");
    row("a look-alike shows its A-label", "https://api.openai.com", "https://api.\u043epenai.com",
        "Send the key of https://api.openai.com to https://api.xn--penai-iye.com too?");
    row("this machine", "https://a.example", "http://127.0.0.1:8080/v1",
        "Send the key of https://a.example to http://127.0.0.1:8080 too?");
    row("the same, written otherwise", "https://a.example", "https://A.example:443/v2", "");
    row("a key is never sent there", "https://a.example", "http://b.example", "");
    row("no server before", "", "https://b.example", "");
    row("no server now", "https://a.example", "", "");
}

void KeyReuseTest::asksForAnotherServerOnly()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    const auto reuse = keyReuse(QStringLiteral("p"), Origin::of(QUrl(from)), Origin::of(QUrl(to)));
    QTEST(reuse ? reuse->question() : QString(), "question");
}

void KeyReuseTest::keepsTheKeyForBothServers()
{
    m_secrets.state = ScriptedSecretStore::State::Open;
    store(m_from, QStringLiteral("k"));
    QVERIFY(reuse());
    QCOMPARE(stored(m_from), QByteArray("k"));
    QCOMPARE(stored(m_to), QByteArray("k"));
}

void KeyReuseTest::neverReplacesAKey()
{
    store(m_from, QStringLiteral("k"));
    store(m_to, QStringLiteral("own"));
    QVERIFY(reuse());
    QCOMPARE(stored(m_to), QByteArray("own"));
}

void KeyReuseTest::changesNothingWhenTheKeychainCannotBeRead()
{
    const int writes = m_secrets.writes;
    m_secrets.state = ScriptedSecretStore::State::Locked;
    const Status status = reuse();
    m_secrets.state = ScriptedSecretStore::State::Open;
    QVERIFY(!status);
    QCOMPARE(status.error().kind, ErrorKind::Storage);
    QCOMPARE(m_secrets.writes, writes);
}

void KeyReuseTest::saysWhenThereIsNoKeyAnyMore()
{
    store(m_from, QString());
    store(m_to, QString());
    const Status status = reuse();
    QVERIFY(!status);
    QVERIFY(status.error().message.contains(QStringLiteral("https://a.example")));
    QCOMPARE(stored(m_to), QByteArray());
}

QTEST_GUILESS_MAIN(KeyReuseTest)
#include "key_reuse_test.moc"
