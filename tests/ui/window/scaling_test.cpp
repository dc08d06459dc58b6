// SPDX-License-Identifier: MIT
#include "tests/ui/window/chat_fixture.h"
#include "tests/ui/window/pixmap_log.h"
#include "tests/ui/window/thin_lines.h"
#include "ui/chat/compare_dialog.h"
#include "ui/palette/command_palette.h"
#include "ui/quick_ask/quick_ask_window.h"
#include "ui/settings/settings_dialog.h"
#include "ui/widgets/notice_bar.h"
#include "ui/window_actions.h"

#include <QAbstractScrollArea>
#include <QBackingStore>
#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QScreen>
#include <QScrollBar>
#include <QStyleHints>

using namespace freshet;
using namespace freshet::test;

namespace {

constexpr int kScales[] = {100, 125, 150, 175, 200}; ///< Percent; a screen of each, named so.
constexpr QSize kScreenPixels(1920, 1080);
constexpr QSize kRoom(kScreenPixels.width() / 2, kScreenPixels.height() / 2); ///< That the finest of the screens has.
constexpr int kPatience = 30'000;

const QString kAnswer = QStringLiteral(
    "## Boilers\n\nAbout $\\Delta p = p_0 \\cdot \\frac{\\Delta T}{T_0}$, as a [guide](https://example.org) says "
    "[1].\n\n"
    "> Never open it\n>\n> while it is hot.\n\n---\n\n```python\ndef pressure(cold: float) -> float:\n"
    "    # in bar\n    return cold * 1.5\n```\n\n| State | Bar |\n|:--|--:|\n| cold | 1.2 |\n| hot | 1.9 |\n");

/// A file of screens side by side, for Qt's platform plugin "offscreen".
QByteArray screens()
{
    QJsonArray all;
    for (const int scale : kScales) {
        all << QJsonObject{{"name", QString::number(scale)}, {"x", 2 * kScreenPixels.width() * all.size()}, {"y", 0},
            {"width", kScreenPixels.width()}, {"height", kScreenPixels.height()}, {"logicalDpi", 96 * scale / 100},
            {"logicalBaseDpi", 96}, {"dpr", 1}};
    }
    return QJsonDocument(QJsonObject{{"screens", all}}).toJson();
}

QScreen &screenOf(int scale)
{
    for (QScreen *const screen : QGuiApplication::screens()) {
        if (screen->name() == QString::number(scale))
            return *screen;
    }
    qFatal("there is no screen of %d percent", scale);
}

QByteArray thumbnail()
{
    QImage image(320, 200, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, qRgb(x % 256, y, (x / 3 + y / 5) % 2 * 255));
    }
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

QImage pictureOf(QWidget &window) { return window.grab().toImage().convertToFormat(QImage::Format_RGB32); }

/// What has been painted on the screen, bit by bit.
QImage shownOf(QWidget &window)
{
    QPaintDevice *const device = window.backingStore() ? window.backingStore()->paintDevice() : nullptr;
    if (!device)
        return {}; // nothing, yet
    if (device->devType() != QInternal::Image)
        qFatal("the windows are not painted on pictures");
    return static_cast<QImage *>(device)->convertToFormat(QImage::Format_RGB32);
}

/// Nothing of the answer waits for a formula.
bool isDrawn(TranscriptView &view)
{
    const BlockFlow &flow = view.column().item(1).flow(MessageItem::Section::Text);
    return std::all_of(flow.blocks().cbegin(), flow.blocks().cend(),
        [](const BlockFlow::Block &block) { return !block.document || block.document->awaited().isEmpty(); });
}

/// For whoever looks why a test failed.
void keep(QWidget &window)
{
    const QString path = QCoreApplication::applicationDirPath() + QStringLiteral("/failed_scaling_%1.png");
    shownOf(window).save(path.arg(QStringLiteral("shown")));
    pictureOf(window).save(path.arg(QStringLiteral("picture")));
}

bool isShownWhole(QWidget &window) { return shownOf(window) == pictureOf(window); }

/// How long the longest upright stroke of exactly that colour is, in device-independent pixels.
double longestStroke(const QImage &picture, QRgb color)
{
    int longest = 0;
    for (int x = 0; x < picture.width(); ++x) {
        for (int y = 0, run = 0; y < picture.height(); ++y) {
            run = picture.pixel(x, y) == color ? run + 1 : 0;
            longest = std::max(longest, run);
        }
    }
    return longest / picture.devicePixelRatio();
}

/// Text in less room than it needs, and what sticks out of the part that it lies in.
QStringList clippedIn(const QWidget &window)
{
    QStringList clipped;
    for (const QWidget *const widget : window.findChildren<QWidget *>()) {
        const auto *const label = qobject_cast<const QLabel *>(widget);
        const bool isOfField = qobject_cast<const QLineEdit *>(widget->parentWidget()); // Qt's own; fits that
        if (!widget->isVisible() || isOfField || (!label && !qobject_cast<const QAbstractButton *>(widget)))
            continue;
        const QString what
            = QStringLiteral("%1 \"%2\"")
                  .arg(QLatin1String(widget->metaObject()->className()), widget->property("text").toString());
        const bool givesWay = widget->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored;
        const QSize hint = widget->minimumSizeHint();
        const int height = label && label->wordWrap() ? label->heightForWidth(label->width()) : hint.height();
        const int width = givesWay || (label && label->wordWrap()) ? 0 : hint.width();
        if (widget->width() < width || widget->height() < height)
            clipped << QStringLiteral("%1 has %2 × %3 of %4 × %5")
                           .arg(what)
                           .arg(widget->width())
                           .arg(widget->height())
                           .arg(width)
                           .arg(height);
        const QWidget *above = widget->parentWidget();
        for (; above != &window && !qobject_cast<const QAbstractScrollArea *>(above->parentWidget());
             above = above->parentWidget()) {
            if (!above->rect().contains(QRect(widget->mapTo(above, QPoint()), widget->size()))) {
                clipped << what + QStringLiteral(" sticks out");
                break;
            }
        }
    }
    return clipped;
}

} // namespace

