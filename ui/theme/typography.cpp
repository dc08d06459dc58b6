// SPDX-License-Identifier: MIT
#include "ui/theme/typography.h"

#include <QFontDatabase>

#include <algorithm>

namespace freshet {

Typography::Typography(double zoom)
    : m_zoom(std::clamp(zoom, 0.8, 2.0)),
      m_body(QFontDatabase::systemFont(QFontDatabase::GeneralFont)),
      m_small(m_body),
      m_code(QFontDatabase::systemFont(QFontDatabase::FixedFont))
{
    m_body.setPixelSize(px(14));
    m_small.setPixelSize(px(12));
    m_code.setPixelSize(px(13));
    m_code.setStyleHint(QFont::Monospace);
    m_code.setFixedPitch(true);
}

QFont Typography::heading(int level) const
{
    QFont font = m_body;
    font.setWeight(QFont::DemiBold);
    font.setPixelSize(px(level <= 1 ? 20 : level == 2 ? 17 : level == 3 ? 15 : 14));
    return font;
}

} // namespace freshet
