// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QString>

#include <memory>

class QTemporaryDir;

namespace freshet {

/// Where a profile keeps its state. The directories exist, belong to the user and are closed to everybody else; they
/// may be links, the files in them are none.
struct ProfilePaths {
    QString settingsFile;
    QString historyFile;
    QString indexFile;
    QString searchFile; ///< The index of the chats; may be deleted at any time.
    QString evaluationDir; ///< Questions about the documents, and how well they were answered.
    QString modelCacheFile;
    QString learnedFile; ///< What models refuse; beside the cache of models.
    QString logDir;
    QString tokensFile; ///< Of the tools that may use the local endpoint.
    QString serveTokenFile; ///< Of `freshet serve`.
    QString lockFile; ///< Held by the profile's window.
    QString startsFile; ///< How many starts of the window failed in a row.
    QString keychainService; ///< The name of its entries in the keychain.
    QString notice; ///< A sentence for the user when nothing can be saved; empty when all is well.
    std::shared_ptr<QTemporaryDir> temporary; ///< Holds everything, until the program ends, when nothing can be saved.

    /// The profile in @p dir, or the user's own (XDG directories) for an empty @p dir.
    ///
    /// A @p dir that cannot be had is an error. The user's own directories are replaced by a temporary one.
    static Result<ProfilePaths> open(const QString &dir);
};

} // namespace freshet
