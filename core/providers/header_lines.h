// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/extra_header.h"
#include "core/domain/provider_info.h"

#include <QList>
#include <QString>

namespace freshet {

/// The extra headers that a person typed, one a line, as "Name: value"; blank lines are skipped, no line is an empty
/// list. Refused are names and values that HTTP does not allow, doubles, more than twenty, and headers that Freshet or
/// the connection sets by itself, the API key's among them.
///
/// ErrorKind::BadRequest tells the line by its number and, where that is safe, its name: never what stands in it.
Result<QList<ExtraHeader>> parseHeaderLines(const QString &typed, Dialect dialect);

} // namespace freshet
