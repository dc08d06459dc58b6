// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace freshet {

/// One setting: its key, its type, its default, its legal range. Declared once, in core/settings/keys.h.
template <typename T>
struct Setting {
    QByteArray key;
    T fallback;
    T (*sanitize)(const T &) = nullptr; ///< Maps any stored value, however old or hand-edited, to a legal one.

    T clean(const T &value) const { return sanitize ? sanitize(value) : value; }
};

} // namespace freshet
