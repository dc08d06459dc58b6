// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/provider_info.h"

#include <QList>
#include <QString>
#include <QUrl>

namespace freshet {

enum class EndpointPurpose { ModelList, Chat, StreamedChat, Embeddings };

struct EndpointUrl {
    EndpointPurpose purpose = EndpointPurpose::ModelList;
    QUrl url; ///< Show it with QUrl::FullyEncoded: a host in other letters may look like one that it is not.

    bool operator==(const EndpointUrl &) const = default;
};

/// The models that stand in addresses; some dialects name them there.
struct EndpointModels {
    QString chat = QStringLiteral("MODEL");
    QString embedding = QStringLiteral("MODEL");
};

/// Every address that a provider is asked at, as its adapters really write it: taken from their own requests. No
/// embeddings where the dialect has none; nothing for Dialect::Quotes, or without a base.
QList<EndpointUrl> endpointUrls(const ProviderConfig &config, const EndpointModels &models = {});

} // namespace freshet
