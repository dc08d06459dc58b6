// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QUrl>

namespace freshet::bench {

/// CPU per token from the socket to ChatReply::textAppended(), for answers of 1,000, 10,000 and 50,000 tokens.
QJsonObject measureCpuPerToken(const QUrl &server);

/// Age of a token when ChatReply::textAppended() brings it, beside a plain socket reader of an equal stream.
QJsonObject measureLatency(const QUrl &server, int streams, int tokens);

} // namespace freshet::bench
