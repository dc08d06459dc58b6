// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace freshet::test {

/// A session bus of the test's own, on which nothing starts by itself, and a real gnome-keyring-daemon on it whose
/// state the test chooses. Its keyring has a home of its own, and lasts from one start() to the next.
///
/// Sets DBUS_SESSION_BUS_ADDRESS of this process: make it before anything asks for the bus, and keep it to the end,
/// since GLib ends a process whose bus goes. isReal() is false where these programs are not installed: a test fails
/// then and says kMissing, since a skipped one would hide it.
class OwnKeyring {
public:
    enum class State { Unlocked, Locked };
    static constexpr const char *kMissing
        = "dbus-daemon and gnome-keyring are not installed; packaging/install_packages test installs them";

    OwnKeyring();
    ~OwnKeyring();

    bool isReal() const { return !m_address.isEmpty(); }
    QString address() const { return m_address; }
    QString home() const { return m_home.path(); }

    void start(State state); ///< A keyring that was never unlocked does not exist.
    void stop();
    void lock(); ///< As a screen lock does it.
    void pause(); ///< It is there, and answers nothing until resume().
    void resume();
    void killBus(); ///< With it, the keyring is gone for good.
    void forget(); ///< Removes the keyring of a stopped daemon.

private:
    bool hasOwner() const;
    void signalDaemon(int signal) const;

    QTemporaryDir m_home;
    QString m_address;
    QProcess m_bus;
    QProcess m_daemon;
};

} // namespace freshet::test
