// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QStringView>

namespace freshet {

/// Turns the deltas of one text into UTF-8, however they were cut.
///
/// Half a character (a high surrogate at the end) waits for its partner in the next delta; one that gets none becomes
/// U+FFFD. The bytes of all deltas and of flush() are the UTF-8 of the text.
class DeltaEncoder {
public:
    void append(QStringView delta, QByteArray &utf8); ///< May append nothing.
    void flush(QByteArray &utf8); ///< At the end of the text: what still waits.
    void reset() { m_high = 0; } ///< The text begins anew.
    bool isWaiting() const { return m_high != 0; }

private:
    char16_t m_high = 0;
};

/// Appends valid UTF-8 as the inside of a JSON string.
void appendJsonEscaped(QByteArrayView utf8, QByteArray &json);

} // namespace freshet
