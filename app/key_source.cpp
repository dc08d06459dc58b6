// SPDX-License-Identifier: MIT
#include "app/key_source.h"

#include "app/log_setup.h"
#include "core/base/log_categories.h"
#include "core/settings/secret_store.h"

#include <QCoreApplication>
#include <QProcessEnvironment>
#include <QSet>

namespace freshet {

namespace {

constexpr auto kKeyPrefix = "FRESHET_API_KEY_";

QString environmentSuffix(const ProviderId& provider) { return provider.toUpper().replace(u'-', u'_'); }

} // namespace

EnvironmentKeys takeEnvironmentKeys()
{
    EnvironmentKeys keys;
    const auto environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString& name : names) {
        if (!name.startsWith(QLatin1String(kKeyPrefix)))
            continue;
        const Secret key(environment.value(name).trimmed());
        qunsetenv(name.toUtf8().constData());
        if (key.isEmpty())
            continue;
        keys.insert(name.mid(QLatin1String(kKeyPrefix).size()), key);
        keepOutOfLog(key);
    }
    return keys;
}

QString environmentKeyName(const ProviderId& provider) { return QLatin1String(kKeyPrefix) + environmentSuffix(provider); }

QString keychainEntryName(const ProviderId& provider, const Origin& origin)
{
    return provider + u'@' + origin.toString();
}

KeySource makeKeySource(const EnvironmentKeys& environment, SecretStore& store, const QList<ProviderInfo>& providers)
{
    QHash<ProviderId, QString> namesOfThoseThatNeedKeys;
    for (const ProviderInfo& provider : providers) {
        if (provider.needsKey)
            namesOfThoseThatNeedKeys.insert(provider.id, provider.name);
    }
    return [&environment, &store, namesOfThoseThatNeedKeys](const ProviderId& provider, const Origin& origin,
               QObject* context, std::function<void(Result<Secret>)> done) {
        if (const auto key = environment.constFind(environmentSuffix(provider)); key != environment.constEnd()) {
            QMetaObject::invokeMethod(
                context, [key = *key, done = std::move(done)] { done(key); }, Qt::QueuedConnection);
            return;
        }
        const QString needyName = namesOfThoseThatNeedKeys.value(provider);
        store.read(keychainEntryName(provider, origin), context,
            [provider, needyName, done = std::move(done)](const Result<Secret>& read) {
                if (read) {
                    keepOutOfLog(*read);
                    done(read);
                } else if (needyName.isEmpty()) {
                    qCInfo(logSettings).noquote() << "no keychain, so no key for" << provider;
                    done(Secret());
                } else {
                    done(failure({ .kind = ErrorKind::Auth,
                        .message = QCoreApplication::translate(
                            "KeySource", "There is no key for %1. %2 Or set %3 in the environment.")
                                       .arg(needyName, read.error().message, environmentKeyName(provider)) }));
                }
            });
    };
}

} // namespace freshet
