// SPDX-License-Identifier: MIT
// Renders the window and the pages of the settings to pictures, to be looked at: settings_gallery OUT_DIR [LANGUAGE]
#include "tests/support/tool_client.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/composer.h"
#include "ui/documents/document_controller.h"
#include "ui/endpoint/endpoint_indicator.h"
#include "ui/endpoint/new_token_view.h"
#include "ui/endpoint/token_dialog.h"
#include "ui/endpoint/token_list.h"
#include "ui/settings/connection_row.h"
#include "ui/settings/connection_step_view.h"
#include "ui/settings/settings_dialog.h"
#include "ui/transcript/find_bar.h"
#include "ui/transcript/transcript_view.h"
#include "ui/widgets/fold.h"
#include "ui/window_actions.h"

#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>

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
    for (int row = 0; row < list.count(); ++row) {
        if (!list.item(row)->flags().testFlag(Qt::ItemIsSelectable))
            continue;
        list.setCurrentRow(row);
        QTest::qWait(120);
        dialog.grab().save(path.arg(QStringLiteral("%1-%2").arg(row).arg(list.item(row)->text())));
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
    for (int i = 0; i < 200 && buttons.at(0)->text().remove(u'&') != ConnectionRow::tr("&Test again").remove(u'&'); ++i)
        QTest::qWait(10);
    row.findChild<ConnectionStepView *>()->setFocus(Qt::TabFocusReason);
    QTest::qWait(50);
    page.verticalScrollBar()->setValue(row.mapTo(page.widget(), QPoint()).y() - 8);
    dialog.grab().save(path.arg(QLatin1String("top")));
    page.verticalScrollBar()->setValue(page.verticalScrollBar()->value() + page.viewport()->height() - 40);
    QTest::qWait(50);
    dialog.grab().save(path.arg(QLatin1String("bottom")));
}

/// The start page, a chat, and the two menus of the window.
void shootWindow(test::WindowFixture &app, const QString &path)
{
    auto &panel = *app.window->findChild<ChatPanel *>();
    app.window->findChild<WindowActions *>()->action(WindowCommand::NewChat).trigger();
    QTest::qWait(120);
    app.window->grab().save(path.arg(QLatin1String("start")));
    for (QMenu *menu :
        {&app.window->findChild<WindowActions *>()->menu(), &app.window->findChild<DocumentController *>()->menu()}) {
        menu->ensurePolished();
        menu->resize(menu->sizeHint());
        menu->grab().save(path.arg(QStringLiteral("menu-%1").arg(menu->actions().size())));
        for (QMenu *inner : menu->findChildren<QMenu *>()) {
            inner->ensurePolished();
            inner->resize(inner->sizeHint());
            inner->grab().save(path.arg(QStringLiteral("menu-%1").arg(inner->title())));
        }
    }
    emit panel.composer().submitted(QStringLiteral("Hello"), {});
    for (int i = 0; i < 200 && panel.transcript().messages().value(1).state != MessageState::Done; ++i)
        QTest::qWait(10);
    QTest::qWait(120);
    app.window->grab().save(path.arg(QLatin1String("chat")));
    panel.openFind();
    panel.findBar().setText(QStringLiteral("he"));
    QTest::qWait(60);
    app.window->grab().save(path.arg(QLatin1String("find")));
    panel.closeFind();
}

QPushButton &galleryButton(const QWidget &page, const QString &text)
{
    for (QPushButton *const button : page.findChildren<QPushButton *>()) {
        if (button->text() == text)
            return *button;
    }
    qFatal("no such button: %s", qPrintable(text));
}

/// Tools that asked, ask and wait.
class GalleryTools {
public:
    explicit GalleryTools(test::WindowFixture &app)
    {
        app.settings.set(keys::serverPort, 0);
        app.settings.set(keys::serverQueriesPerConnection, 1);
        app.settings.set(keys::serverEnabled, true);
        auto &tokens = app.endpoint->tokens();
        const auto editor = tokens.create("Editor plug-in", TokenScope::Query | TokenScope::Models);
        const auto script = tokens.create(
            "nightly-report.py", TokenScope::Query | TokenScope::Models | TokenScope::Refresh | TokenScope::Documents);
        (void)tokens.setBudget(script->id, {.queries = 3, .tokens = std::nullopt});
        tokens.count(script->id, 3, 5120);
        m_editor = std::make_unique<test::ToolClient>(app.endpoint->url(), editor->secret.reveal());
        (void)QTest::qWaitFor([this] { return m_editor->isIn(); });
        m_editor->ask("1", "What does this error mean?\n\nerror: no matching function for call");
        (void)QTest::qWaitFor([this] { return m_editor->last()["type"] == "final"; });
        m_editor->ask("2", "Is there a model of this name?", {{"provider", "openai"}, {"model", "gpt-x"}});
        (void)QTest::qWaitFor([this] { return m_editor->last()["type"] == "error"; });
        app.server.enqueue(test::FakeHttpServer::Script()
                               .header("Content-Type", "application/x-ndjson")
                               .chunk(test::WindowFixture::piece("Once upon a time, in a land of many commas,"))
                               .stall());
        m_editor->ask("3",
            "Rewrite the following paragraph so that a child of eight can follow it without asking what the words of "
            "it mean.");
        m_editor->ask("4", "And a title for it?");
        (void)QTest::qWaitFor([this] { return m_editor->last()["type"] == "token"; });
    }

private:
    std::unique_ptr<test::ToolClient> m_editor;
};

