// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDebug>
#include <QString>

#include <memory>

namespace freshet {

/// An API key or token in memory. Copies share one buffer, which is wiped when the last of them goes.
///
/// Cannot be printed or turned into text by accident: reveal() is the one way out, and is called where a
/// header is built and where the keychain is written. Qt may still hold short-lived copies of what reveal() gave.
class Secret {
public:
    Secret() = default;
    explicit Secret(const QString &text);

    bool isEmpty() const { return !m_bytes || m_bytes->isEmpty(); }
    QByteArray reveal() const; ///< UTF-8, a deep copy.

    /// Equal contents; takes the same time wherever the first difference is.
    friend bool operator==(const Secret &a, const Secret &b);

    friend QDebug operator<<(QDebug, const Secret &) = delete;

private:
    std::shared_ptr<QByteArray> m_bytes; // wiped by its deleter
};

} // namespace freshet
