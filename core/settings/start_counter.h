// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace freshet {

/// Counts the starts of the window that came to nothing, so that a program that cannot start with what it finds does
/// not try the same for ever.
class StartCounter {
public:
    static constexpr int kFailuresBeforeSafe = 3;

    explicit StartCounter(const QString &path); ///< A small file of its own: the settings may be what is broken.

    /// How many starts in a row failed before this one, which counts as failed until succeed(). Call once.
    int begin();
    void succeed();

private:
    const QString m_path;
};

} // namespace freshet
