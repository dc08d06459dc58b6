// SPDX-License-Identifier: MIT
#include "tests/support/fake_settings_portal.h"
#include "tests/support/own_bus.h"
#include "tests/ui/window/chat_fixture.h"
#include "ui/chat/chat_panel.h"
#include "ui/theme/color_scheme_portal.h"
#include "ui/transcript/block_document.h"
#include "ui/transcript/block_flow.h"
#include "ui/transcript/message_item.h"

#include <QHash>
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

constexpr int kGroundPixels = 400; ///< Where the edges of letters happen to have that colour, there are fewer.
constexpr int kPatience = 30'000; ///< Of the first formula, in milliseconds.
const char kAnswer[]
    = "About $p_0$.\\n\\n$$\\n\\\\frac{1}{2}\\n$$\\n\\n```python\\ndef pressure():\\n    return 'much'\\n```\\n";

QHash<QRgb, int> pixelsOf(const QImage &image)
{
    QHash<QRgb, int> pixels;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            ++pixels[image.pixel(x, y)];
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
    QString strangeColors(const Theme &shown, const Theme &other);

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

/// What the window shows of the other theme, or does not show of this one.
QString ColorSchemeJourneysTest::strangeColors(const Theme &shown, const Theme &other)
{
    const QHash<QRgb, int> window = pixelsOf(m_app->window->grab().toImage());
    QStringList strange;
    for (const auto ground : {&Theme::window, &Theme::surface, &Theme::sunken, &Theme::userMessage}) {
        if (window.value((shown.*ground).rgb()) < kGroundPixels)
            strange << QStringLiteral("no ground is ") + (shown.*ground).name();
        if (window.value((other.*ground).rgb()) >= kGroundPixels)
            strange << QStringLiteral("a ground is ") + (other.*ground).name();
    }
    const QPoint origin = transcript().columnOrigin() + QPoint(0, int(transcript().column().top(1)))
        + transcript().column().item(1).flowOrigin(MessageItem::Section::Text);
    const QRect formula = answer().blockRect(1).translated(origin);
    if (!pixelsOf(transcript().viewport()->grab(formula).toImage()).contains(shown.text.rgb()))
        strange << QStringLiteral("no formula is ") + shown.text.name();
    return strange.join(u'\n');
}

bool ColorSchemeJourneysTest::isDressedAs(ThemeVariant variant)
{
    const Theme &theme = variant == ThemeVariant::Dark ? m_dark : m_light;
    return m_app->theme.theme() == theme && m_app->window->palette().color(QPalette::Window) == theme.window
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
    QTRY_COMPARE(strangeColors(m_light, m_dark), QString());

    m_desktop->change(FakeSettingsPortal::PrefersDark);
    QTRY_VERIFY(isDressedAs(ThemeVariant::Dark));
    QTRY_VERIFY(isColoredLike(m_dark));
    QVERIFY(!codeColors().contains(m_light.codeKeyword.name()));
    QTRY_COMPARE(strangeColors(m_dark, m_light), QString());

    m_desktop->change(FakeSettingsPortal::NoPreference); // the palette of this platform is light
    QTRY_VERIFY(isDressedAs(ThemeVariant::Light));
    QTRY_VERIFY(isColoredLike(m_light));
    QTRY_COMPARE(strangeColors(m_light, m_dark), QString());
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
    QTRY_VERIFY(isDressedAs(ThemeVariant::Dark));
}

QTEST_MAIN(ColorSchemeJourneysTest)
#include "color_scheme_journeys_test.moc"
