// SPDX-License-Identifier: MIT
#include "core/settings/settings_store.h"

#include "core/base/log_categories.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>

namespace freshet {

namespace {

constexpr qint64 kMaxSettingsBytes = 1024 * 1024;
constexpr QFile::Permissions kOwnerOnlyFile = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions kOwnerOnlyDir = kOwnerOnlyFile | QFile::ExeOwner;

/// True when the file can be what QSettings wrote. A file that is not there is fine; one that cannot be read is not
/// ours to judge.
bool looksLikeSettings(const QString &path)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return true;
    if (file.size() > kMaxSettingsBytes || file.readAll().contains('\0'))
        return false;
    QSettings probe(path, QSettings::IniFormat);
    probe.allKeys(); // sections are read when first asked for, and only then counted as broken
    return probe.status() != QSettings::FormatError;
}

QString freeNameForBroken(const QString &path)
{
    const QString wanted
        = path + QStringLiteral(".broken-") + QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    QString name = wanted;
    for (int n = 2; QFileInfo::exists(name); ++n)
        name = wanted + u'-' + QString::number(n);
    return name;
}

/// QSettings replaces the file through QSaveFile, which keeps the permissions that it finds.
bool makeOwnerOnlyFile(const QString &path)
{
    const QFileInfo dir(QFileInfo(path).path());
    if (!dir.exists() && QDir().mkpath(dir.filePath()))
        QFile::setPermissions(dir.filePath(), kOwnerOnlyDir);
    QFile file(path);
    if (!file.exists())
        return file.open(QFile::WriteOnly | QFile::NewOnly, kOwnerOnlyFile);
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    if (file.permissions() & others)
        file.setPermissions(kOwnerOnlyFile);
    return QFileInfo(path).isWritable() && QFileInfo(dir.filePath()).isWritable();
}

} // namespace

SettingsStore::SettingsStore(const QString &iniPath, QObject *parent) : QObject(parent)
{
    const QString shownPath = QDir::toNativeSeparators(iniPath);
    if (!looksLikeSettings(iniPath)) {
        const QString aside = freeNameForBroken(iniPath);
        m_notice = QFile::rename(iniPath, aside)
            ? tr("The settings file could not be read, so Freshet starts with its defaults; the old file is now %1.")
                  .arg(QDir::toNativeSeparators(aside))
            : tr("The settings file %1 is broken and could not be moved aside; remove it to get settings again.")
                  .arg(shownPath);
    }
    if (!makeOwnerOnlyFile(iniPath) && m_notice.isEmpty()) {
        m_notice
            = tr("Settings cannot be saved: %1 is not writable. Changes last until Freshet is closed.").arg(shownPath);
    }
    m_file = std::make_unique<QSettings>(iniPath, QSettings::IniFormat);
    if (!m_notice.isEmpty())
        qCWarning(logSettings).noquote() << m_notice;
}

SettingsStore::~SettingsStore() = default;

QVariant SettingsStore::read(const QByteArray &key) const { return m_file->value(QString::fromUtf8(key)); }

void SettingsStore::write(const QByteArray &key, const QVariant &value)
{
    if (value.isValid())
        m_file->setValue(QString::fromUtf8(key), value);
    else
        m_file->remove(QString::fromUtf8(key));
    emit changed(QString::fromUtf8(key));
}

} // namespace freshet
