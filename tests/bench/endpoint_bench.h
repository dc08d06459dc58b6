// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QString>
#include <QUrl>

namespace freshet::bench {

/// `freshet serve` between plain WebSocket clients and the counterpart, beside plain clients of the counterpart itself:
/// what it adds to the first token and to each token at 1 and at 100 streams of 50 tokens a second, how many tokens
/// pass one WebSocket at full speed and for a second of its CPU, and its memory.
QJsonObject measureEndpoint(const QString &freshet, const QUrl &server);

/// As measureLatencyToPixel(), while the same program serves 100 streams of 50 tokens a second to others. Has a window.
QJsonObject measureWindowWhileServing(const QUrl &server);

/// 200 streams of 50 tokens a second, each of 500 tokens, again and again for @p seconds: the memory of `freshet serve`
/// after each round.
QJsonObject soakEndpoint(const QString &freshet, const QUrl &server, int seconds);

} // namespace freshet::bench
