#!/bin/sh
# SPDX-License-Identifier: MIT
# with_keyring.sh COMMAND...: runs COMMAND with a session bus and an unlocked, empty keyring of its own, which are gone
# afterwards. Tests see FRESHET_TEST_KEYRING=1.
if [ -z "$FRESHET_TEST_KEYRING" ]; then
    FRESHET_TEST_KEYRING=1 exec dbus-run-session -- "$0" "$@"
fi
home=$(mktemp -d) || exit 1
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_RUNTIME_DIR="$home/run"
mkdir -m 700 "$XDG_DATA_HOME" "$XDG_RUNTIME_DIR"
unset DISPLAY WAYLAND_DISPLAY

printf password | gnome-keyring-daemon --unlock --foreground --components=secrets >/dev/null 2>&1 &
keyring=$!
tries=0
until dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.GetNameOwner \
        string:org.freedesktop.secrets >/dev/null 2>&1; do
    tries=$((tries + 1))
    if [ $tries -gt 100 ]; then
        echo "the keyring does not start" >&2
        break
    fi
    sleep 0.1
done
"$@"
status=$?
kill $keyring 2>/dev/null
rm -rf "$home"
exit $status
