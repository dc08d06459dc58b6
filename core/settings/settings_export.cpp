// SPDX-License-Identifier: MIT
#include "core/settings/settings_export.h"

#include "core/settings/portable_settings.h"
#include "core/settings/settings_json.h"
#include "core/settings/settings_store.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace freshet {

namespace {

QJsonObject exportedSettings(const SettingsStore &store, const QList<ProviderId> &providers)
{
    QJsonObject settings;
    const auto add = [&](const auto &setting) {
        settings.insert(QString::fromUtf8(setting.key), settings_json::toJson(store.get(setting)));
    };
    const auto addOwn = [&](const auto &setting) {
        if (store.get(setting) != setting.fallback)
            add(setting);
    };
    std::apply([&](const auto &...all) { (add(all), ...); }, keys::portable);
    for (const ProviderId &provider : providers)
        std::apply([&](const auto &...all) { (addOwn(all), ...); }, keys::portableOf(provider));
    return settings;
}

} // namespace

Status exportSettings(const SettingsStore &settings, const QList<ProviderId> &providers, const QString &path)
{
    const QJsonObject document{{QStringLiteral("format"), QLatin1String(settings_json::kFormat)},
        {QStringLiteral("version"), settings_json::kVersion},
        {QStringLiteral("settings"), exportedSettings(settings, providers)}};
    const QByteArray bytes = QJsonDocument(document).toJson();
    QSaveFile file(path);
    if (!file.open(QFile::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(bytes) != bytes.size() || !file.commit())
        return failure({.kind = ErrorKind::Storage,
            .message = SettingsStore::tr("The settings could not be written to %1; choose another place.")
                           .arg(QDir::toNativeSeparators(path))});
    return {};
}

} // namespace freshet
