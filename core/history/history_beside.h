// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/history_database.h"

namespace freshet {

/// Opens the chats for a program that comes beside the one whose they are: a command, while the window may be running.
///
/// As openHistory(), but where the file is there in this version's form, it is taken as it is: answers that are being
/// written are the window's, and stay so.
OpenedHistory openHistoryBeside(const QString &path, const QString &connectionName);

} // namespace freshet
