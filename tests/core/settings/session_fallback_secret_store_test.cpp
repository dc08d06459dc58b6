// SPDX-License-Identifier: MIT
#include "core/settings/session_fallback_secret_store.h"
#include "tests/core/settings/scripted_secret_store.h"

#include <QTest>

using namespace freshet;
using test::ScriptedSecretStore;
using State = ScriptedSecretStore::State;

/// Where keys go when the keychain takes them, and when it does not.
class SessionFallbackSecretStoreTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void keepsAKeyInTheKeychainAlone();
    void keepsAKeyForTheSessionAndSaysSo_data();
    void keepsAKeyForTheSessionAndSaysSo();
    void usesTheKeychainAgainWhenItIsBack();
    void neverTakesAFailedReadForAbsence();
    void givesTheNewerKeyWhileTheKeychainIsSlow();
    void countsTheLastOfTwoWritesOnly();
    void removesFromBoth();
    void saysWhenTheKeychainMayStillHaveIt();
    void hasNothingToRemoveWhereThereIsNoKeychain();
    void doesNotBringARemovedKeyBack();
    void finishesAWriteWhoseCallerIsGone();

private:
    QByteArray read();
    Status write(const QString &text);
    Status remove();
    template <typename T>
    T answered(const std::optional<T> &answer);

    const QString m_name = QStringLiteral("openai@https://api.openai.com");
    std::unique_ptr<ScriptedSecretStore> m_keychain;
    std::unique_ptr<SessionFallbackSecretStore> m_store;
    QObject m_context;
};

void SessionFallbackSecretStoreTest::init()
{
    m_store.reset();
    m_keychain = std::make_unique<ScriptedSecretStore>();
    m_store = std::make_unique<SessionFallbackSecretStore>(*m_keychain);
}

template <typename T>
T SessionFallbackSecretStoreTest::answered(const std::optional<T> &answer)
{
    if (answer)
        qFatal("answered before the call returned");
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }))
        qFatal("no answer");
    return *answer;
}

QByteArray SessionFallbackSecretStoreTest::read()
{
    std::optional<Result<Secret>> answer;
    m_store->read(m_name, &m_context, [&answer](const Result<Secret> &secret) { answer = secret; });
    const auto secret = answered(answer);
    return secret ? secret->reveal() : "error: " + secret.error().message.toUtf8();
}

Status SessionFallbackSecretStoreTest::write(const QString &text)
{
    std::optional<Status> answer;
    m_store->write(m_name, Secret(text), &m_context, [&answer](const Status &status) { answer = status; });
    return answered(answer);
}

Status SessionFallbackSecretStoreTest::remove()
{
    std::optional<Status> answer;
    m_store->remove(m_name, &m_context, [&answer](const Status &status) { answer = status; });
    return answered(answer);
}

void SessionFallbackSecretStoreTest::keepsAKeyInTheKeychainAlone()
{
    QVERIFY(write(QStringLiteral("k")));
    QCOMPARE(m_store->place(m_name), SecretPlace::Keychain);
    QCOMPARE(m_store->placeNote(m_name), QString());
    m_keychain->state = State::Locked;
    QCOMPARE(read(), QByteArray("error: It is locked.")); // no copy was left here
}

void SessionFallbackSecretStoreTest::keepsAKeyForTheSessionAndSaysSo_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("note");
    QTest::newRow("locked") << State::Locked << "Kept until Freshet is closed. It is locked.";
    QTest::newRow("absent") << State::Absent << "Kept until Freshet is closed. There is no keychain here.";
}

void SessionFallbackSecretStoreTest::keepsAKeyForTheSessionAndSaysSo()
{
    QFETCH(State, state);
    m_keychain->state = state;
    QVERIFY(write(QStringLiteral("k")));
    QTEST(m_store->placeNote(m_name), "note");
    QCOMPARE(m_store->place(m_name), SecretPlace::Session);
    QCOMPARE(read(), QByteArray("k"));
    QCOMPARE(m_store->place(QStringLiteral("another")), SecretPlace::Keychain);
    m_store = std::make_unique<SessionFallbackSecretStore>(*m_keychain);
    QVERIFY(read().startsWith("error: "));
}

void SessionFallbackSecretStoreTest::usesTheKeychainAgainWhenItIsBack()
{
    m_keychain->state = State::Locked;
    QVERIFY(write(QStringLiteral("k")));
    m_keychain->state = State::Open;
    QCOMPARE(read(), QByteArray("k"));
    QVERIFY(write(QStringLiteral("k")));
    QCOMPARE(m_store->place(m_name), SecretPlace::Keychain);
    QCOMPARE(m_store->placeNote(m_name), QString());
    m_store = std::make_unique<SessionFallbackSecretStore>(*m_keychain);
    QCOMPARE(read(), QByteArray("k"));
}

