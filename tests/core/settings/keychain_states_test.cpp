// SPDX-License-Identifier: MIT
#include "core/settings/keychain_secret_store.h"
#include "core/settings/keys.h"
#include "core/settings/session_fallback_secret_store.h"
#include "core/settings/settings_store.h"
#include "core/settings/tracked_secret_store.h"
#include "tests/support/all_files.h"
#include "tests/support/own_keyring.h"
#include "tests/support/scripted_prompter.h"

#include <QCoreApplication>
#include <QTest>
#include <QTimer>

#include <memory>
#include <utility>

using namespace freshet;
using namespace std::chrono_literals;
using test::allFilesBelow;
using test::OwnKeyring;
using test::ScriptedPrompter;

/// A real gnome-keyring in every state that it can be in, and what becomes of keys then.
///
/// Run with "no-bus" as the first argument, it has no session bus; saysThatThereIsNoKeychain() is for that, too.
class KeychainStatesTest : public QObject {
    Q_OBJECT

public:
    explicit KeychainStatesTest(OwnKeyring *keyring) : m_keyring(keyring) { } // null: there is no bus

private slots:
    void init();
    void cleanup();
    void saysThatThereIsNoKeychain();
    void tellsAKeyringThatIsNotThereFromAKeyThatIsNot();
    void neverTakesALockedKeyForAbsence();
    void keepsAKeyForTheSessionWhenThePromptIsDismissed();
    void doesNotWaitForAPersonWhoIsAway();
    void letsTheEventLoopRunWhileTheKeychainIsSilent();
    void usesAKeychainThatAnswersAgain();
    void goesOnWithARestartedKeychain();
    void tellsAKeychainThatVanishesWhileItIsAsked();
    void saysThatAKeyWasKeptInAnotherKeychain();
    void asksOnceForAllWhoReadTogether();
    void readsANewKeyThoughTheOldOneIsBeingRead();

private:
    std::unique_ptr<KeychainSecretStore> keychain(std::chrono::milliseconds limit = 10s) const;
    Result<Secret> read(SecretStore &store);
    Status write(SecretStore &store, const QByteArray &text);
    Status remove(SecretStore &store);
    template <typename T>
    T answered(const std::optional<T> &answer);
    bool isOnDisk(const QByteArray &text) const;

    OwnKeyring *const m_keyring;
    std::unique_ptr<ScriptedPrompter> m_prompter;
    QObject m_context;
    const QString m_name = QStringLiteral("openai@https://api.openai.com");
    KeychainSecretStore::Prompts m_prompts = KeychainSecretStore::Prompts::Possible;
};

#define NEEDS_KEYRING() QVERIFY2(m_keyring && m_keyring->isReal(), OwnKeyring::kMissing)

void KeychainStatesTest::init()
{
    m_prompts = KeychainSecretStore::Prompts::Possible;
    if (m_keyring && m_keyring->isReal())
        m_prompter = std::make_unique<ScriptedPrompter>(m_keyring->address());
}

void KeychainStatesTest::cleanup()
{
    m_prompter.reset();
    if (m_keyring && m_keyring->isReal()) {
        m_keyring->stop();
        m_keyring->forget();
    }
}

std::unique_ptr<KeychainSecretStore> KeychainStatesTest::keychain(std::chrono::milliseconds limit) const
{
    return std::make_unique<KeychainSecretStore>(KeychainSecretStore::Options{
        .service = QStringLiteral("Freshet states test"), .prompts = m_prompts, .limit = limit});
}

template <typename T>
T KeychainStatesTest::answered(const std::optional<T> &answer)
{
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 30'000))
        qFatal("no answer");
    return *answer;
}

Result<Secret> KeychainStatesTest::read(SecretStore &store)
{
    std::optional<Result<Secret>> answer;
    store.read(m_name, &m_context, [&answer](const Result<Secret> &secret) { answer = secret; });
    return answered(answer);
}

Status KeychainStatesTest::write(SecretStore &store, const QByteArray &text)
{
    std::optional<Status> answer;
    store.write(m_name, Secret(QString::fromUtf8(text)), &m_context, [&answer](const Status &s) { answer = s; });
    return answered(answer);
}

