// SPDX-License-Identifier: MIT
#pragma once

#include "app/escape_filter.h"

#include <QByteArray>
#include <QString>

namespace freshet {

/// The program's three standard streams. Everything shown to people goes through here, so that a status line is
/// cleared before other text, and foreign text cannot steer the terminal.
class Console {
public:
    Console();

    bool isInputPiped() const { return m_isInputPiped; } ///< A pipe, file or socket: somebody means it to be read.
    bool isOutputTerminal() const { return m_isOutputTerminal; }
    bool isErrorTerminal() const { return m_isErrorTerminal; }

    /// Writes at once and whole. False when nobody reads any more, or the disk is full.
    bool writeBytes(const QByteArray &bytes);
    bool write(const QString &foreignText); ///< Filtered for where it goes; pieces of one text may be cut anywhere.
    void sayWriteProblem(); ///< Why writing failed, once; nothing when the reader has just gone.

    void say(const QString &line); ///< A line on standard error: "freshet: …".
    void note(const QString &line); ///< The same without the name, and only when a person is likely to see it.
    void showStatus(const QString &line); ///< What is going on; on a terminal only, replaced by the next.
    void clearStatus();

private:
    bool m_isInputPiped = false;
    bool m_isOutputTerminal = false;
    bool m_isErrorTerminal = false;
    bool m_hasStatus = false;
    int m_writeError = 0;
    EscapeFilter m_outputFilter;
};

} // namespace freshet