void SessionFallbackSecretStoreTest::neverTakesAFailedReadForAbsence()
{
    QVERIFY(write(QStringLiteral("k")));
    m_keychain->state = State::Locked;
    QVERIFY(read().startsWith("error: "));
    QCOMPARE(m_keychain->writes, 1);
    QCOMPARE(m_keychain->removes, 0);
    m_keychain->state = State::Open;
    QCOMPARE(read(), QByteArray("k"));
}

void SessionFallbackSecretStoreTest::givesTheNewerKeyWhileTheKeychainIsSlow()
{
    QVERIFY(write(QStringLiteral("old")));
    m_keychain->isHeld = true;
    std::optional<Status> answer;
    m_store->write(
        m_name, Secret(QStringLiteral("new")), &m_context, [&answer](const Status &status) { answer = status; });
    QCOMPARE(read(), QByteArray("new"));
    m_keychain->release();
    QVERIFY(answered(answer));
    QCOMPARE(m_store->place(m_name), SecretPlace::Keychain);
    QCOMPARE(read(), QByteArray("new"));
}

void SessionFallbackSecretStoreTest::countsTheLastOfTwoWritesOnly()
{
    m_keychain->isHeld = true;
    m_keychain->state = State::Locked;
    std::optional<Status> first;
    m_store->write(
        m_name, Secret(QStringLiteral("first")), &m_context, [&first](const Status &status) { first = status; });
    m_keychain->state = State::Open;
    std::optional<Status> second;
    m_store->write(
        m_name, Secret(QStringLiteral("second")), &m_context, [&second](const Status &status) { second = status; });
    m_keychain->release();
    QTRY_VERIFY(first && second);
    QCOMPARE(m_store->place(m_name), SecretPlace::Keychain); // the first one's failure is past
    QCOMPARE(read(), QByteArray("second"));
}

void SessionFallbackSecretStoreTest::removesFromBoth()
{
    QVERIFY(write(QStringLiteral("old")));
    m_keychain->state = State::Locked;
    QVERIFY(write(QStringLiteral("new")));
    m_keychain->state = State::Open;
    QVERIFY(remove());
    QCOMPARE(read(), QByteArray());
    QCOMPARE(m_store->place(m_name), SecretPlace::Keychain);
}

void SessionFallbackSecretStoreTest::saysWhenTheKeychainMayStillHaveIt()
{
    QVERIFY(write(QStringLiteral("old")));
    m_keychain->state = State::Locked;
    QVERIFY(write(QStringLiteral("new")));
    const Status removed = remove();
    QVERIFY(!removed);
    QCOMPARE(removed.error().message, QStringLiteral("It is locked."));
    QVERIFY(read().startsWith("error: ")); // here it is gone
}

void SessionFallbackSecretStoreTest::hasNothingToRemoveWhereThereIsNoKeychain()
{
    m_keychain->state = State::Absent;
    QVERIFY(write(QStringLiteral("k")));
    QVERIFY(remove());
    QVERIFY(!remove()); // nothing was here: the keychain that is not there is what is told
}

void SessionFallbackSecretStoreTest::doesNotBringARemovedKeyBack()
{
    m_keychain->isHeld = true;
    m_keychain->state = State::Locked;
    m_store->write(m_name, Secret(QStringLiteral("k")), &m_context, [](const Status &) {});
    m_keychain->state = State::Open;
    std::optional<Status> removed;
    m_store->remove(m_name, &m_context, [&removed](const Status &status) { removed = status; });
    m_keychain->release();
    QVERIFY(answered(removed));
    QCOMPARE(read(), QByteArray());
    QCOMPARE(m_store->placeNote(m_name), QString());
}

void SessionFallbackSecretStoreTest::finishesAWriteWhoseCallerIsGone()
{
    m_keychain->isHeld = true;
    bool called = false;
    {
        QObject gone;
        m_store->write(m_name, Secret(QStringLiteral("k")), &gone, [&called](const Status &) { called = true; });
    }
    m_keychain->release();
    QTRY_COMPARE(m_store->place(m_name), SecretPlace::Keychain);
    QCOMPARE(read(), QByteArray("k"));
    QVERIFY(!called);
}

QTEST_GUILESS_MAIN(SessionFallbackSecretStoreTest)
#include "session_fallback_secret_store_test.moc"
