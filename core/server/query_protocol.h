// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/domain/provider_info.h"
#include "core/domain/query_types.h"

#include <QDateTime>
#include <QJsonObject>

namespace freshet::protocol {

/// The protocol's version, as `hello` tells it.
inline constexpr int kVersion = 1;

/// One provider with what is known of its models, as `catalog` tells it.
struct CatalogEntry {
    ProviderId id;
    QString name;
    bool isConfigured = false; ///< A question to it could be sent now.
    Delivery streaming = Delivery::Native;
    QUrl baseUrl; ///< Empty: there is none.
    QDateTime refreshedAt; ///< Of the last good fetch; invalid = never.
    bool isStale = true;
    std::optional<Error> error; ///< Of the last fetch.
    int added = 0; ///< Models by the last good fetch; for people only.
    int gone = 0; ///< Likewise.
    QList<ModelInfo> models;
};

/// What a Settings window shows, as `settings` tells it. No member can hold a key.
struct SettingsView {
    struct Provider {
        ProviderId id;
        QString name;
        QUrl baseUrl; ///< Empty: there is none.
        bool isBaseUrlOverridden = false;
        bool hasApiKey = false; ///< One that would be sent to this base URL.
        QString defaultModel;
    };

    QList<Provider> providers;
    ModelRef chosen; ///< Which questions go to.
    QStringList collections; ///< Which are searched for each question; none: only where it is asked for.
    int passages = 0;
    QString embeddingModel; ///< "provider/model"; empty: none.
    bool isServerOn = false; ///< The local endpoint, in the window.
    int serverPort = 0;
};

// One message each, with `type`; `id` and `seq` are added by whoever sends it. A field that is not known is absent.
QJsonObject hello(); ///< The first message of a connection.
QJsonObject accepted(const QString &streamId, const ModelRef &model, bool withRetrieval);
QJsonObject phase(const PhaseInfo &info);
QJsonObject sources(const QList<Source> &sources);
QJsonObject reasoning(const QString &delta);
QJsonObject token(const QString &delta);
QJsonObject restarted(const QString &reason);
QJsonObject final(const QueryAnswer &answer);
QJsonObject error(const Error &error, const QString &partialText);
QJsonObject passages(const QList<Source> &sources);
QJsonObject catalog(const QList<CatalogEntry> &providers, const QDateTime &now);
QJsonObject settings(const SettingsView &settings);

// What only the command line's `index --json` prints.
QJsonObject document(const DocumentResult &result);
QJsonObject summary(const CollectionName &collection, const IndexSummary &summary);

QJsonObject source(const Source &source);
QByteArray line(const QJsonObject &message); ///< As one line of UTF-8, with its line end.

} // namespace freshet::protocol
