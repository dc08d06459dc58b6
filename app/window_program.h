// SPDX-License-Identifier: MIT
#pragma once

#include "app/key_source.h"
#include "app/profile_paths.h"

namespace freshet {

class Console;

/// Opens the window and runs until it is closed; gives the program's exit status. Makes the QApplication.
int runWindow(int &argc, char *argv[], const ProfilePaths &paths, const EnvironmentKeys &keys, Console &console);

} // namespace freshet
