// SPDX-License-Identifier: MIT
#include "core/settings/tracked_secret_store.h"

#include "core/settings/keys.h"
#include "core/settings/secret_service_query.h"
#include "core/settings/settings_store.h"

#include <QCoreApplication>

namespace freshet {

namespace {

QString secretServiceWord() { return QStringLiteral("secret-service"); }
QString kwalletWord() { return QStringLiteral("kwallet"); }

/// How a name stands in the settings: behind its keychain, whose word holds no blank.
QString trackedEntry(const QString &name, const QString &keychain) { return keychain + u' ' + name; }

Error lostSecret(const QString &keychain)
{
    const QString shown = keychain == kwalletWord()
        ? QStringLiteral("KWallet")
        : QCoreApplication::translate("TrackedSecretStore", "the keyring of the Secret Service (gnome-keyring)");
    return {.kind = ErrorKind::Auth,
        .message = QCoreApplication::translate("TrackedSecretStore",
            "It was saved in %1, and the keychain here does not have it. If another keychain answers now, go back to "
            "that one; else enter it again, or remove it.")
                       .arg(shown)};
}

} // namespace

TrackedSecretStore::TrackedSecretStore(SecretStore &keychain, SettingsStore &settings, Finder finder)
    : m_keychain(keychain), m_settings(settings), m_finder(std::move(finder))
{
}

void TrackedSecretStore::read(const QString &name, QObject *context, std::function<void(Result<Secret>)> done)
{
    m_keychain.read(name, context, [this, name, done = std::move(done)](const Result<Secret> &secret) {
        QString keychain = noted(name);
        const bool isThere = secret && !secret->isEmpty();
        if (secret && !isThere && !keychain.isEmpty()) {
            m_settings.reload(); // another program of the profile may have removed it
            keychain = noted(name);
        }
        if (secret && !isThere && !keychain.isEmpty())
            return done(failure(lostSecret(keychain)));
        if (isThere && keychain.isEmpty())
            find(name);
        done(secret);
    });
}

void TrackedSecretStore::write(
    const QString &name, const Secret &secret, QObject *context, std::function<void(Status)> done)
{
    m_keychain.write(name, secret, context, [this, name, done = std::move(done)](const Status &status) {
        if (status)
            find(name);
        done(status);
    });
}

void TrackedSecretStore::remove(const QString &name, QObject *context, std::function<void(Status)> done)
{
    m_keychain.remove(name, context, [this, name, done = std::move(done)](const Status &status) {
        if (status)
            note(name, {});
        done(status);
    });
}

QString TrackedSecretStore::noted(const QString &name) const
{
    const QStringList entries = m_settings.get(keys::keptSecrets);
    for (const QString &keychain : {secretServiceWord(), kwalletWord()}) {
        if (entries.contains(trackedEntry(name, keychain)))
            return keychain;
    }
    return {};
}

void TrackedSecretStore::note(const QString &name, const QString &keychain)
{
    m_settings.reload();
    QStringList entries = m_settings.get(keys::keptSecrets);
    for (const QString &any : {secretServiceWord(), kwalletWord()})
        entries.removeAll(trackedEntry(name, any));
    if (!keychain.isEmpty())
        entries.append(trackedEntry(name, keychain));
    m_settings.set(keys::keptSecrets, entries);
}

void TrackedSecretStore::find(const QString &name)
{
    m_finder(name, &m_calls, [this, name](const QString &keychain) { note(name, keychain); });
}

TrackedSecretStore::Finder TrackedSecretStore::finderOf(const QString &service, std::chrono::milliseconds limit)
{
    return [service, limit](const QString &name, QObject *context, const std::function<void(const QString &)> &found) {
        askSecretService(service, name, limit, context, [found](KeychainState state, KeychainEntry entry) {
            if (entry == KeychainEntry::Seen)
                found(secretServiceWord());
            else if (state != KeychainState::Silent && state != KeychainState::Locked)
                found(kwalletWord());
        });
    };
}

} // namespace freshet
