// SPDX-License-Identifier: MIT
// Renders the pages of the settings to pictures, to be looked at: settings_gallery OUT_DIR
#include "tests/ui/window/window_fixture.h"
#include "ui/settings/connection_row.h"
#include "ui/settings/connection_step_view.h"
#include "ui/settings/settings_dialog.h"

#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>

using namespace freshet;

namespace {

QList<ModelInfo> galleryModels()
{
    QList<ModelInfo> models;
    for (int i = 0; i < 40; ++i) {
        const QString id = QStringLiteral("vendor-%1/model-%2-instruct").arg(i % 5).arg(i);
        models << ModelInfo{.ref = {QStringLiteral("openai"), id},
            .name = QStringLiteral("Model %1 Instruct").arg(i),
            .origin = i % 7 == 0 ? ModelOrigin::Manual : ModelOrigin::Static,
            .contextTokens = 8192 << (i % 6),
            .canSee = i % 3 == 0,
            .canUseTools = i % 2 == 0,
            .canReason = i % 4 == 0,
            .priceIn = i % 10 * 0.25,
            .priceOut = i % 10 * 1.0};
    }
    return models;
}

void shootPages(SettingsDialog &dialog, const QString &path)
{
    auto &list = *dialog.findChild<QListWidget *>();
    for (const char *title : {"Chat", "Documents", "Appearance", "OpenAI", "Ollama", "Documents"}) {
        const auto items = list.findItems(QLatin1String(title), Qt::MatchExactly);
        list.setCurrentItem(items.first());
        QTest::qWait(120);
        dialog.grab().save(path.arg(QLatin1String(title)));
    }
}

/// The connection test of the provider Ollama, as it ends with the server as it is.
void shootConnection(SettingsDialog &dialog, const QString &path)
{
    auto &list = *dialog.findChild<QListWidget *>();
    list.setCurrentItem(list.findItems(QStringLiteral("Ollama"), Qt::MatchExactly).first());
    auto &page = *qobject_cast<QScrollArea *>(dialog.findChild<QStackedWidget *>()->currentWidget());
    auto &row = *page.findChild<ConnectionRow *>();
    const auto buttons = row.findChildren<QPushButton *>();
    buttons.at(0)->click();
    for (int i = 0; i < 200 && buttons.at(0)->text().remove(u'&') != QLatin1String("Test again"); ++i)
        QTest::qWait(10);
    row.findChild<ConnectionStepView *>()->setFocus(Qt::TabFocusReason);
    QTest::qWait(50);
    page.verticalScrollBar()->setValue(row.mapTo(page.widget(), QPoint()).y() - 8);
    dialog.grab().save(path.arg(QLatin1String("top")));
    page.verticalScrollBar()->setValue(page.verticalScrollBar()->value() + page.viewport()->height() - 40);
    QTest::qWait(50);
    dialog.grab().save(path.arg(QLatin1String("bottom")));
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    if (application.arguments().size() != 2)
        return 1;
    const QDir out(application.arguments().at(1));
    test::WindowFixture app;
    app.chooseModel(QStringLiteral("qwen3:8b"));
    app.models->setStaticModels(QStringLiteral("openai"), galleryModels(), false);
    app.settings.set(keys::favouriteModels, {QStringLiteral("openai/vendor-3/model-3-instruct")});
    app.open();
    for (const QString &theme : {QStringLiteral("light"), QStringLiteral("dark")}) {
        for (const auto &[size, zoom] :
            {std::pair(QSize(900, 660), 100), {QSize(640, 480), 100}, {QSize(640, 480), 200}}) {
            app.settings.set(keys::theme, theme);
            app.settings.set(keys::textZoomPercent, zoom);
            QTest::keyClick(app.window.get(), Qt::Key_Comma, Qt::ControlModifier);
            auto &dialog = *app.window->findChild<SettingsDialog *>();
            dialog.resize(size);
            shootPages(
                dialog, out.filePath(QStringLiteral("%1-%2-%3-").arg(theme).arg(size.width()).arg(zoom) + "%1.png"));
            const QString connection
                = out.filePath(QStringLiteral("%1-%2-%3-connection-").arg(theme).arg(size.width()).arg(zoom) + "%1-");
            shootConnection(dialog, connection + "works.png");
            app.server.setHandler(
                [](const auto &) { return test::FakeHttpServer::Script().status(401).chunk("no").lastChunk(); });
            shootConnection(dialog, connection + "key.png");
            app.server.setHandler([](const auto &request) { return test::WindowFixture::answerTo(request); });
            auto &search = *dialog.findChild<QLineEdit *>(QString(), Qt::FindDirectChildrenOnly);
            search.setText(QStringLiteral("key"));
            QTest::qWait(50);
            dialog.grab().save(
                out.filePath(QStringLiteral("%1-%2-%3-search.png").arg(theme).arg(size.width()).arg(zoom)));
            search.clear();
        }
    }
    app.window.reset();
    return 0;
}