Status KeychainStatesTest::remove(SecretStore &store)
{
    std::optional<Status> answer;
    store.remove(m_name, &m_context, [&answer](const Status &status) { answer = status; });
    return answered(answer);
}

bool KeychainStatesTest::isOnDisk(const QByteArray &text) const
{
    return allFilesBelow(m_keyring->home()).contains(text);
}

void KeychainStatesTest::saysThatThereIsNoKeychain()
{
    const auto chain = keychain();
    const auto secret = read(*chain);
    QVERIFY(!secret);
    QCOMPARE(secret.error().kind, ErrorKind::Storage);
    QVERIFY2(secret.error().message.contains(QStringLiteral("no keychain")), qPrintable(secret.error().message));
    QVERIFY(!secret.error().retryable);
    QVERIFY(!write(*chain, "never on disk"));

    SessionFallbackSecretStore store(*chain);
    QVERIFY(write(store, "never on disk"));
    QCOMPARE(store.place(m_name), SecretPlace::Session);
    QVERIFY(store.placeNote(m_name).contains(QStringLiteral("Install or unlock gnome-keyring or KWallet")));
    QCOMPARE(read(store)->reveal(), QByteArray("never on disk"));
    QVERIFY(remove(store));
    if (m_keyring)
        QVERIFY(!isOnDisk("never on disk"));
}

void KeychainStatesTest::tellsAKeyringThatIsNotThereFromAKeyThatIsNot()
{
    NEEDS_KEYRING();
    m_keyring->start(OwnKeyring::State::Locked); // nothing was ever unlocked here, so that there is none
    const auto asking = keychain();
    const auto absent = read(*asking);
    QVERIFY2(absent && absent->isEmpty(), absent ? "" : qPrintable(absent.error().message));

    m_prompts = KeychainSecretStore::Prompts::Impossible;
    const auto unattended = keychain();
    const auto secret = read(*unattended);
    QVERIFY(!secret);
    QVERIFY2(secret.error().message.contains(QStringLiteral("no keyring")), qPrintable(secret.error().message));

    SessionFallbackSecretStore store(*asking);
    QVERIFY(write(store, "k")); // it would make one, and the person says no
    QCOMPARE(store.place(m_name), SecretPlace::Session);
    QVERIFY2(store.placeNote(m_name).contains(QStringLiteral("no keyring")), qPrintable(store.placeNote(m_name)));
}

void KeychainStatesTest::neverTakesALockedKeyForAbsence()
{
    NEEDS_KEYRING();
    m_keyring->start(OwnKeyring::State::Unlocked);
    const auto chain = keychain();
    QVERIFY(write(*chain, "old"));
    QCOMPARE(read(*chain)->reveal(), QByteArray("old"));
    m_keyring->lock();

    const auto locked = read(*chain);
    QVERIFY(m_prompter->prompts > 0);
    QVERIFY2(!locked, "a key that is locked was taken for one that is not there");
    QVERIFY2(locked.error().message.contains(QStringLiteral("locked")), qPrintable(locked.error().message));
    QVERIFY(locked.error().retryable);
    const Status removed = remove(*chain);
    QVERIFY2(!removed, "a key that is locked was said to be removed");

    m_keyring->stop();
    m_keyring->start(OwnKeyring::State::Unlocked);
    const auto again = read(*chain);
    QVERIFY2(again, again ? "" : qPrintable(again.error().message));
    QCOMPARE(again->reveal(), QByteArray("old"));
}

