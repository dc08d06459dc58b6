// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/domain/query_types.h"

#include <QJsonObject>

namespace freshet::protocol {

/// The protocol's version, as `hello` tells it.
inline constexpr int kVersion = 1;

// One message each, with `type`; `id` and `seq` are added by whoever sends it. A field that is not known is absent.
QJsonObject accepted(const QString& streamId, const ModelRef& model, bool withRetrieval);
QJsonObject phase(const PhaseInfo& info);
QJsonObject sources(const QList<Source>& sources);
QJsonObject reasoning(const QString& delta);
QJsonObject token(const QString& delta);
QJsonObject restarted(const QString& reason);
QJsonObject final(const QueryAnswer& answer);
QJsonObject error(const Error& error, const QString& partialText);
QJsonObject passages(const QList<Source>& sources);

QJsonObject source(const Source& source);

} // namespace freshet::protocol
