// SPDX-License-Identifier: MIT
#include "core/settings/keychain_secret_store.h"

#include "core/base/log_categories.h"
#include "core/settings/secret_service_query.h"

#include <QCoreApplication>
#include <QLibrary>
#include <QTimer>
#include <qt6keychain/keychain.h>

#include <utility>

namespace freshet {

namespace {

/// The context of these sentences for translators.
struct KeychainWords {
    Q_DECLARE_TR_FUNCTIONS(KeychainSecretStore)
};

tl::unexpected<Error> keychainFailure(const QString &sentence)
{
    return failure({.kind = ErrorKind::Storage, .message = sentence, .retryable = true});
}

tl::unexpected<Error> keychainFailure(KeychainState state)
{
    switch (state) {
    case KeychainState::Absent: {
        auto error = keychainFailure(
            KeychainWords::tr("There is no keychain here. Install or unlock gnome-keyring or KWallet to keep keys."));
        error.value().retryable = false;
        return error;
    }
    case KeychainState::Silent:
        return keychainFailure(KeychainWords::tr("The keychain does not answer. Unlock or restart it and try again."));
    case KeychainState::NoKeyring:
        return keychainFailure(KeychainWords::tr(
            "The keychain has no keyring to keep keys in. Make one with your desktop's password tool and try again."));
    case KeychainState::Locked:
        return keychainFailure(KeychainWords::tr("The keychain is locked. Unlock it and try again."));
    case KeychainState::Open:
        break;
    }
    return keychainFailure(
        KeychainWords::tr("The keychain refused. Look at it with your desktop's password tool and try again."));
}

/// GLib, which libsecret brings along, ends the process when the session's bus goes, unless it is told not to. Called
/// when libsecret has spoken on the bus: the connection is there and this waits for nothing.
void outliveTheBus()
{
    constexpr int kSessionBus = 2; // G_BUS_TYPE_SESSION
    if (!QLibrary::resolve(QStringLiteral("secret-1"), 0, "secret_service_disconnect"))
        return; // it was KWallet, without GLib
    const auto get = reinterpret_cast<void *(*)(int, void *, void **)>(
        QLibrary::resolve(QStringLiteral("gio-2.0"), 0, "g_bus_get_sync"));
    const auto setExitOnClose = reinterpret_cast<void (*)(void *, int)>(
        QLibrary::resolve(QStringLiteral("gio-2.0"), 0, "g_dbus_connection_set_exit_on_close"));
    const auto unref
        = reinterpret_cast<void (*)(void *)>(QLibrary::resolve(QStringLiteral("gobject-2.0"), 0, "g_object_unref"));
    void *const bus = get && setExitOnClose && unref ? get(kSessionBus, nullptr, nullptr) : nullptr;
    if (!bus)
        return;
    setExitOnClose(bus, 0);
    unref(bus);
}

/// Starts @p job and gives it back when it is finished, or an error when the limit passes first.
///
/// The job has no parent and is never deleted early: libsecret calls back into it whenever it is ready. It deletes
/// itself, after @p done.
void runKeychainJob(QKeychain::Job *job, const QString &name, std::chrono::milliseconds limit, QObject *context,
    const std::function<void(Result<QKeychain::Job *>)> &done)
{
    job->setKey(name);
    job->setInsecureFallback(false);
    auto *call = new QObject(context); // dies with the context, or when answered
    QObject::connect(job, &QKeychain::Job::finished, call, [call, done](QKeychain::Job *finished) {
        call->deleteLater();
        if (finished->error() == QKeychain::NoError || finished->error() == QKeychain::EntryNotFound)
            outliveTheBus();
        if (finished->error() != QKeychain::NoError && finished->error() != QKeychain::EntryNotFound)
            qCInfo(logSettings).noquote() << "keychain:" << finished->error() << finished->errorString();
        done(finished);
    });
    QTimer::singleShot(limit, call, [job, call, done] {
        job->disconnect(call);
        call->deleteLater();
        done(keychainFailure(KeychainState::Silent));
    });
    job->start();
}

/// libsecret goes on with the session of a keyring that was restarted meanwhile, and each call fails then. QtKeychain
/// loads it at run time and leaves it like that.
void forgetKeychainSession()
{
    if (const QFunctionPointer disconnect
        = QLibrary::resolve(QStringLiteral("secret-1"), 0, "secret_service_disconnect"))
        disconnect();
}

} // namespace

KeychainSecretStore::KeychainSecretStore(const Options &options) : m_options(options) { }

void KeychainSecretStore::read(const QString &name, QObject *context, std::function<void(Result<Secret>)> done)
{
    std::shared_ptr<Readers> &readers = m_readers[name];
    const bool isAsked = readers != nullptr;
    if (!isAsked)
        readers = std::make_shared<Readers>();
    readers->append({context, std::move(done)});
    if (isAsked)
        return;
    ask(name, &m_reads, [this, name, all = readers](const Result<Secret> &secret) {
        if (m_readers.value(name) == all)
            m_readers.remove(name);
        const Readers waiting = std::exchange(*all, {});
        for (const Reader &reader : waiting) {
            if (reader.context)
                reader.done(secret);
        }
    });
}

void KeychainSecretStore::ask(
    const QString &name, QObject *context, const std::function<void(Result<Secret>)> &done) const
{
    const auto make = [this] { return new QKeychain::ReadPasswordJob(m_options.service); };
    run(make, name, context, Attempt::First, [this, name, context, done](const Result<QKeychain::Job *> &job) {
        if (!job)
            done(failure(job.error()));
        else if ((*job)->error() == QKeychain::NoError)
            done(Secret(static_cast<QKeychain::ReadPasswordJob *>(*job)->textData()));
        else
            believe(name, context, done);
    });
}

void KeychainSecretStore::write(
    const QString &name, const Secret &secret, QObject *context, std::function<void(Status)> done)
{
    m_readers.remove(name); // what is read from here on is another answer
    // Only text is ever stored: a text and a binary entry of one name are two entries, and reading finds the older.
    const auto make = [this, secret] {
        auto *const job = new QKeychain::WritePasswordJob(m_options.service);
        job->setTextData(QString::fromUtf8(secret.reveal()));
        return job;
    };
    run(make, name, context, Attempt::First,
        [done](const Result<QKeychain::Job *> &job) { done(job ? Status() : failure(job.error())); });
}

void KeychainSecretStore::remove(const QString &name, QObject *context, std::function<void(Status)> done)
{
    m_readers.remove(name);
    const auto make = [this] { return new QKeychain::DeletePasswordJob(m_options.service); };
    run(make, name, context, Attempt::First, [this, name, context, done](const Result<QKeychain::Job *> &job) {
        if (!job)
            return done(failure(job.error()));
        // Success is also what a prompt that was dismissed looks like.
        believe(name, context, [done](const Result<Secret> &gone) { done(gone ? Status() : failure(gone.error())); });
    });
}

/// @p done gets a job that ended with NoError or EntryNotFound, or says why there is none.
void KeychainSecretStore::run(const std::function<QKeychain::Job *()> &make, const QString &name, QObject *context,
    Attempt attempt, const std::function<void(Result<QKeychain::Job *>)> &done) const
{
    const auto explain = [this, make, name, context, attempt, done](KeychainState state, KeychainEntry) {
        if (state != KeychainState::Open || attempt == Attempt::Second)
            return done(keychainFailure(state));
        forgetKeychainSession();
        run(make, name, context, Attempt::Second, done);
    };
    runKeychainJob(make(), name, m_options.limit, context,
        [this, name, context, explain, done](const Result<QKeychain::Job *> &job) {
            if (!job)
                return done(job);
            switch ((*job)->error()) {
            case QKeychain::NoError:
            case QKeychain::EntryNotFound:
                return done(job);
            case QKeychain::AccessDenied:
            case QKeychain::AccessDeniedByUser:
                return done(keychainFailure(KeychainState::Locked));
            default:
                askSecretService(m_options.service, name, m_options.limit, context, explain);
            }
        });
}

/// "Not found" is what is said of an entry that stays locked, too, and of a keyring that is not there (reference M23).
void KeychainSecretStore::believe(
    const QString &name, QObject *context, const std::function<void(Result<Secret>)> &done) const
{
    askSecretService(m_options.service, name, m_options.limit, context,
        [prompts = m_options.prompts, done](KeychainState state, KeychainEntry entry) {
            const bool isAnswer = state == KeychainState::Open || state == KeychainState::Absent // it was KWallet's
                || (state == KeychainState::NoKeyring && prompts == Prompts::Possible); // one is made when first needed
            if (isAnswer && entry == KeychainEntry::NotSeen)
                done(Secret());
            else
                done(keychainFailure(state));
        });
}

} // namespace freshet
