// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/query_types.h"

#include <variant>

namespace freshet {

// What a client of the WebSocket may say. `id` is the client's own; only of a query, a cancel and a resume it must be
// there, elsewhere it is empty when none was given.

/// Asks. Where the client named no provider or model, it is empty: the user's choice. `caller` is left to the server.
struct QueryMessage {
    QString id;
    QueryRequest request;

    bool operator==(const QueryMessage &) const = default;
};

struct CancelMessage {
    QString id;

    bool operator==(const CancelMessage &) const = default;
};

struct ResumeMessage {
    QString id; ///< The server's: the `stream_id` of `accepted`.
    int after = 0; ///< The last number that was seen; 0: none.

    bool operator==(const ResumeMessage &) const = default;
};

struct CatalogMessage {
    QString id;
    ProviderId provider; ///< Empty: all.

    bool operator==(const CatalogMessage &) const = default;
};

struct RefreshMessage {
    QString id;
    ProviderId provider;
    bool isForced = false;

    bool operator==(const RefreshMessage &) const = default;
};

struct SettingsMessage {
    QString id;

    bool operator==(const SettingsMessage &) const = default;
};

struct SearchMessage {
    QString id;
    SearchRequest request; ///< Without a collection: all.

    bool operator==(const SearchMessage &) const = default;
};

using ClientMessage = std::variant<QueryMessage, CancelMessage, ResumeMessage, CatalogMessage, RefreshMessage,
    SettingsMessage, SearchMessage>;

/// A decoded message, or why it is none.
struct ClientMessageResult {
    QString id; ///< Also of a message that is refused, where a proper one could be read: the answer carries it.
    Result<ClientMessage> message; ///< ErrorKind::BadRequest; Error::parameter is the field: "options.temperature".
};

/// Reads one text frame. The schema is closed: an unknown type or field, a wrong type and a number out of range are
/// refused; null counts as absent. So no client can name a base URL, a header, a key or a file.
ClientMessageResult decodeClientMessage(QByteArrayView frame);

} // namespace freshet
