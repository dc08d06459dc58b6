// SPDX-License-Identifier: MIT
#include "ui/theme/color_scheme_portal.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QDBusVariant>
#include <QtConcurrentRun>

#include <utility>

namespace freshet {

namespace {

constexpr QLatin1String kPortal("org.freedesktop.portal.Desktop");
constexpr QLatin1String kPortalPath("/org/freedesktop/portal/desktop");
constexpr QLatin1String kPortalSettings("org.freedesktop.portal.Settings");
constexpr QLatin1String kAppearance("org.freedesktop.appearance");
constexpr QLatin1String kColorScheme("color-scheme");

/// Numbers that are not known yet count as no preference: so the portal's documentation wants it.
std::optional<ThemeVariant> preferredBy(uint colorScheme)
{
    switch (colorScheme) {
    case 1:
        return ThemeVariant::Dark;
    case 2:
        return ThemeVariant::Light;
    default:
        return std::nullopt;
    }
}

} // namespace

ColorSchemePortal::ColorSchemePortal(std::function<QDBusConnection()> bus, QObject *parent)
    : QObject(parent), m_makeBus(std::move(bus))
{
}

ColorSchemePortal::~ColorSchemePortal() = default;

void ColorSchemePortal::start()
{
    QtConcurrent::run(m_makeBus).then(this, [this](const QDBusConnection &bus) { follow(bus); });
}

void ColorSchemePortal::follow(const QDBusConnection &bus)
{
    if (!bus.isConnected())
        return;
    m_bus = std::make_unique<QDBusConnection>(bus);
    // Qt looks for the types of a slot by their names, which nobody may have told it yet: without this, the connection
    // is refused in silence where it is the first thing that the program does on the bus.
    qRegisterMetaType<QDBusVariant>();
    qRegisterMetaType<QDBusMessage>();
    // From whatever sender, which is looked at later: for a name, Qt would wait for the bus to say whose it is.
    // clang-format off
    [[maybe_unused]] const bool isConnected = m_bus->connect(QString(), kPortalPath, kPortalSettings,
        QStringLiteral("SettingChanged"), {kAppearance, kColorScheme}, QString(), this,
        SLOT(onSettingChanged(QString,QString,QDBusVariant,QDBusMessage)));
    // clang-format on
    Q_ASSERT(isConnected);
    auto *const watcher = new QDBusServiceWatcher(kPortal, *m_bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
        [this](const QString &, const QString &, const QString &owner) {
            m_owner = owner;
            if (!owner.isEmpty()) // it was started anew
                ask();
        });
    ask();
}

void ColorSchemePortal::ask()
{
    QDBusMessage question
        = QDBusMessage::createMethodCall(kPortal, kPortalPath, kPortalSettings, QStringLiteral("Read"));
    question << kAppearance << kColorScheme;
    auto *const call = new QDBusPendingCallWatcher(m_bus->asyncCall(question), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call] {
        call->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *call;
        if (reply.isError())
            return;
        m_owner = reply.reply().service();
        tell(reply.value().variant());
    });
}

void ColorSchemePortal::onSettingChanged(
    const QString & /*group*/, const QString & /*key*/, const QDBusVariant &value, const QDBusMessage &message)
{
    if (message.service() == m_owner)
        tell(value.variant());
}

void ColorSchemePortal::tell(const QVariant &value)
{
    QVariant inner = value;
    while (inner.userType() == qMetaTypeId<QDBusVariant>()) // Read() wraps it twice
        inner = inner.value<QDBusVariant>().variant();
    if (inner.userType() == QMetaType::UInt)
        emit preferenceTold(preferredBy(inner.toUInt()));
}

} // namespace freshet
