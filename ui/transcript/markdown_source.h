// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringView>

namespace freshet {

/// True for the line under a table's header, in a quote as well.
bool isTableRuler(QStringView line);
qsizetype rulerColumns(QStringView ruler);

/// A block's text as md4c is to read it, in UTF-8: without @p indent columns before each line, table rulers wide enough
/// for md4c 0.4.8, and link definitions escaped, since they would vanish (a block is parsed without the others).
QByteArray markdownSource(QStringView block, int indent);

} // namespace freshet
