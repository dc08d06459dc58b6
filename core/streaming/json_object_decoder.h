// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>

namespace freshet {

/// Cuts a JSON array that arrives piece by piece, or objects that follow each other without one, into its objects.
///
/// Pure, and the same bytes give the same objects however they are chunked. Only braces and strings are looked at; what
/// an object holds is the caller's affair.
class JsonObjectDecoder {
public:
    static constexpr qsizetype DefaultMaxObjectBytes = 32 * 1024 * 1024; ///< Pictures come whole.
    static constexpr qsizetype MaxStrayBytes = 1024;

    explicit JsonObjectDecoder(qsizetype maxObjectBytes = DefaultMaxObjectBytes);

    /// Consumes @p chunk; returns the objects it completed.
    /// An object above the limit is ErrorKind::Protocol for good: at once, or on the next call when this one still had
    /// objects to give.
    Result<QByteArrayList> feed(QByteArrayView chunk);

    /// The beginning of an object that has no end yet.
    const QByteArray &partialObject() const { return m_object; }

    /// The first MaxStrayBytes that stand between the objects and are neither blanks nor an array's own signs.
    const QByteArray &strayBytes() const { return m_strayBytes; }

private:
    qsizetype objectEnd(QByteArrayView chunk);
    void skip(QByteArrayView between);

    const qsizetype m_maxObjectBytes;
    QByteArray m_object;
    QByteArray m_strayBytes;
    int m_depth = 0;
    bool m_isInString = false;
    bool m_isEscaped = false;
    bool m_failed = false;
};

} // namespace freshet
