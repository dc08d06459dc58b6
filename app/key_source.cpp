// SPDX-License-Identifier: MIT
#include "app/key_source.h"

#include "app/log_setup.h"
#include "core/settings/extra_header_store.h"
#include "core/settings/secret_name.h"
#include "core/settings/secret_store.h"

#include <QCoreApplication>
#include <QProcessEnvironment>

#include <cstdlib>
#include <cstring>

namespace freshet {

namespace {

constexpr auto kKeyPrefix = "FRESHET_API_KEY_";

/// Unset alone, it would still be seen: /proc/PID/environ shows the memory that the process was started with.
void wipeVariable(const QByteArray &name)
{
    if (char *const value = ::getenv(name.constData()))
        ::explicit_bzero(value, std::strlen(value));
    qunsetenv(name.constData());
}

} // namespace

EnvironmentKeys takeEnvironmentKeys()
{
    EnvironmentKeys keys;
    const auto environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (!name.startsWith(QLatin1String(kKeyPrefix)))
            continue;
        const Secret key(environment.value(name).trimmed());
        wipeVariable(name.toUtf8());
        if (key.isEmpty())
            continue;
        keys.insert(name.mid(QLatin1String(kKeyPrefix).size()), key);
        keepOutOfLog(key);
    }
    return keys;
}

QString environmentKeySuffix(const ProviderId &provider) { return provider.toUpper().replace(u'-', u'_'); }

KeySource makeKeySource(const EnvironmentKeys &environment, SecretStore &store)
{
    return [environment, &store](const ProviderId &provider, const Origin &origin, QObject *context,
               std::function<void(Result<Secret>)> done) {
        if (const auto key = environment.constFind(environmentKeySuffix(provider)); key != environment.constEnd()) {
            QMetaObject::invokeMethod(
                context, [key = *key, done = std::move(done)] { done(key); }, Qt::QueuedConnection);
            return;
        }
        store.read(
            secretName(provider, origin), context, [provider, done = std::move(done)](const Result<Secret> &read) {
                if (read) {
                    keepOutOfLog(*read);
                    done(read);
                    return;
                }
                Error error = read.error();
                error.kind = ErrorKind::Auth;
                error.message = QCoreApplication::translate("KeySource", "No key for %1 could be read. %2 Or set %3.")
                                    .arg(provider, error.message,
                                        QString(QLatin1String(kKeyPrefix) + environmentKeySuffix(provider)));
                done(failure(error));
            });
    };
}

HeaderSource makeHeaderSource(ExtraHeaderStore &store)
{
    return [&store](const ProviderId &provider, const Origin &origin, QObject *context,
               std::function<void(Result<QList<ExtraHeader>>)> done) {
        store.read(provider, origin, context, [done = std::move(done)](const Result<QList<ExtraHeader>> &headers) {
            if (headers) {
                for (const ExtraHeader &header : *headers)
                    keepOutOfLog(header.value);
            }
            done(headers);
        });
    };
}

} // namespace freshet
