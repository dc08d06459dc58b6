// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/origin.h"
#include "core/base/result.h"
#include "core/domain/extra_header.h"
#include "core/domain/model_info.h"

#include <QList>
#include <QObject>
#include <QStringList>

#include <functional>

namespace freshet {

class SecretStore;
class SettingsStore;

/// Keeps the extra headers of each provider: their names in the settings, names and values as one secret in the
/// keychain, bound to the origin that they were given for. The keychain is asked only where there are names.
///
/// Calls answer in the way of SecretStore. Both stores outlive this.
class ExtraHeaderStore : public QObject {
    Q_OBJECT

public:
    ExtraHeaderStore(SettingsStore &settings, SecretStore &secrets, QObject *parent = nullptr);

    QStringList names(const ProviderId &provider, const Origin &origin) const; ///< All that is ever shown of them.

    /// Headers whose names are known and that the keychain does not have are ErrorKind::Auth.
    void read(const ProviderId &provider, const Origin &origin, QObject *context,
        std::function<void(Result<QList<ExtraHeader>>)> done);

    /// Replaces all that were there; none removes them. On failure nothing changes.
    void save(const ProviderId &provider, const Origin &origin, const QList<ExtraHeader> &headers, QObject *context,
        std::function<void(Status)> done);

signals:
    void headersChanged(const freshet::ProviderId &provider);

private:
    void setNames(const ProviderId &provider, const Origin &origin, const QList<ExtraHeader> &headers);

    SettingsStore &m_settings;
    SecretStore &m_secrets;
};

} // namespace freshet
