// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace freshet {

/// What a desktop may do with a file that it is asked to open.
enum class FileNature {
    Missing, ///< There is none, or it is no plain file but a folder, a pipe or a device.
    Document,
    Program, ///< It may be run: it has the right to, or is a desktop entry, a package or a program of another system.
};

/// Looks at @p path itself and, where it is a link, at what that leads to. Blocks.
FileNature natureOf(const QString &path);

} // namespace freshet
