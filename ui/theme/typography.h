// SPDX-License-Identifier: MIT
#pragma once

#include <QFont>

namespace freshet {

/// The fonts and lengths of one zoom factor, so that text and the space around it grow together.
class Typography {
public:
    explicit Typography(double zoom = 1.0); ///< Kept within 0.8 and 2.

    double zoom() const { return m_zoom; }
    int px(int length) const { return qRound(length * m_zoom); } ///< A length at 100 %, scaled.

    const QFont &body() const { return m_body; } ///< The system's interface font at 14 px.
    const QFont &small() const { return m_small; } ///< 12 px.
    const QFont &code() const { return m_code; } ///< The system's fixed font at 13 px.
    QFont heading(int level) const; ///< From 1.
    int lineHeight() const { return px(21); } ///< Of running text.

private:
    double m_zoom;
    QFont m_body;
    QFont m_small;
    QFont m_code;
};

} // namespace freshet
