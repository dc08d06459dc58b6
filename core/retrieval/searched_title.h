// SPDX-License-Identifier: MIT
#pragma once

#include <QFileInfo>
#include <QString>

namespace freshet {

/// What a document is found by besides its text: its title, and the name of its file where that says more.
inline QString searchedTitle(const QString &title, const QString &path)
{
    const QString fileName = QFileInfo(path).completeBaseName();
    return title.startsWith(fileName) ? title : QString(title + u' ' + fileName);
}

} // namespace freshet
