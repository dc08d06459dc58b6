// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QProcess>
#include <QTemporaryDir>

namespace freshet::test {

/// A desktop of the test's own: a display, and a bus. Nothing of other tests that run at the same time is seen there,
/// and the focus is nobody else's.
class DesktopSession {
public:
    enum class Kind {
        X11, ///< With a window manager.
        Wayland, ///< Without a keyboard: no window is ever the active one. There is no X11 at all.
    };

    /// Ends the test program with a sentence where one of its parts cannot be started.
    explicit DesktopSession(Kind kind = Kind::X11);
    ~DesktopSession();

    /// What a program of that desktop finds in its environment.
    QList<std::pair<QString, QString>> environment() const;
    QString busAddress() const { return m_address; }
    /// What is on the display of Kind::X11: how many pixels of each colour, by 0xRRGGBB.
    QHash<quint32, int> colors() const;

private:
    void startDisplay();
    void startBus();
    void startWindowManager();
    void startWayland();

    const Kind m_kind;
    QTemporaryDir m_dir;
    QProcess m_display;
    QProcess m_bus;
    QProcess m_windows;
    QString m_number; ///< ":7"
    QString m_address;
};

} // namespace freshet::test
