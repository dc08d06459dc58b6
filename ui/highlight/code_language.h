// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace freshet {

/// The scope name of the grammar for a fence's info string such as "C++ title=x", as people and models write languages;
/// empty for none or an unknown one.
QString grammarScopeOf(QStringView info);

} // namespace freshet