void shootEndpoint(test::WindowFixture &app, SettingsDialog &dialog, const QString &path)
{
    dialog.showEndpoint();
    QTest::qWait(700); // the queries are counted
    auto &page = *qobject_cast<QScrollArea *>(dialog.findChild<QStackedWidget *>()->currentWidget());
    page.findChild<Fold *>()->setOpen(true);
    QTest::qWait(50);
    dialog.grab().save(path.arg(QStringLiteral("page")));
    page.widget()->grab().save(path.arg(QStringLiteral("whole")));
    galleryButton(page, TokenList::tr("New to&ken…")).click();
    auto &question = *dialog.findChild<TokenDialog *>();
    QTest::qWait(50);
    question.grab().save(path.arg(QStringLiteral("dialog")));
    question.findChild<QLineEdit *>()->setText(QStringLiteral("Editor %1").arg(QString(path).remove(u'%').size()));
    galleryButton(question, TokenDialog::tr("Create token")).click();
    QTest::qWait(50);
    page.widget()->grab().save(path.arg(QStringLiteral("new-token")));
    galleryButton(page, NewTokenView::tr("&Done")).click();
    (void)app.endpoint->tokens().revoke(app.endpoint->tokens().tokens().last().id);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    if (application.arguments().size() < 2)
        return 1;
    const QDir out(application.arguments().at(1));
    test::WindowFixture app;
    app.chooseModel(QStringLiteral("qwen3:8b"));
    app.settings.set(keys::language, application.arguments().value(2));
    app.models->setStaticModels(QStringLiteral("openai"), galleryModels(), false);
    app.settings.set(keys::favouriteModels, {QStringLiteral("openai/vendor-3/model-3-instruct")});
    app.open();
    (void)QTest::qWaitFor([&app] { return !app.server.requests().isEmpty(); });
    const GalleryTools tools(app);
    for (const QString &theme : {QStringLiteral("light"), QStringLiteral("dark")}) {
        for (const auto &[size, zoom] :
            {std::pair(QSize(900, 660), 100), {QSize(640, 480), 100}, {QSize(640, 480), 200}}) {
            app.settings.set(keys::theme, theme);
            app.settings.set(keys::textZoomPercent, zoom);
            app.window->resize(size);
            shootWindow(app,
                out.filePath(QStringLiteral("%1-%2-%3-window-").arg(theme).arg(size.width()).arg(zoom) + "%1.png"));
            app.window->findChild<WindowActions *>()->action(WindowCommand::Settings).trigger();
            auto &dialog = *app.window->findChild<SettingsDialog *>();
            dialog.resize(size);
            const QString name = out.filePath(QStringLiteral("%1-%2-%3-").arg(theme).arg(size.width()).arg(zoom));
            shootEndpoint(app, dialog, name + "endpoint-%1.png");
            app.window->resize(size);
            QTest::qWait(50);
            app.window->grab().save(name + "endpoint-window.png");
            shootPages(dialog, name + "%1.png");
            const QString connection = name + "connection-%1-";
            shootConnection(dialog, connection + "works.png");
            app.server.setHandler(
                [](const auto &) { return test::FakeHttpServer::Script().status(401).chunk("no").lastChunk(); });
            shootConnection(dialog, connection + "key.png");
            app.server.setHandler([](const auto &request) { return test::WindowFixture::answerTo(request); });
            auto &search = *dialog.findChild<QLineEdit *>(QString(), Qt::FindDirectChildrenOnly);
            search.setText(QCoreApplication::translate("CoreWords", "Key"));
            QTest::qWait(50);
            dialog.grab().save(name + "search.png");
            search.clear();
        }
    }
    app.close();
    return 0;
}
