// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringList>

namespace freshet::test {

/// Looks for a key that must be nowhere: a canary, which only its test knows. Give it characters that each encoding
/// writes otherwise (`"`, `\`, `/`, `+`, `~`), else it cannot tell them apart.
///
/// Knows it plain, JSON-escaped, percent-encoded, as base64 and base64url at any offset, as hexadecimal digits, as
/// UTF-16LE and reversed. Shares no code with what takes secrets out of the program's own texts.
class CanaryScan {
public:
    explicit CanaryScan(const QByteArray &canary);

    static QStringList encodings(); ///< The names that in() gives.
    QStringList in(const QByteArray &bytes) const; ///< The encodings in which the canary stands there; empty is well.
    QStringList inFiles(const QString &dir) const; ///< "path: encoding" for each file below, names of files included.

private:
    QList<std::pair<QString, QByteArrayList>> m_needles; ///< One of an encoding's needles is enough.
};

} // namespace freshet::test
