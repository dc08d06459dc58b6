// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <utility>

namespace freshet {

/// One setting: its key, its type, its default, its legal range. Declared once, in core/settings/keys.h.
template <typename T>
struct Setting {
    QByteArray key;
    T fallback;
    T (*sanitize)(T) = nullptr; ///< Maps any stored value, however old or hand-edited, to a legal one.

    T clean(T value) const { return sanitize ? sanitize(std::move(value)) : std::move(value); }
};

} // namespace freshet