/// A desktop that has a screen at each of the usual scales, and windows that are moved from one to the other. With
/// FRESHET_SCALING_PICTURES=FOLDER, what was seen is kept there.
class ScalingTest : public ChatFixture {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { tearDown(); }
    void eachWindowIsFineOnEachScreen_data();
    void eachWindowIsFineOnEachScreen();
    void comesToAScreenAsOneThatWasOpenedThere_data();
    void comesToAScreenAsOneThatWasOpenedThere();
    void scrollsWithoutSeams_data();
    void scrollsWithoutSeams();
    void hasNoGapsInBarsAndMarks();

private:
    void openOn(int scale);
    void showChat();
    void moveTo(int scale, QWidget &window);
    enum class Holds { LinesAndPictures, Lines, Pictures, Neither };
    void isFineEverywhere(const char *what, QWidget &window, Holds holds = Holds::LinesAndPictures);
    void command(WindowCommand command) { m_app->window->findChild<WindowActions *>()->action(command).trigger(); }
    template <typename Window>
    Window &opened();
};

void ScalingTest::init()
{
    setUp();
    QGuiApplication::styleHints()->setCursorFlashTime(0);
}

/// As after a start: it is on its screen before it is shown.
void ScalingTest::openOn(int scale)
{
    m_app->prepare();
    const QRect place(screenOf(scale).geometry().topLeft() + QPoint(20, 20), kRoom - QSize(40, 60));
    connect(m_app->windows.get(), &WindowSet::windowOpened, this,
        [place](MainWindow *opened) { opened->setGeometry(place); });
    m_app->window = &m_app->windows->openWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_app->window));
    QCOMPARE(m_app->window->devicePixelRatio(), scale / 100.0);
    QTRY_VERIFY(!m_app->server.requests().isEmpty()); // the scan for local servers
}

