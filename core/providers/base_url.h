// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/provider_info.h"

#include <QUrl>

namespace freshet {

/// What people paste, made the one base below which the model list, chat and embeddings of a dialect lie (wire
/// reference 0.3, 8). The same base comes out of a base, of any endpoint below it, and of itself.
///
/// Pasted endpoints, doubled parts and slashes go; /v1 is added where the dialect starts there and the path says
/// nothing else; Ollama's base has neither /v1 nor /api. ErrorKind::BadRequest says what is wrong; see addressIn().
Result<QUrl> normalizedBaseUrl(const QString &typed, Dialect dialect);

/// The same for a known vendor: its host alone stands for its own base, wherever that begins.
Result<QUrl> normalizedBaseUrl(const QString &typed, const ProviderInfo &info);

/// A sentence on what is wrong with a usable base, for showing beside it: questions that are sent in the open to
/// another place. Empty when there is nothing to say.
QString baseUrlWarning(const QUrl &base);

} // namespace freshet
