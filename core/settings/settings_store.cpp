// SPDX-License-Identifier: MIT
#include "core/settings/settings_store.h"

#include "core/base/log_categories.h"
#include "core/base/owner_file.h"
#include "core/settings/keys.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QTimer>

#include <utility>

namespace freshet {

namespace {

constexpr qint64 kMaxSettingsBytes = 1024 * 1024;
constexpr QFile::Permissions kOwnerOnlyDir = owner_file::kPermissions | QFile::ExeOwner;

enum class SettingsFileState { Usable, Broken, Newer };

/// A file that is not there is fine; one that cannot be read is not ours to judge.
SettingsFileState settingsFileState(const QString &path)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return SettingsFileState::Usable;
    if (file.size() > kMaxSettingsBytes || file.readAll().contains('\0'))
        return SettingsFileState::Broken;
    QSettings probe(path, QSettings::IniFormat);
    probe.allKeys(); // sections are read when first asked for, and only then counted as broken
    if (probe.status() == QSettings::FormatError)
        return SettingsFileState::Broken;
    const int version = probe.value(QString::fromUtf8(keys::fileVersion.key)).toInt();
    return version > keys::kFileVersion ? SettingsFileState::Newer : SettingsFileState::Usable;
}

/// Moves away what must not be used, and gives the sentence for the user; an empty one when all is well.
QString setSettingsAside(const QString &path, SettingsStore::Start start)
{
    const SettingsFileState state = settingsFileState(path);
    const bool isSafeStart = start == SettingsStore::Start::Safe && QFileInfo(path).size() > 0;
    if (state == SettingsFileState::Usable && !isSafeStart)
        return {};
    const bool isNewer = state == SettingsFileState::Newer;
    const QString aside = owner_file::freeNameAside(path, QLatin1String(isNewer ? "newer" : "broken"));
    if (!QFile::rename(path, aside))
        return SettingsStore::tr("The settings file %1 is broken and could not be moved aside; remove it to get "
                                 "settings again.")
            .arg(QDir::toNativeSeparators(path));
    const QString shownAside = QDir::toNativeSeparators(aside);
    if (isSafeStart)
        return SettingsStore::tr("Freshet could not start several times in a row, so it starts with its defaults; the "
                                 "old settings file is now %1.")
            .arg(shownAside);
    if (isNewer)
        return SettingsStore::tr("The settings file is from a newer Freshet, so this one starts with its defaults; the "
                                 "newer file is now %1.")
            .arg(shownAside);
    return SettingsStore::tr("The settings file could not be read, so Freshet starts with its defaults; the old file "
                             "is now %1.")
        .arg(shownAside);
}

/// QSettings replaces the file through QSaveFile, which keeps the permissions that it finds.
bool makeOwnerOnlyFile(const QString &path)
{
    const QFileInfo dir(QFileInfo(path).path());
    if (!dir.exists() && QDir().mkpath(dir.filePath()))
        QFile::setPermissions(dir.filePath(), kOwnerOnlyDir);
    QFile file(path);
    if (!file.exists())
        return file.open(QFile::WriteOnly | QFile::NewOnly, owner_file::kPermissions);
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    if (file.permissions() & others)
        file.setPermissions(owner_file::kPermissions);
    return QFileInfo(path).isWritable() && QFileInfo(dir.filePath()).isWritable();
}

QString cannotSave(const QString &path)
{
    return SettingsStore::tr("Settings cannot be saved: %1 is not writable. Changes last until Freshet is closed.")
        .arg(QDir::toNativeSeparators(path));
}

} // namespace

SettingsStore::SettingsStore(const QString &iniPath, Start start, QObject *parent)
    : QObject(parent), m_path(iniPath), m_isSafe(start == Start::Safe), m_notice(setSettingsAside(iniPath, start))
{
    m_isSaveProblemTold = !makeOwnerOnlyFile(iniPath);
    if (m_isSaveProblemTold && m_notice.isEmpty())
        m_notice = cannotSave(iniPath);
    m_file = std::make_unique<QSettings>(iniPath, QSettings::IniFormat);
    if (!m_notice.isEmpty())
        qCWarning(logSettings).noquote() << m_notice;
    connect(this, &SettingsStore::changed, this, &SettingsStore::saveSoon);
}

SettingsStore::~SettingsStore()
{
    if (m_isSavePending)
        save();
}

void SettingsStore::saveSoon()
{
    if (std::exchange(m_isSavePending, true))
        return;
    QTimer::singleShot(0, this, [this] {
        if (m_isSavePending)
            save();
    });
}

/// QSettings would write by itself, and tell nobody when it cannot.
void SettingsStore::save()
{
    m_isSavePending = false;
    // Older files look like this version's, so that the number is all there is to migrate.
    m_file->setValue(QString::fromUtf8(keys::fileVersion.key), keys::kFileVersion);
    m_file->sync();
    if (m_file->status() == QSettings::NoError) {
        owner_file::syncDirectoryOf(m_path);
        return;
    }
    if (std::exchange(m_isSaveProblemTold, true))
        return;
    qCWarning(logSettings).noquote() << cannotSave(m_path);
    emit saveFailed(cannotSave(m_path));
}

void SettingsStore::reload() { m_file->sync(); }

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