/// All that is drawn in a chat, at rest.
void ScalingTest::showChat()
{
    panel().setPage(ChatPanel::Page::Transcript);
    transcript().setMessages({{.id = "q",
                                  .text = "How warm?",
                                  .attachments = {{.name = "valve.png", .thumbnail = thumbnail()}, {.name = "a.txt"}}},
        {.id = "a",
            .role = ChatRole::Assistant,
            .text = kAnswer,
            .reasoning = "One\n\nTwo",
            .footer = "qwen3:8b",
            .sources = {1},
            .branch = 1,
            .branches = 2}});
    panel().notice().showNotice("The disk is nearly full.");
    const QRgb keyword = m_app->theme.theme().codeKeyword.rgb();
    QTRY_VERIFY_WITH_TIMEOUT(longestStroke(pictureOf(transcript()), keyword) > 0, kPatience); // it is coloured
    transcript().verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMinimum);
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(transcript()), kPatience);
}

void ScalingTest::moveTo(int scale, QWidget &window)
{
    window.move(screenOf(scale).geometry().topLeft() + QPoint(20, 20));
    QTRY_COMPARE(window.devicePixelRatio(), scale / 100.0);
    const bool isWhole = QTest::qWaitFor([&window] { return isShownWhole(window); }); // painted anew, by itself
    if (!isWhole)
        keep(window);
    QVERIFY2(isWhole, qPrintable(QStringLiteral("%1 at %2").arg(window.windowTitle()).arg(scale)));
}

/// A window that holds none of what is looked at would be fine whatever is drawn.
void ScalingTest::isFineEverywhere(const char *what, QWidget &window, Holds holds)
{
    const bool hasLines = holds == Holds::LinesAndPictures || holds == Holds::Lines;
    const bool hasPictures = holds == Holds::LinesAndPictures || holds == Holds::Pictures;
    moveTo(100, window);
    const QList<ThinLine> lines = thinLinesIn(pictureOf(window));
    QVERIFY2(lines.isEmpty() != hasLines, what);
    for (const int scale : kScales) {
        moveTo(scale, window);
        const auto tell = [what, scale](const QStringList &faults) {
            return QStringLiteral("%1 at %2: %3")
                .arg(QString::fromUtf8(what))
                .arg(scale)
                .arg(faults.join(u'\n'))
                .toUtf8();
        };
        if (const QString folder = qEnvironmentVariable("FRESHET_SCALING_PICTURES"); !folder.isEmpty())
            pictureOf(window).save(QStringLiteral("%1/%2-%3-%4.png")
                                       .arg(folder, QString::fromUtf8(what), m_app->settings.get(keys::theme))
                                       .arg(scale));
        const QStringList lost = linesLost(lines, pictureOf(window));
        if (!lost.isEmpty())
            keep(window);
        QVERIFY2(lost.isEmpty(), tell(lost).constData());
        const QStringList clipped = clippedIn(window);
        QVERIFY2(clipped.isEmpty(), tell(clipped).constData());
        const PixmapLog log(window);
        QVERIFY2((log.engine().pictures > 0) == hasPictures, tell({}).constData());
        QVERIFY2(log.engine().scaled.isEmpty(), tell(log.engine().scaled).constData());
    }
}

template <typename Window>
Window &ScalingTest::opened()
{
    for (QWidget *const widget : QApplication::topLevelWidgets()) {
        auto *const found = qobject_cast<Window *>(widget);
        if (found && found->isVisible())
            return *found;
    }
    qFatal("no such window is open");
}

void ScalingTest::eachWindowIsFineOnEachScreen_data()
{
    QTest::addColumn<QString>("theme");
    QTest::newRow("light") << QString("light");
    QTest::newRow("dark") << QString("dark");
}

void ScalingTest::eachWindowIsFineOnEachScreen()
{
    QFETCH(const QString, theme);
    m_app->settings.set(keys::theme, theme);
    openOn(100);
    isFineEverywhere("the start page", *m_app->window);
    showChat();
    isFineEverywhere("a chat", *m_app->window);
    transcript().verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMaximum);
    isFineEverywhere("the end of a chat", *m_app->window);

    moveTo(100, *m_app->window); // where menus have the most room
    auto &menu = m_app->window->findChild<WindowActions *>()->menu();
    menu.popup(m_app->window->pos());
    isFineEverywhere("the menu", menu, Holds::Lines);
    menu.hide();
    command(WindowCommand::Palette);
    isFineEverywhere("the palette", opened<CommandPalette>(), Holds::Pictures);
    opened<CommandPalette>().hide();
    command(WindowCommand::CompareModels);
    isFineEverywhere("the choice of models to compare", opened<CompareDialog>());
    opened<CompareDialog>().reject();
    command(WindowCommand::Settings);
    auto &settings = opened<SettingsDialog>();
    auto &pages = *settings.findChild<QListWidget *>();
    for (int row = 0; row < pages.count(); ++row) {
        if (!pages.item(row)->flags().testFlag(Qt::ItemIsSelectable))
            continue;
        pages.setCurrentRow(row);
        isFineEverywhere(pages.item(row)->text().toUtf8().constData(), settings);
    }
    settings.reject();
    m_app->windows->quickAsk();
    isFineEverywhere("the quick question", opened<QuickAskWindow>(), Holds::Pictures);
}

