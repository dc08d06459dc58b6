// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QUrl>

namespace freshet::bench {

/// CPU per token from the socket to the painted window, for Markdown answers of 1,000, 10,000 and 50,000 tokens at
/// 1,000 tokens a second.
QJsonObject measureCpuToPixel(const QUrl &server);

/// Age of a token when the frame that shows it is painted, at 50 tokens a second, beside a plain socket reader.
QJsonObject measureLatencyToPixel(const QUrl &server);

} // namespace freshet::bench
