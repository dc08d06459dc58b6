// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

namespace freshet {

/// Takes terminal control sequences out of foreign text that comes in pieces, cut anywhere.
///
/// Sequences (colours, titles, clipboard, cursor: CSI, OSC, DCS and the rest) go from every output; one that never
/// ends is over at the end of its line. For a terminal, all other control characters but tab and line feed go, too.
class EscapeFilter {
public:
    enum class Target { Terminal, File };

    explicit EscapeFilter(Target target) : m_target(target) { }

    QString filtered(QStringView piece);

private:
    enum class State { Text, Escape, Csi, String, StringEscape };
    bool takes(char16_t c); ///< Whether @p c is text to keep; moves the state.

    Target m_target;
    State m_state = State::Text;
};

} // namespace freshet
