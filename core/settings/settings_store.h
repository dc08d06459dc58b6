// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/setting.h"

#include <QObject>
#include <QVariant>

#include <memory>
#include <optional>

class QSettings;

namespace freshet {

/// Typed access to the settings file. Secrets are not here: see SecretStore.
///
/// The file is readable by its owner alone and written atomically, soon after each change. One that cannot be what we
/// wrote (unreadable as INI, NUL bytes, huge) is moved aside as NAME.broken-DATE, one of a newer Freshet as
/// NAME.newer-DATE, and the defaults apply; a value of a wrong type reads as its default.
class SettingsStore : public QObject {
    Q_OBJECT

public:
    enum class Start {
        Usual,
        Safe, ///< The last starts failed: whatever the file holds is moved aside.
    };

    /// Tests pass a path in a QTemporaryDir; the program passes its own. There is no global instance.
    explicit SettingsStore(const QString &iniPath, Start start = Start::Usual, QObject *parent = nullptr);
    ~SettingsStore() override;

    /// A sentence for the user about what was wrong with the file at the start; empty when all was well.
    const QString &notice() const { return m_notice; }

    bool isSafe() const { return m_isSafe; } ///< Begun with Start::Safe: nothing of the last start is to be repeated.

    template <typename T>
    T get(const Setting<T> &setting) const
    {
        return setting.clean(fromStored(read(setting.key), setting.fallback));
    }

    /// Stores the sanitized value; emits changed() if that differs from what get() gave before.
    template <typename T>
    void set(const Setting<T> &setting, T value)
    {
        if (T clean = setting.clean(std::move(value)); clean != get(setting))
            write(setting.key, toStored(clean));
    }

    /// Calls @p slot(value) now and after every change, while @p context lives.
    template <typename T, typename Slot>
    void bind(const Setting<T> &setting, QObject *context, Slot slot)
    {
        connect(this, &SettingsStore::changed, context, [this, setting, slot](const QString &key) {
            if (key == QLatin1String(setting.key))
                slot(get(setting));
        });
        slot(get(setting));
    }

    /// What another program of this profile wrote meanwhile counts from here on; nobody is told of it.
    void reload();

signals:
    void changed(const QString &key);
    void saveFailed(const QString &sentence); ///< Once: what was set lasts until the program ends.

private:
    template <typename T>
    static T fromStored(QVariant stored, const T &fallback)
    {
        return stored.convert(QMetaType::fromType<T>()) ? stored.value<T>() : fallback;
    }
    template <typename T>
    static std::optional<T> fromStored(QVariant stored, const std::optional<T> &fallback)
    {
        return stored.convert(QMetaType::fromType<T>()) ? std::optional(stored.value<T>()) : fallback;
    }
    template <typename T>
    static QVariant toStored(const T &value)
    {
        return QVariant::fromValue(value);
    }
    template <typename T>
    static QVariant toStored(const std::optional<T> &value)
    {
        return value ? QVariant::fromValue(*value) : QVariant();
    }

    QVariant read(const QByteArray &key) const;
    void write(const QByteArray &key, const QVariant &value); ///< An invalid one removes it.

    void saveSoon();
    void save();

    const QString m_path;
    const bool m_isSafe;
    std::unique_ptr<QSettings> m_file;
    QString m_notice;
    bool m_isSavePending = false;
    bool m_isSaveProblemTold = false;
};

} // namespace freshet
