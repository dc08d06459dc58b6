// SPDX-License-Identifier: MIT
#pragma once

#include "app/command_line.h"
#include "app/key_source.h"
#include "app/profile_paths.h"

namespace freshet {

class Console;

/// Opens the window that is asked for and runs until the last one is closed; gives the program's exit status. Makes the
/// QApplication.
int runWindow(int &argc, char *argv[], const WindowArguments &arguments, const ProfilePaths &paths,
    const EnvironmentKeys &keys, Console &console);

} // namespace freshet