void KeychainStatesTest::asksOnceForAllWhoReadTogether()
{
    NEEDS_KEYRING();
    m_keyring->start(OwnKeyring::State::Unlocked);
    const auto chain = keychain();
    QVERIFY(write(*chain, "old"));
    const auto readTogether = [&](int readers) {
        QList<Result<Secret>> answers;
        auto gone = std::make_unique<QObject>();
        chain->read(m_name, gone.get(), [](const Result<Secret> &) { QFAIL("whoever is gone gets no answer"); });
        for (int i = 0; i < readers; ++i)
            chain->read(m_name, &m_context, [&answers](const Result<Secret> &secret) { answers << secret; });
        gone.reset();
        if (!QTest::qWaitFor([&] { return answers.size() == readers; }, 30'000))
            qFatal("no answer");
        return answers;
    };
    for (const Result<Secret> &secret : readTogether(10))
        QCOMPARE(secret->reveal(), QByteArray("old"));

    m_keyring->lock();
    m_prompter->prompts = 0;
    QVERIFY(!read(*chain));
    const int promptsOfOne = std::exchange(m_prompter->prompts, 0);
    QVERIFY(promptsOfOne > 0);
    for (const Result<Secret> &secret : readTogether(10))
        QVERIFY(!secret);
    QCOMPARE(m_prompter->prompts, promptsOfOne);
}

void KeychainStatesTest::readsANewKeyThoughTheOldOneIsBeingRead()
{
    NEEDS_KEYRING();
    m_keyring->start(OwnKeyring::State::Unlocked);
    const auto chain = keychain();
    QVERIFY(write(*chain, "old"));
    chain->read(m_name, &m_context, [](const Result<Secret> &) {});
    std::optional<Status> written;
    chain->write(m_name, Secret(QStringLiteral("new")), &m_context, [&](const Status &status) { written = status; });
    QCOMPARE(read(*chain)->reveal(), QByteArray("new"));
    QVERIFY(answered(written));
}

void KeychainStatesTest::keepsAKeyForTheSessionWhenThePromptIsDismissed()
{
    NEEDS_KEYRING();
    m_keyring->start(OwnKeyring::State::Unlocked);
    const auto chain = keychain();
    QVERIFY(write(*chain, "old"));
    m_keyring->lock();

    SessionFallbackSecretStore store(*chain);
    QVERIFY(write(store, "new"));
    QVERIFY(m_prompter->prompts > 0);
    QCOMPARE(store.place(m_name), SecretPlace::Session);
    QVERIFY2(store.placeNote(m_name).contains(QStringLiteral("locked")), qPrintable(store.placeNote(m_name)));
    QCOMPARE(read(store)->reveal(), QByteArray("new"));

    m_keyring->stop();
    m_keyring->start(OwnKeyring::State::Unlocked);
    QCOMPARE(read(*chain)->reveal(), QByteArray("old")); // what was there stayed
    QVERIFY(write(store, "new"));
    QCOMPARE(store.place(m_name), SecretPlace::Keychain);
    QCOMPARE(read(*chain)->reveal(), QByteArray("new"));
    QVERIFY(remove(store));
    QVERIFY(read(*chain)->isEmpty());
}

void KeychainStatesTest::doesNotWaitForAPersonWhoIsAway()
{
    NEEDS_KEYRING();
    m_keyring->start(OwnKeyring::State::Unlocked);
    const auto first = keychain();
    QVERIFY(write(*first, "k"));
    m_keyring->lock();
    m_prompter->person = ScriptedPrompter::Person::IsAway;
    const auto slow = keychain(300ms);
    const auto secret = read(*slow);
    QVERIFY(!secret);
    QVERIFY2(secret.error().message.contains(QStringLiteral("does not answer")), qPrintable(secret.error().message));

    m_prompter->person = ScriptedPrompter::Person::Dismisses;
    m_prompter->dismiss(); // the person is back, and what waited goes on
    const auto chain = keychain();
    const auto locked = read(*chain);
    QVERIFY(!locked);
    QVERIFY2(locked.error().message.contains(QStringLiteral("locked")), qPrintable(locked.error().message));
}

void KeychainStatesTest::letsTheEventLoopRunWhileTheKeychainIsSilent()
{
    NEEDS_KEYRING();
    m_keyring->start(OwnKeyring::State::Unlocked);
    const auto first = keychain();
    QVERIFY(write(*first, "k"));
    m_keyring->pause();
    int turns = 0;
    QTimer ticks;
    connect(&ticks, &QTimer::timeout, this, [&turns] { ++turns; });
    ticks.start(0);
    const auto chain = keychain(500ms);
    const auto secret = read(*chain);
    QVERIFY(!secret);
    QVERIFY2(secret.error().message.contains(QStringLiteral("does not answer")), qPrintable(secret.error().message));
    QVERIFY2(turns > 10, qPrintable(QString::number(turns))); // a call that waits leaves room for two or three
}

void KeychainStatesTest::usesAKeychainThatAnswersAgain()
{
    NEEDS_KEYRING();
    m_keyring->start(OwnKeyring::State::Unlocked);
    const auto slow = keychain(300ms);
    SessionFallbackSecretStore store(*slow);
    m_keyring->pause();
    QVERIFY(write(store, "k"));
    QCOMPARE(store.place(m_name), SecretPlace::Session);
    QVERIFY(store.placeNote(m_name).contains(QStringLiteral("does not answer")));
    m_keyring->resume();

    const auto chain = keychain();
    QVERIFY(read(*chain)); // behind what waited
    SessionFallbackSecretStore again(*chain);
    QVERIFY(write(again, "newer"));
    QCOMPARE(again.place(m_name), SecretPlace::Keychain);
    QCOMPARE(read(*chain)->reveal(), QByteArray("newer"));
}

void KeychainStatesTest::goesOnWithARestartedKeychain()
{
    NEEDS_KEYRING();
    m_keyring->start(OwnKeyring::State::Unlocked);
    const auto chain = keychain();
    QVERIFY(write(*chain, "k"));
    m_keyring->stop();
    const auto gone = read(*chain);
    QVERIFY2(!gone, "a keychain that went was taken for a key that is not there");
    m_keyring->start(OwnKeyring::State::Unlocked);
    const auto back = read(*chain);
    QVERIFY2(back, back ? "" : qPrintable(back.error().message));
    QCOMPARE(back->reveal(), QByteArray("k"));
}

void KeychainStatesTest::tellsAKeychainThatVanishesWhileItIsAsked()
{
    NEEDS_KEYRING();
    m_keyring->start(OwnKeyring::State::Unlocked);
    const auto chain = keychain();
    QVERIFY(write(*chain, "k"));
    m_keyring->pause();
    std::optional<Result<Secret>> answer;
    chain->read(m_name, &m_context, [&answer](const Result<Secret> &secret) { answer = secret; });
    QTimer::singleShot(0, this, [this] { m_keyring->stop(); });
    QVERIFY2(!answered(answer), "a keychain that vanished was taken for a key that is not there");
}

void KeychainStatesTest::saysThatAKeyWasKeptInAnotherKeychain()
{
    NEEDS_KEYRING();
    const QTemporaryDir dir;
    SettingsStore settings(dir.filePath(QStringLiteral("s.ini")));
    const auto chain = keychain();
    TrackedSecretStore store(*chain, settings, TrackedSecretStore::finderOf(QStringLiteral("Freshet states test")));
    m_keyring->start(OwnKeyring::State::Unlocked);
    QVERIFY(write(store, "k"));
    QTRY_COMPARE(settings.get(keys::keptSecrets), QStringList{"secret-service " + m_name});
    QCOMPARE(read(store)->reveal(), QByteArray("k"));

    m_keyring->stop();
    m_keyring->forget();
    m_keyring->start(OwnKeyring::State::Unlocked); // another one, which is in order and empty
    const auto lost = read(store);
    QVERIFY2(!lost, "a key in another keychain was taken for one that was never given");
    QVERIFY2(lost.error().message.contains(QStringLiteral("gnome-keyring")), qPrintable(lost.error().message));

    settings.set(keys::keptSecrets, {"kwallet " + m_name}); // as it was under another desktop
    const auto elsewhere = read(store);
    QVERIFY(!elsewhere);
    QVERIFY2(elsewhere.error().message.contains(QStringLiteral("KWallet")), qPrintable(elsewhere.error().message));
    QVERIFY(write(store, "k again"));
    QTRY_COMPARE(settings.get(keys::keptSecrets), QStringList{"secret-service " + m_name});
    QCOMPARE(read(store)->reveal(), QByteArray("k again"));
    QVERIFY(remove(store));
    QVERIFY(read(store)->isEmpty());
}

int main(int argc, char *argv[])
{
    const bool hasNoBus = argc > 1 && qstrcmp(argv[1], "no-bus") == 0;
    if (hasNoBus)
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/dev/null");
    const QCoreApplication application(argc, argv);
    const auto keyring = hasNoBus ? nullptr : std::make_unique<OwnKeyring>();
    KeychainStatesTest test(keyring.get());
    const int own = hasNoBus ? 1 : 0;
    argv[own] = argv[0];
    return QTest::qExec(&test, argc - own, argv + own);
}

#include "keychain_states_test.moc"
