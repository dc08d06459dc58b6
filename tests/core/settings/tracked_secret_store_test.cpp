// SPDX-License-Identifier: MIT
#include "core/settings/keys.h"
#include "core/settings/memory_secret_store.h"
#include "core/settings/settings_store.h"
#include "core/settings/tracked_secret_store.h"
#include "tests/core/settings/scripted_secret_store.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace freshet;
using namespace freshet::test;

namespace {
const QString kName = QStringLiteral("openai@https://api.openai.com");
}

/// That a key which is in another keychain than today's is not taken for one that was never given.
class TrackedSecretStoreTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void notesWhatItKeepsAndForgetsWhatItRemoves();
    void notesWhatWasThereBefore();
    void saysThatAKeyIsInTheOtherKeychain();
    void keepsItsNoteWhenTheKeychainFails();
    void letsALostKeyBeRemoved();
    void findsNothingUnderAnotherName();

private:
    std::unique_ptr<TrackedSecretStore> storeOn(SecretStore &keychain, const QString &word);
    Result<Secret> read(SecretStore &store, const QString &name = kName);
    Status write(SecretStore &store, const QByteArray &text);
    Status remove(SecretStore &store);
    QStringList notes() const { return m_settings->get(keys::keptSecrets); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<MemorySecretStore> m_gnome;
    std::unique_ptr<MemorySecretStore> m_kde;
};

void TrackedSecretStoreTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<SettingsStore>(m_dir->filePath("s.ini"));
    m_gnome = std::make_unique<MemorySecretStore>();
    m_kde = std::make_unique<MemorySecretStore>();
}

std::unique_ptr<TrackedSecretStore> TrackedSecretStoreTest::storeOn(SecretStore &keychain, const QString &word)
{
    return std::make_unique<TrackedSecretStore>(keychain, *m_settings,
        [word](const QString &, QObject *context, const std::function<void(const QString &)> &found) {
            QMetaObject::invokeMethod(
                context, [found, word] { found(word); }, Qt::QueuedConnection);
        });
}

Result<Secret> TrackedSecretStoreTest::read(SecretStore &store, const QString &name)
{
    std::optional<Result<Secret>> answer;
    store.read(name, this, [&answer](const Result<Secret> &secret) { answer = secret; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }))
        qFatal("no answer");
    QCoreApplication::processEvents(); // what is found out behind it
    return *answer;
}

Status TrackedSecretStoreTest::write(SecretStore &store, const QByteArray &text)
{
    std::optional<Status> answer;
    store.write(kName, Secret(QString::fromUtf8(text)), this, [&answer](const Status &status) { answer = status; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }))
        qFatal("no answer");
    QCoreApplication::processEvents();
    return *answer;
}

Status TrackedSecretStoreTest::remove(SecretStore &store)
{
    std::optional<Status> answer;
    store.remove(kName, this, [&answer](const Status &status) { answer = status; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }))
        qFatal("no answer");
    return *answer;
}

void TrackedSecretStoreTest::notesWhatItKeepsAndForgetsWhatItRemoves()
{
    const auto store = storeOn(*m_gnome, "secret-service");
    QVERIFY(read(*store)->isEmpty());
    QCOMPARE(notes(), QStringList());
    QVERIFY(write(*store, "k"));
    QVERIFY(write(*store, "k2"));
    QTRY_COMPARE(notes(), QStringList{"secret-service " + kName});
    QVERIFY(!notes().join(QString()).contains("k2"));
    QCOMPARE(read(*store)->reveal(), QByteArray("k2"));
    QVERIFY(remove(*store));
    QCOMPARE(notes(), QStringList());
    QVERIFY(read(*store)->isEmpty());
}

void TrackedSecretStoreTest::notesWhatWasThereBefore()
{
    QVERIFY(write(*m_kde, "k"));
    const auto store = storeOn(*m_kde, "kwallet");
    QCOMPARE(read(*store)->reveal(), QByteArray("k"));
    QTRY_COMPARE(notes(), QStringList{"kwallet " + kName});
}

void TrackedSecretStoreTest::saysThatAKeyIsInTheOtherKeychain()
{
    const auto kde = storeOn(*m_kde, "kwallet");
    QVERIFY(write(*kde, "k"));
    QTRY_VERIFY(!notes().isEmpty());
    const auto gnome = storeOn(*m_gnome, "secret-service");
    const auto lost = read(*gnome);
    QVERIFY(!lost);
    QCOMPARE(lost.error().kind, ErrorKind::Auth);
    QVERIFY2(lost.error().message.contains("KWallet"), qPrintable(lost.error().message));
    QCOMPARE(read(*kde)->reveal(), QByteArray("k")); // back at the first one, all is well

    QVERIFY(write(*gnome, "k2"));
    QTRY_COMPARE(notes(), QStringList{"secret-service " + kName});
    QCOMPARE(read(*gnome)->reveal(), QByteArray("k2"));
}

void TrackedSecretStoreTest::keepsItsNoteWhenTheKeychainFails()
{
    const auto good = storeOn(*m_gnome, "secret-service");
    QVERIFY(write(*good, "k"));
    QTRY_VERIFY(!notes().isEmpty());
    ScriptedSecretStore failing;
    failing.state = ScriptedSecretStore::State::Locked;
    const auto store = storeOn(failing, "secret-service");
    QCOMPARE(read(*store).error().message, QString("It is locked."));
    QVERIFY(!write(*store, "x"));
    QVERIFY(!remove(*store));
    QCOMPARE(notes(), QStringList{"secret-service " + kName});
}

void TrackedSecretStoreTest::letsALostKeyBeRemoved()
{
    m_settings->set(keys::keptSecrets, {"kwallet " + kName});
    const auto store = storeOn(*m_gnome, "secret-service");
    QVERIFY(!read(*store));
    QVERIFY(remove(*store));
    QVERIFY(read(*store) && read(*store)->isEmpty());
}

void TrackedSecretStoreTest::findsNothingUnderAnotherName()
{
    m_settings->set(keys::keptSecrets, {"kwallet " + kName});
    const auto store = storeOn(*m_gnome, "secret-service");
    const auto other = read(*store, "openai@https://other.example");
    QVERIFY(other && other->isEmpty());
}

QTEST_GUILESS_MAIN(TrackedSecretStoreTest)
#include "tracked_secret_store_test.moc"
