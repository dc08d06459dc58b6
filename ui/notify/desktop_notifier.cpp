// SPDX-License-Identifier: MIT
#include "ui/notify/desktop_notifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

#include <utility>

namespace freshet {

namespace {

constexpr QLatin1String kNotifyService("org.freedesktop.Notifications");
constexpr QLatin1String kNotifyPath("/org/freedesktop/Notifications");

QDBusMessage notifyCall(const QString &method)
{
    return QDBusMessage::createMethodCall(kNotifyService, kNotifyPath, kNotifyService, method);
}

} // namespace

DesktopNotifier::DesktopNotifier(std::function<QDBusConnection()> bus, QObject *parent)
    : QObject(parent), m_makeBus(std::move(bus))
{
}

void DesktopNotifier::connectBus()
{
    m_bus = std::make_unique<QDBusConnection>(m_makeBus());
    // In the normalized form, which is found faster and has no blanks.
    // clang-format off
    m_bus->connect(kNotifyService, kNotifyPath, kNotifyService, QStringLiteral("ActionInvoked"), this,
        SLOT(onAction(uint,QString)));
    m_bus->connect(kNotifyService, kNotifyPath, kNotifyService, QStringLiteral("NotificationClosed"), this,
        SLOT(onClosed(uint,uint)));
    // clang-format on
}

DesktopNotifier::~DesktopNotifier() = default;

void DesktopNotifier::show(const QString &key, const QString &title, const QString &text)
{
    if (!m_bus)
        connectBus();
    const Note note{title, text};
    if (m_takesMarkup)
        return send(key, note);
    m_waiting.insert(key, note);
    if (!m_isAsking)
        askForMarkup();
}

/// Whether a "<" in a text is one, or begins an element.
void DesktopNotifier::askForMarkup()
{
    m_isAsking = true;
    auto *const watcher
        = new QDBusPendingCallWatcher(m_bus->asyncCall(notifyCall(QStringLiteral("GetCapabilities"))), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_isAsking = false;
        const QDBusPendingReply<QStringList> reply = *watcher;
        const QHash<QString, Note> waiting = std::exchange(m_waiting, {});
        if (!reply.isError()) { // else nobody is there; perhaps the next time
            m_takesMarkup = reply.value().contains(QLatin1String("body-markup"));
            for (auto note = waiting.cbegin(); note != waiting.cend(); ++note)
                send(note.key(), note.value());
        }
        if (!isSending())
            emit idle();
    });
}

void DesktopNotifier::send(const QString &key, const Note &note)
{
    const QString text = *m_takesMarkup ? note.text.toHtmlEscaped() : note.text;
    QDBusMessage call = notifyCall(QStringLiteral("Notify"));
    call << QStringLiteral("Freshet") << m_shown.value(key) << QStringLiteral("freshet") << note.title << text
         << QStringList{QStringLiteral("default"), QString()}
         << QVariantMap{{QStringLiteral("desktop-entry"), QStringLiteral("freshet")}} << -1;
    m_shown.insert(key, m_shown.value(key));
    ++m_sending;
    auto *const watcher = new QDBusPendingCallWatcher(m_bus->asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, key] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> reply = *watcher;
        const bool isWanted = m_shown.contains(key);
        if (reply.isError()) {
            if (m_shown.value(key) == 0)
                m_shown.remove(key);
        } else if (isWanted) {
            m_shown.insert(key, reply.value());
        } else { // withdrawn meanwhile
            m_bus->asyncCall(notifyCall(QStringLiteral("CloseNotification")) << reply.value());
        }
        --m_sending;
        if (!isSending())
            emit idle();
    });
}

void DesktopNotifier::withdraw(const QString &key)
{
    m_waiting.remove(key);
    if (const uint id = m_shown.take(key); id > 0)
        m_bus->asyncCall(notifyCall(QStringLiteral("CloseNotification")) << id);
}

void DesktopNotifier::onAction(uint id, const QString &action)
{
    if (const QString key = m_shown.key(id); id > 0 && action == QLatin1String("default") && !key.isEmpty())
        emit activated(key);
}

void DesktopNotifier::onClosed(uint id, uint /*reason*/)
{
    if (const QString key = m_shown.key(id); id > 0 && !key.isEmpty())
        m_shown.remove(key);
}

} // namespace freshet
