// SPDX-License-Identifier: MIT
#include "app/escape_filter.h"

namespace freshet {

namespace {

constexpr char16_t kEscape = 0x1b;
constexpr char16_t kBell = 0x07;
constexpr char16_t kCsi = 0x9b; ///< The one-character forms, C1.
constexpr char16_t kStringEnd = 0x9c;

/// OSC, DCS, SOS, PM and APC as C1 characters.
bool opensString(char16_t c) { return c == 0x9d || c == 0x90 || c == 0x98 || c == 0x9e || c == 0x9f; }

} // namespace

QString EscapeFilter::filtered(QStringView piece)
{
    QString kept;
    kept.reserve(piece.size());
    for (const QChar c : piece) {
        if (takes(c.unicode()))
            kept.append(c);
    }
    return kept;
}

bool EscapeFilter::takes(char16_t c)
{
    if (m_state != State::Text && c == u'\n') {
        m_state = State::Text;
        return true;
    }
    switch (m_state) {
    case State::Text:
        break;
    case State::Escape:
        if (c == u'[')
            m_state = State::Csi;
        else if (c < 0x80 && opensString(char16_t(c + 0x40)))
            m_state = State::String;
        else if (c != kEscape && (c < 0x20 || c > 0x2f)) // 0x20-0x2f go before the final character
            m_state = State::Text;
        return false;
    case State::Csi:
        if (c == kEscape)
            m_state = State::Escape;
        else if (c >= 0x40)
            m_state = State::Text;
        return false;
    case State::String:
        if (c == kEscape)
            m_state = State::StringEscape;
        else if (c == kBell || c == kStringEnd)
            m_state = State::Text;
        return false;
    case State::StringEscape:
        m_state = c == u'\\' ? State::Text : State::String;
        return false;
    }
    if (c == kEscape || c == kCsi || opensString(c)) {
        m_state = c == kEscape ? State::Escape : c == kCsi ? State::Csi : State::String;
        return false;
    }
    if (m_target == Target::File || c == u'\n' || c == u'\t')
        return true;
    return c >= 0x20 && (c < 0x7f || c > 0x9f);
}

} // namespace freshet
