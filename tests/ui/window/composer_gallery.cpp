// SPDX-License-Identifier: MIT
// Renders the composer with what may go with a question: composer_gallery OUT_DIR [LANGUAGE]
#include "tests/ui/window/window_fixture.h"
#include "ui/chat/budget_meter.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/composer.h"
#include "ui/chat/composer_controller.h"
#include "ui/chat/composer_field.h"
#include "ui/chat/composer_hint.h"
#include "ui/chat/prompt_dialog.h"
#include "ui/transcript/transcript_view.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace freshet;
using test::WindowFixture;

namespace {

QString photo(const QString &folder, const QString &name, const QColor &color)
{
    QImage image(640, 420, QImage::Format_RGB32);
    image.fill(color);
    QPainter painter(&image);
    painter.setBrush(color.lighter(140));
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(QPoint(320, 260), 180, 120);
    painter.end();
    const QString path = folder + u'/' + name;
    image.save(path, "PNG");
    return path;
}

QString text(const QString &folder, const QString &name, qsizetype size)
{
    QFile file(folder + u'/' + name);
    if (file.open(QIODevice::WriteOnly))
        file.write(QByteArray("The slewing ring is greased every 250 hours. ").repeated(size / 45 + 1));
    return file.fileName();
}

void settle() { QTest::qWait(600); }

void shoot(const QString &out, const QString &theme, const QString &language)
{
    WindowFixture app;
    app.settings.set(keys::theme, theme);
    app.settings.set(keys::language, language);
    app.settings.set(keys::instructions, QStringLiteral("Answer in one sentence."));
    app.models->setStaticModels("ollama",
        {ModelInfo{.ref = {"ollama", "sees"}, .name = "qwen3-vl:8b", .contextTokens = 32768, .canSee = true},
            ModelInfo{.ref = {"ollama", "blind"}, .name = "llama3.2:3b", .contextTokens = 4096, .canSee = false}},
        true);
    app.chooseModel("sees");
    app.open({1000, 720});
    auto &controller = *app.window->findChild<ChatController *>();
    auto &panel = *app.window->findChild<ChatPanel *>();
    Composer &composer = panel.composer();
    auto &field = *app.window->findChild<ComposerField *>();
    const auto save = [&](const QString &name) {
        settle();
        app.window->grab().save(out + u'/' + name + u'-' + theme + QStringLiteral(".png"));
    };
    const QString folder = app.dir.path();
    const QStringList files{photo(folder, "crane.png", {40, 110, 160}),
        photo(folder, "a very long name of a picture taken at the harbour.png", {150, 80, 40}),
        text(folder, "maintenance-plan-2026.txt", 9000)};
    controller.writing().attachFiles(files);
    QTest::keyClicks(&field, "What is wrong with this crane?");
    save("composer-chips");
    controller.writing().showPrompt();
    settle();
    auto *const dialog = app.window->findChild<PromptDialog *>();
    dialog->grab().save(out + QStringLiteral("/prompt-") + theme + QStringLiteral(".png"));
    dialog->close();
    QTest::keyClick(&field, Qt::Key_Return);
    save("transcript-attachments");
    controller.writing().attachFiles(files);
    QTest::keyClicks(&field, "And now?");
    app.chooseModel("blind");
    save("composer-blind");
    composer.setDraft({"And now?", QString(4 * 2500, u'x')});
    save("composer-left-out");
    composer.setDraft({"And now?", QString(4 * 9000, u'x')});
    save("composer-too-long");
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString out = arguments.value(1, QStringLiteral("."));
    QDir().mkpath(out);
    for (const QString &theme : {QStringLiteral("light"), QStringLiteral("dark")})
        shoot(out, theme, arguments.value(2));
    return 0;
}
