// SPDX-License-Identifier: MIT
#include "core/settings/settings_store.h"

#include <QSettings>

namespace freshet {

SettingsStore::SettingsStore(const QString& iniPath, QObject* parent)
    : QObject(parent), m_file(std::make_unique<QSettings>(iniPath, QSettings::IniFormat))
{
}

SettingsStore::~SettingsStore() = default;

QVariant SettingsStore::read(const QByteArray& key) const { return m_file->value(QString::fromUtf8(key)); }

void SettingsStore::write(const QByteArray& key, const QVariant& value)
{
    m_file->setValue(QString::fromUtf8(key), value);
    emit changed(QString::fromUtf8(key));
}

} // namespace freshet