void ScalingTest::comesToAScreenAsOneThatWasOpenedThere_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::newRow("finer") << 100 << 150;
    QTest::newRow("coarser") << 200 << 125;
}

void ScalingTest::comesToAScreenAsOneThatWasOpenedThere()
{
    QFETCH(const int, from);
    QFETCH(const int, to);
    openOn(to);
    showChat();
    const QImage there = pictureOf(*m_app->window);
    QCOMPARE(there.devicePixelRatio(), to / 100.0);
    tearDown();
    setUp();
    openOn(from);
    showChat();
    moveTo(to, *m_app->window);
    const QImage came = pictureOf(*m_app->window);
    QVERIFY(came == there);
}

void ScalingTest::scrollsWithoutSeams_data()
{
    QTest::addColumn<int>("scale");
    for (const int scale : kScales)
        QTest::addRow("%d", scale) << scale;
}

void ScalingTest::scrollsWithoutSeams()
{
    QFETCH(const int, scale);
    openOn(scale);
    showChat();
    QTRY_VERIFY(isShownWhole(*m_app->window));
    QScrollBar &bar = *transcript().verticalScrollBar();
    QVERIFY(bar.maximum() > 40);
    bar.triggerAction(QAbstractSlider::SliderToMaximum);
    for (const int step : {1, 2, 3, 4, 5, 7, 8}) { // some of which are whole pixels of the screen
        const int before = bar.value();
        bar.setSingleStep(step);
        bar.triggerAction(QAbstractSlider::SliderSingleStepSub);
        QCOMPARE(bar.value(), before - step);
        QTRY_VERIFY2(isShownWhole(*m_app->window), QByteArray::number(step).constData());
    }
}

void ScalingTest::hasNoGapsInBarsAndMarks()
{
    openOn(100);
    panel().setPage(ChatPanel::Page::Transcript);
    const Theme theme = builtInTheme(ThemeVariant::Light);
    const QRgb selected = blend(theme.surface, theme.accent, 0.32).rgb();
    transcript().setMessages(
        {{.id = "a", .role = ChatRole::Assistant, .text = "> One\n>\n> two\n>\n> three\n>\n> four\n>\n> five"}});
    const double bar = longestStroke(pictureOf(transcript()), theme.border.rgb());
    QVERIFY(bar > 100);
    for (const int scale : kScales) {
        moveTo(scale, *m_app->window);
        const double there = longestStroke(pictureOf(transcript()), theme.border.rgb());
        QVERIFY2(there > bar - 1, QByteArray::number(scale).constData());
    }
    moveTo(100, *m_app->window);
    transcript().setMessages({{.id = "a",
        .role = ChatRole::Assistant,
        .text = "```\n" + QString("        indented\n").repeated(6) + "```"}});
    transcript().selectAll();
    const double mark = longestStroke(pictureOf(transcript()), selected);
    QVERIFY(mark > 10); // there is room between lines
    for (const int scale : kScales) {
        moveTo(scale, *m_app->window);
        const double there = longestStroke(pictureOf(transcript()), selected);
        QVERIFY2(there > mark - 1, QByteArray::number(scale).constData());
    }
}

int main(int argc, char *argv[])
{
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("screens.json")));
    const QByteArray wanted = screens();
    if (!file.open(QFile::WriteOnly) || file.write(wanted) != wanted.size())
        qFatal("the test cannot write %s", qPrintable(file.fileName()));
    file.close();
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + file.fileName().toLocal8Bit());
    QApplication application(argc, argv);
    ScalingTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "scaling_test.moc"
