// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/origin.h"
#include "core/base/result.h"
#include "core/domain/model_info.h"

#include <QHash>
#include <QSet>
#include <QStringList>
#include <QUrl>

#include <functional>
#include <optional>
#include <vector>

namespace freshet {

class SettingsStore;

/// An exported settings file, read and checked, before anything of it counts.
///
/// A file that is not what exportSettings() writes (not JSON, over 1 MiB, of a newer version, one value of a wrong
/// type) is an error that names the key, and changes nothing. Keys that nobody knows are skipped and told.
class SettingsImport {
public:
    /// A base URL in the file that leads a provider to another server than now. Ask before it is taken: questions,
    /// documents and a key of the environment would go there.
    struct OtherServer {
        ProviderId provider;
        std::optional<Origin> from; ///< Nothing: it has no server now.
        Origin to;

        bool operator==(const OtherServer &) const = default;
    };

    /// @p baseUrls: every provider that there is, and where it is now; empty when it has no base URL.
    static Result<SettingsImport> read(const QString &path, const QHash<ProviderId, QUrl> &baseUrls);

    const QStringList &unknownKeys() const { return m_unknownKeys; }
    const QList<OtherServer> &otherServers() const { return m_otherServers; }

    /// Sets all but the base URLs of otherServers() whose providers are not @p accepted.
    void apply(SettingsStore &settings, const QSet<ProviderId> &accepted = {}) const;

private:
    SettingsImport() = default;

    struct Change {
        std::function<void(SettingsStore &)> apply;
        ProviderId asksFor; ///< Of otherServers(); empty: needs no question.
    };

    friend class SettingsImportParser;

    QStringList m_unknownKeys;
    QList<OtherServer> m_otherServers;
    std::vector<Change> m_changes;
};

} // namespace freshet
