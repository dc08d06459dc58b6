// SPDX-License-Identifier: MIT
#include "core/settings/settings_import.h"

#include "core/base/json.h"
#include "core/settings/portable_settings.h"
#include "core/settings/settings_json.h"
#include "core/settings/settings_store.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace freshet {

namespace {

constexpr qint64 kMaxImportBytes = 1024 * 1024;

tl::unexpected<Error> refusedImport(const QString &path, const QString &why)
{
    return failure({.kind = ErrorKind::Storage,
        .message = SettingsStore::tr("Nothing was imported from %1: %2").arg(QDir::toNativeSeparators(path), why)});
}

} // namespace

/// Takes the settings of one file apart: each known key is removed from what is left to know.
class SettingsImportParser {
public:
    SettingsImportParser(QJsonObject settings, const QHash<ProviderId, QUrl> &baseUrls)
        : m_left(std::move(settings)), m_baseUrls(baseUrls)
    {
    }

    /// A sentence about what is wrong; an empty one when all is well.
    QString parse()
    {
        std::apply([this](const auto &...all) { (take(all), ...); }, keys::portable);
        for (auto it = m_baseUrls.begin(); it != m_baseUrls.end(); ++it) {
            lookAtBaseUrl(it.key(), it.value());
            std::apply([this, &it](const auto &...all) { (take(all, it.key()), ...); }, keys::portableOf(it.key()));
        }
        std::sort(m_import.m_otherServers.begin(), m_import.m_otherServers.end(),
            [](const auto &a, const auto &b) { return a.provider < b.provider; });
        m_import.m_unknownKeys = m_left.keys();
        return m_problem;
    }

    SettingsImport result() const { return m_import; }

private:
    void refuse(const QByteArray &key)
    {
        if (m_problem.isEmpty())
            m_problem = SettingsStore::tr("\"%1\" has a value that it cannot have.").arg(QString::fromUtf8(key));
    }

    template <typename T>
    void take(const Setting<T> &setting, const ProviderId &provider = {})
    {
        const QString key = QString::fromUtf8(setting.key);
        if (!m_left.contains(key))
            return;
        T value{};
        if (!settings_json::take(m_left.take(key), value))
            return refuse(setting.key);
        const bool asks = setting.key == keys::baseUrl(provider).key && isAskedFor(provider);
        m_import.m_changes.push_back(
            {[setting, value](SettingsStore &store) { store.set(setting, value); }, asks ? provider : ProviderId()});
    }

    void lookAtBaseUrl(const ProviderId &provider, const QUrl &now)
    {
        const QByteArray key = keys::baseUrl(provider).key;
        if (!m_left.contains(QString::fromUtf8(key)))
            return;
        const QUrl url(m_left.value(QString::fromUtf8(key)).toString(), QUrl::StrictMode);
        const std::optional<Origin> to = Origin::of(url);
        if (!to || url.hasQuery() || url.hasFragment())
            return refuse(key);
        if (const std::optional<Origin> from = Origin::of(now); from != to)
            m_import.m_otherServers.append({provider, from, *to});
    }

    bool isAskedFor(const ProviderId &provider) const
    {
        return std::any_of(m_import.m_otherServers.begin(), m_import.m_otherServers.end(),
            [&provider](const auto &server) { return server.provider == provider; });
    }

    QJsonObject m_left;
    const QHash<ProviderId, QUrl> &m_baseUrls;
    SettingsImport m_import;
    QString m_problem;
};

Result<SettingsImport> SettingsImport::read(const QString &path, const QHash<ProviderId, QUrl> &baseUrls)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return refusedImport(path, SettingsStore::tr("it cannot be read."));
    const QByteArray bytes = file.read(kMaxImportBytes + 1);
    if (bytes.size() > kMaxImportBytes)
        return refusedImport(path, SettingsStore::tr("it is larger than 1 MiB, so it holds no settings."));
    const QJsonObject document = json::parse(bytes).value_or(QJsonValue()).toObject();
    const QJsonValue settings = document.value(QLatin1String("settings"));
    const std::optional<qint64> version = json::count(document, QLatin1String("version"));
    if (document.value(QLatin1String("format")).toString() != QLatin1String(settings_json::kFormat) || !version
        || !settings.isObject())
        return refusedImport(path, SettingsStore::tr("it holds no exported settings."));
    if (*version > settings_json::kVersion)
        return refusedImport(path, SettingsStore::tr("a newer Freshet wrote it; update Freshet first."));
    SettingsImportParser parser(settings.toObject(), baseUrls);
    if (const QString problem = parser.parse(); !problem.isEmpty())
        return refusedImport(path, problem);
    return parser.result();
}

void SettingsImport::apply(SettingsStore &settings, const QSet<ProviderId> &accepted) const
{
    for (const Change &change : m_changes) {
        if (change.asksFor.isEmpty() || accepted.contains(change.asksFor))
            change.apply(settings);
    }
}

} // namespace freshet
