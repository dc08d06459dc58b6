// SPDX-License-Identifier: MIT
#pragma once

#include "ui/highlight/code_role.h"

#include <QStringView>

#include <optional>

namespace freshet {

/// What a grammar's name for a piece of code, such as "string.quoted.double.cpp", says of its role; nothing: as what is
/// around it. Of several names, parted by spaces, the last that says something counts.
struct ScopeRole {
    CodeRole role = CodeRole::Plain;
    bool isOperator = false; ///< A keyword where it is a word, otherwise plain.

    bool operator==(const ScopeRole &) const = default;
};

std::optional<ScopeRole> scopeRole(QStringView names);

} // namespace freshet
