// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace freshet {

/// Knows a message of a stream again that differs from an earlier one in its text alone: most servers pack each word
/// in the same 200 bytes, and to parse them again is three quarters of what a word costs.
///
/// Only what is sure counts: a text without escapes, in messages whose bytes around it are the same, with nothing else
/// between them. Whatever else comes is for the JSON parser.
class RepeatedMessage {
public:
    /// @p message was parsed, and said @p text as the value of its member "content"; empty: it said something else.
    /// What was learned before is forgotten.
    void learn(QByteArrayView message, const QString &text);

    /// The text of a message that differs from the learned one in nothing else; not empty.
    std::optional<QString> textOf(QByteArrayView message) const;

private:
    QByteArray m_before; ///< Up to the quotation mark that begins the text; empty: nothing is learned.
    QByteArray m_behind; ///< From the one that ends it.
};

} // namespace freshet
