// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>

#include <functional>

namespace freshet::bench {

/// A chunk of about 250 bytes, as OpenAI sends it for each token.
QByteArray openAiEvent(const QByteArray &text);

/// The word of a token, Markdown as models write it.
QByteArray benchWord(qsizetype i);

/// Microseconds that each JSON parser takes from the bytes of an event to its text as a QString. @p cpuOf gives the
/// microseconds of a run.
QJsonObject measureJson(const std::function<double(const std::function<void()> &run)> &cpuOf);

} // namespace freshet::bench
