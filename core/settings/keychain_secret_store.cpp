// SPDX-License-Identifier: MIT
#include "core/settings/keychain_secret_store.h"

#include "core/base/log_categories.h"

#include <QCoreApplication>
#include <QTimer>
#include <qt6keychain/keychain.h>

namespace freshet {

namespace {

QString keychainText(const char *text) { return QCoreApplication::translate("KeychainSecretStore", text); }

Error keychainError(QKeychain::Error code)
{
    switch (code) {
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return {.kind = ErrorKind::Storage,
            .message = keychainText("The system keychain refused access; unlock it and try again."),
            .retryable = true};
    default:
        return {.kind = ErrorKind::Storage,
            .message = keychainText("The system keychain cannot be used: it is not running, locked, or has no login "
                                    "keyring; start or unlock it and try again."),
            .retryable = true};
    }
}

/// Starts @p job and calls @p done with its code, or with an error of ours when the limit passes first.
///
/// The job has no parent and is never deleted early: libsecret calls back into it whenever it is ready. It deletes
/// itself.
void runKeychainJob(QKeychain::Job *job, const QString &name, std::chrono::milliseconds limit, QObject *context,
    const std::function<void(Result<QKeychain::Error>)> &done)
{
    job->setKey(name);
    job->setInsecureFallback(false);
    auto *call = new QObject(context); // dies with the context, or when answered
    QObject::connect(job, &QKeychain::Job::finished, call, [call, done](QKeychain::Job *finished) {
        call->deleteLater();
        if (finished->error() != QKeychain::NoError && finished->error() != QKeychain::EntryNotFound)
            qCInfo(logSettings).noquote() << "keychain:" << finished->error() << finished->errorString();
        done(finished->error());
    });
    QTimer::singleShot(limit, call, [job, call, done] {
        job->disconnect(call);
        call->deleteLater();
        done(failure({.kind = ErrorKind::Storage,
            .message = keychainText("The system keychain does not answer; unlock it and try again."),
            .retryable = true}));
    });
    job->start();
}

Status keychainStatus(const Result<QKeychain::Error> &code)
{
    if (!code)
        return failure(code.error());
    if (*code != QKeychain::NoError)
        return failure(keychainError(*code));
    return {};
}

} // namespace

KeychainSecretStore::KeychainSecretStore(const Options &options) : m_options(options) { }

void KeychainSecretStore::read(const QString &name, QObject *context, std::function<void(Result<Secret>)> done)
{
    auto *job = new QKeychain::ReadPasswordJob(m_options.service);
    runKeychainJob(
        job, name, m_options.limit, context, [this, job, context, done](const Result<QKeychain::Error> &code) {
            if (code && *code == QKeychain::EntryNotFound) {
                if (m_options.prompts == Prompts::Possible)
                    done(Secret());
                else
                    probe(context, [done](const Status &reachable) {
                        done(reachable ? Result<Secret>(Secret()) : failure(reachable.error()));
                    });
            } else if (const Status status = keychainStatus(code); !status)
                done(failure(status.error()));
            else
                done(Secret(job->textData()));
        });
}

void KeychainSecretStore::write(
    const QString &name, const Secret &secret, QObject *context, std::function<void(Status)> done)
{
    // Only text is ever stored: a text and a binary entry of one name are two entries, and reading finds the older.
    auto *job = new QKeychain::WritePasswordJob(m_options.service);
    job->setTextData(QString::fromUtf8(secret.reveal()));
    runKeychainJob(job, name, m_options.limit, context,
        [done](const Result<QKeychain::Error> &code) { done(keychainStatus(code)); });
}

void KeychainSecretStore::remove(const QString &name, QObject *context, std::function<void(Status)> done)
{
    runKeychainJob(new QKeychain::DeletePasswordJob(m_options.service), name, m_options.limit, context,
        [done](const Result<QKeychain::Error> &code) {
            const bool wasThere = !code || *code != QKeychain::EntryNotFound;
            done(wasThere ? keychainStatus(code) : Status());
        });
}

/// A keyring without a login collection, or a locked one that nobody can be asked to unlock, says "not found" to every
/// read. Only writing tells (reference M23).
void KeychainSecretStore::probe(QObject *context, const std::function<void(Status)> &done)
{
    const QString name = QStringLiteral("probe");
    write(name, Secret(QStringLiteral("probe")), context, [this, name, context, done](const Status &written) {
        if (!written)
            done(written);
        else
            remove(name, context, done);
    });
}

} // namespace freshet
