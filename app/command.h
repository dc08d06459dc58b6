// SPDX-License-Identifier: MIT
#pragma once

#include "app/exit_status.h"

#include <QObject>

namespace freshet {

/// One command of the command line, from start to exit status. finished() comes once; it may come from start().
class Command : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void start() = 0;
    virtual void interrupt() = 0; ///< Ends early and cleanly: finished(Interrupted), keeping what was done.

signals:
    void finished(freshet::ExitStatus status);
};

} // namespace freshet
