// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace freshet {

/// Turns SIGINT, SIGTERM and SIGHUP into a Qt signal, so that running work can end cleanly; a second one ends the
/// program at once. A closed standard output does not kill the program: writing to it fails instead.
///
/// One per program, since signals are the process's.
class InterruptWatcher : public QObject {
    Q_OBJECT

public:
    explicit InterruptWatcher(QObject *parent = nullptr);
    ~InterruptWatcher() override;

signals:
    void interrupted();

private:
    void onReadable();

    QSocketNotifier m_notifier;
};

} // namespace freshet
