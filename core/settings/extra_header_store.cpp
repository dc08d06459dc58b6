// SPDX-License-Identifier: MIT
#include "core/settings/extra_header_store.h"

#include "core/settings/keys.h"
#include "core/settings/secret_name.h"
#include "core/settings/secret_store.h"
#include "core/settings/settings_store.h"

#include <QCoreApplication>
#include <QPointer>

namespace freshet {

namespace {

/// How a name stands in the settings: behind its origin, which holds no blank.
QString nameEntry(const Origin &origin) { return origin.toString() + u' '; }

Secret packedHeaders(const QList<ExtraHeader> &headers)
{
    QString lines;
    for (const ExtraHeader &header : headers)
        lines += QString::fromLatin1(header.name) + u':' + QString::fromUtf8(header.value.reveal()) + u'\n';
    return Secret(lines);
}

QList<ExtraHeader> unpackedHeaders(const Secret &packed)
{
    QList<ExtraHeader> headers;
    const QList<QByteArray> lines = packed.reveal().split('\n');
    for (const QByteArray &line : lines) {
        if (const qsizetype colon = line.indexOf(':'); colon > 0)
            headers.append({.name = line.first(colon), .value = Secret(QString::fromUtf8(line.sliced(colon + 1)))});
    }
    return headers;
}

Error lostHeaders(const ProviderId &provider, const Origin &origin)
{
    return {.kind = ErrorKind::Auth,
        .message = QCoreApplication::translate("ExtraHeaderStore",
            "The extra headers of %1 for %2 are not in the keychain any more. Enter them again in Settings, or remove "
            "them there.")
                       .arg(provider, origin.toString())};
}

} // namespace

ExtraHeaderStore::ExtraHeaderStore(SettingsStore &settings, SecretStore &secrets, QObject *parent)
    : QObject(parent), m_settings(settings), m_secrets(secrets)
{
}

QStringList ExtraHeaderStore::names(const ProviderId &provider, const Origin &origin) const
{
    QStringList names;
    const QString prefix = nameEntry(origin);
    const QStringList entries = m_settings.get(keys::headerNames(provider));
    for (const QString &entry : entries) {
        if (entry.startsWith(prefix))
            names.append(entry.sliced(prefix.size()));
    }
    return names;
}

void ExtraHeaderStore::read(const ProviderId &provider, const Origin &origin, QObject *context,
    std::function<void(Result<QList<ExtraHeader>>)> done)
{
    if (names(provider, origin).isEmpty()) {
        QMetaObject::invokeMethod(
            context, [done = std::move(done)] { done(QList<ExtraHeader>()); }, Qt::QueuedConnection);
        return;
    }
    m_secrets.read(headersSecretName(provider, origin), context,
        [provider, origin, done = std::move(done)](const Result<Secret> &packed) {
            if (!packed)
                return done(failure(packed.error()));
            const QList<ExtraHeader> headers = unpackedHeaders(*packed);
            if (headers.isEmpty())
                done(failure(lostHeaders(provider, origin)));
            else
                done(headers);
        });
}

void ExtraHeaderStore::save(const ProviderId &provider, const Origin &origin, const QList<ExtraHeader> &headers,
    QObject *context, std::function<void(Status)> done)
{
    // Waited for by this, and not by the context: whoever closes the dialog at once still wants them saved.
    const auto stored
        = [this, provider, origin, headers, context = QPointer(context), done = std::move(done)](const Status &status) {
              if (status) {
                  setNames(provider, origin, headers);
                  emit headersChanged(provider);
              }
              if (context)
                  done(status);
          };
    if (headers.isEmpty())
        m_secrets.remove(headersSecretName(provider, origin), this, stored);
    else
        m_secrets.write(headersSecretName(provider, origin), packedHeaders(headers), this, stored);
}

void ExtraHeaderStore::setNames(const ProviderId &provider, const Origin &origin, const QList<ExtraHeader> &headers)
{
    const QString prefix = nameEntry(origin);
    QStringList entries = m_settings.get(keys::headerNames(provider));
    entries.removeIf([&prefix](const QString &entry) { return entry.startsWith(prefix); });
    for (const ExtraHeader &header : headers)
        entries.append(prefix + QString::fromLatin1(header.name));
    m_settings.set(keys::headerNames(provider), entries);
}

} // namespace freshet
