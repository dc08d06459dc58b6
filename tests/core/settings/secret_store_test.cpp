// SPDX-License-Identifier: MIT
#include "core/settings/keychain_secret_store.h"
#include "core/settings/memory_secret_store.h"

#include <QTest>
#include <QUuid>

#include <memory>

using namespace freshet;

/// What every SecretStore promises, on each of them; and what the keychain says when it is not there.
///
/// The keychain part needs a session bus with an unlocked keyring: tests/run starts one and sets FRESHET_TEST_KEYRING.
class SecretStoreTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_context = std::make_unique<QObject>(); }
    void keepsReplacesAndRemoves_data() { stores(); }
    void keepsReplacesAndRemoves();
    void readsAnUnknownNameAsEmpty_data() { stores(); }
    void readsAnUnknownNameAsEmpty();
    void removesWhatIsNotThereWithoutComplaint_data() { stores(); }
    void removesWhatIsNotThereWithoutComplaint();
    void isSilentUntilTheEventLoop_data() { stores(); }
    void isSilentUntilTheEventLoop();
    void forgetsACallerThatIsGone_data() { stores(); }
    void forgetsACallerThatIsGone();
    void keepsProfilesApart();
    void doesNotWaitForASilentKeychain();

private:
    static void stores();
    std::unique_ptr<SecretStore> make();
    Result<Secret> read(SecretStore &store, const QString &name);
    Status write(SecretStore &store, const QString &name, const QString &text);
    Status remove(SecretStore &store, const QString &name);

    std::unique_ptr<QObject> m_context;
};

namespace {

bool hasKeyring() { return qEnvironmentVariableIntValue("FRESHET_TEST_KEYRING") == 1; }

KeychainSecretStore::Options ownService()
{
    return {.service = QStringLiteral("Freshet test ") + QUuid::createUuid().toString()};
}

template <typename T>
T answered(const std::optional<T> &answer)
{
    const bool came = QTest::qWaitFor([&answer] { return answer.has_value(); }, 15000);
    return came ? *answer : failure({.message = QStringLiteral("no answer came")});
}

} // namespace

void SecretStoreTest::stores()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("memory") << "memory";
    QTest::newRow("keychain") << "keychain";
    QTest::newRow("keychain where nobody can be asked") << "keychain without prompts";
}

std::unique_ptr<SecretStore> SecretStoreTest::make()
{
    QFETCH(QString, kind);
    if (kind == QLatin1String("memory"))
        return std::make_unique<MemorySecretStore>();
    if (!hasKeyring())
        return nullptr;
    auto options = ownService();
    if (kind == QLatin1String("keychain without prompts"))
        options.prompts = KeychainSecretStore::Prompts::Impossible;
    return std::make_unique<KeychainSecretStore>(options);
}

#define MAKE_STORE_OR_SKIP(store)                                                                                      \
    const std::unique_ptr<SecretStore> store = make();                                                                 \
    if (!store)                                                                                                        \
    QSKIP("no keyring for tests here: FRESHET_TEST_KEYRING is not 1 (tests/run starts one)")

Result<Secret> SecretStoreTest::read(SecretStore &store, const QString &name)
{
    std::optional<Result<Secret>> answer;
    store.read(name, m_context.get(), [&answer](const Result<Secret> &secret) { answer = secret; });
    return answered(answer);
}

Status SecretStoreTest::write(SecretStore &store, const QString &name, const QString &text)
{
    std::optional<Status> answer;
    store.write(name, Secret(text), m_context.get(), [&answer](const Status &status) { answer = status; });
    return answered(answer);
}

Status SecretStoreTest::remove(SecretStore &store, const QString &name)
{
    std::optional<Status> answer;
    store.remove(name, m_context.get(), [&answer](const Status &status) { answer = status; });
    return answered(answer);
}

void SecretStoreTest::keepsReplacesAndRemoves()
{
    MAKE_STORE_OR_SKIP(store);
    const QString name = QStringLiteral("openai@https://api.openai.com");
    const QString other = QStringLiteral("openai@https://other.example");
    QVERIFY(write(*store, name, QStringLiteral("first \u00e9")));
    QVERIFY(write(*store, other, QStringLiteral("other")));
    QVERIFY(write(*store, name, QStringLiteral("second \u00e9\u4e2d")));
    const auto replaced = read(*store, name);
    QVERIFY(replaced);
    QCOMPARE(replaced->reveal(), QByteArray("second \xc3\xa9\xe4\xb8\xad"));
    QVERIFY(remove(*store, name));
    const auto removed = read(*store, name);
    QVERIFY(removed && removed->isEmpty());
    const auto kept = read(*store, other);
    QVERIFY(kept);
    QCOMPARE(kept->reveal(), QByteArray("other"));
    QVERIFY(remove(*store, other));
}

void SecretStoreTest::readsAnUnknownNameAsEmpty()
{
    MAKE_STORE_OR_SKIP(store);
    const auto secret = read(*store, QStringLiteral("nobody"));
    QVERIFY2(secret, secret ? "" : qPrintable(secret.error().message));
    QVERIFY(secret->isEmpty());
}

void SecretStoreTest::removesWhatIsNotThereWithoutComplaint()
{
    MAKE_STORE_OR_SKIP(store);
    QVERIFY(remove(*store, QStringLiteral("nobody")));
}

void SecretStoreTest::isSilentUntilTheEventLoop()
{
    MAKE_STORE_OR_SKIP(store);
    int answers = 0;
    store->write(QStringLiteral("n"), Secret(QStringLiteral("s")), m_context.get(), [&answers](auto) { ++answers; });
    store->read(QStringLiteral("n"), m_context.get(), [&answers](const auto &) { ++answers; });
    store->remove(QStringLiteral("n"), m_context.get(), [&answers](auto) { ++answers; });
    QCOMPARE(answers, 0);
    QTRY_COMPARE(answers, 3);
    QTest::qWait(20);
    QCOMPARE(answers, 3);
}

void SecretStoreTest::forgetsACallerThatIsGone()
{
    MAKE_STORE_OR_SKIP(store);
    bool called = false;
    {
        QObject gone;
        store->read(QStringLiteral("n"), &gone, [&called](const auto &) { called = true; });
    }
    QVERIFY(read(*store, QStringLiteral("n"))); // answered after the first, since stores keep the order
    QVERIFY(!called);
}

void SecretStoreTest::keepsProfilesApart()
{
    if (!hasKeyring())
        QSKIP("no keyring for tests here: FRESHET_TEST_KEYRING is not 1 (tests/run starts one)");
    KeychainSecretStore one(ownService());
    KeychainSecretStore two(ownService());
    QVERIFY(write(one, QStringLiteral("n"), QStringLiteral("of one")));
    const auto seen = read(two, QStringLiteral("n"));
    QVERIFY(seen && seen->isEmpty());
    QVERIFY(remove(one, QStringLiteral("n")));
}

void SecretStoreTest::doesNotWaitForASilentKeychain()
{
    auto options = ownService();
    options.limit = std::chrono::milliseconds(0);
    KeychainSecretStore store(options);
    int answers = 0;
    std::optional<Result<Secret>> answer;
    store.read(QStringLiteral("n"), m_context.get(), [&](const Result<Secret> &secret) {
        ++answers;
        answer = secret;
    });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(!*answer);
    QCOMPARE(answer->error().kind, ErrorKind::Storage);
    QTest::qWait(50); // the keychain's own answer comes in this time, and must not be passed on
    QCOMPARE(answers, 1);
}

QTEST_GUILESS_MAIN(SecretStoreTest)
#include "secret_store_test.moc"
