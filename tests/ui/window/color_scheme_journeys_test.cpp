// SPDX-License-Identifier: MIT
#include "tests/support/fake_settings_portal.h"
#include "tests/support/own_bus.h"
#include "tests/ui/window/chat_fixture.h"
#include "ui/chat/chat_panel.h"
#include "ui/theme/color_scheme_portal.h"
#include "ui/transcript/block_document.h"
#include "ui/transcript/block_flow.h"
#include "ui/transcript/message_item.h"

#include <QImage>
#include <QSet>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>

using namespace freshet;
using test::ChatFixture;
using test::FakeSettingsPortal;
using test::OwnBus;

namespace {

constexpr int kPatience = 30'000; ///< Of the first formula, in milliseconds.
const char kAnswer[]
    = "About $p_0$.\\n\\n$$\\n\\\\frac{1}{2}\\n$$\\n\\n```python\\ndef pressure():\\n    return 'much'\\n```\\n";

QSet<QRgb> pixelsOf(const QImage &image)
{
    QSet<QRgb> pixels;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            pixels << image.pixel(x, y);
    }
    return pixels;
}

} // namespace

/// The whole window follows the desktop between light and dark while it runs.
class ColorSchemeJourneysTest : public ChatFixture {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void recolorsTheWholeWindowAndBack();
    void leavesTheUsersChoiceAlone();

private:
    BlockFlow &answer() { return transcript().column().item(1).flow(MessageItem::Section::Text); }
    bool isDressedAs(ThemeVariant variant);
    bool areFormulasDrawn();
    QSet<QString> codeColors();
    QStringList strangeColors(const Theme &shown, const Theme &other);

    const Theme m_light = builtInTheme(ThemeVariant::Light);
    const Theme m_dark = builtInTheme(ThemeVariant::Dark);
    std::unique_ptr<OwnBus> m_bus;
    std::unique_ptr<FakeSettingsPortal> m_desktop;
    std::unique_ptr<ColorSchemePortal> m_portal;
};

void ColorSchemeJourneysTest::init()
{
    m_bus = std::make_unique<OwnBus>();
    m_desktop = std::make_unique<FakeSettingsPortal>(m_bus->address(), FakeSettingsPortal::PrefersLight);
    QVERIFY(m_desktop->isThere);
    setUp();
    m_portal = std::make_unique<ColorSchemePortal>(
        [address = m_bus->address()] { return QDBusConnection::connectToBus(address, "window"); });
    connect(m_portal.get(), &ColorSchemePortal::preferenceTold, &m_app->theme, &ThemeController::setDesktopPreference);
    m_portal->start();
    open();
    QTRY_COMPARE(m_desktop->questions, 1);
}

void ColorSchemeJourneysTest::cleanup()
{
    tearDown();
    m_portal.reset();
    QDBusConnection::disconnectFromBus("window");
    m_desktop.reset();
    m_bus.reset();
}

QSet<QString> ColorSchemeJourneysTest::codeColors()
{
    QSet<QString> colors;
    const QTextDocument &code = answer().document(answer().blocks().size() - 1);
    for (QTextBlock line = code.begin(); line.isValid(); line = line.next()) {
        for (const QTextLayout::FormatRange &range : line.layout()->formats())
            colors << range.format.foreground().color().name();
    }
    return colors;
}

bool ColorSchemeJourneysTest::areFormulasDrawn()
{
    const auto &blocks = answer().blocks();
    return std::all_of(blocks.cbegin(), blocks.cend(),
        [](const BlockFlow::Block &block) { return block.document && block.document->awaited().isEmpty(); });
}

/// What the window shows of the other theme, or does not show of this one: text, icons and formulas included.
QStringList ColorSchemeJourneysTest::strangeColors(const Theme &shown, const Theme &other)
{
    const QSet<QRgb> pixels = pixelsOf(m_app->window->grab().toImage());
    QStringList strange;
    for (const auto role : {&Theme::window, &Theme::surface, &Theme::sunken, &Theme::text, &Theme::muted,
             &Theme::userMessage, &Theme::codeKeyword, &Theme::codeString}) {
        if (!pixels.contains((shown.*role).rgb()))
            strange << QStringLiteral("no ") + (shown.*role).name();
        if (pixels.contains((other.*role).rgb()))
            strange << (other.*role).name();
    }
    return strange;
}

bool ColorSchemeJourneysTest::isDressedAs(ThemeVariant variant)
{
    const Theme &theme = variant == ThemeVariant::Dark ? m_dark : m_light;
    return m_app->window->palette().color(QPalette::Window) == theme.window
        && field().palette().color(QPalette::Text) == theme.text
        && transcript().palette().color(QPalette::Window) == theme.surface;
}

void ColorSchemeJourneysTest::recolorsTheWholeWindowAndBack()
{
    m_app->server.enqueue(test::WindowFixture::chat({kAnswer}));
    ask("How warm?");
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    const auto isColoredLike = [this](const Theme &theme) {
        return codeColors().contains(theme.codeKeyword.name()) && codeColors().contains(theme.codeString.name());
    };
    QTRY_VERIFY(isColoredLike(m_light));
    QTRY_VERIFY_WITH_TIMEOUT(areFormulasDrawn(), kPatience);
    QVERIFY(isDressedAs(ThemeVariant::Light));
    QTRY_COMPARE(strangeColors(m_light, m_dark), QStringList());

    m_desktop->change(FakeSettingsPortal::PrefersDark);
    QTRY_VERIFY(isDressedAs(ThemeVariant::Dark));
    QTRY_VERIFY(isColoredLike(m_dark));
    QVERIFY(!codeColors().contains(m_light.codeKeyword.name()));
    QTRY_COMPARE(strangeColors(m_dark, m_light), QStringList());

    m_desktop->change(FakeSettingsPortal::NoPreference); // the palette of this platform is light
    QTRY_VERIFY(isDressedAs(ThemeVariant::Light));
    QTRY_VERIFY(isColoredLike(m_light));
    QTRY_COMPARE(strangeColors(m_light, m_dark), QStringList());
}

void ColorSchemeJourneysTest::leavesTheUsersChoiceAlone()
{
    m_app->settings.set(keys::theme, QStringLiteral("light"));
    m_desktop->change(FakeSettingsPortal::PrefersDark);
    m_desktop->flush();
    QDBusConnection("window").call(QDBusMessage::createMethodCall(
        "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ListNames"));
    QCoreApplication::processEvents(); // it has been told by now
    QVERIFY(isDressedAs(ThemeVariant::Light));
    m_app->settings.set(keys::theme, QStringLiteral("system"));
    QVERIFY(isDressedAs(ThemeVariant::Dark));
}

QTEST_MAIN(ColorSchemeJourneysTest)
#include "color_scheme_journeys_test.moc"
