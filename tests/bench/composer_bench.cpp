// SPDX-License-Identifier: MIT
#include "tests/bench/composer_bench.h"

#include "core/history/history_store.h"
#include "tests/bench/figures.h"
#include "tests/bench/program_rig.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/composer.h"
#include "ui/chat/composer_field.h"
#include "ui/chat/draft_store.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QThread>

namespace freshet::bench {

namespace {

constexpr int kPresses = 300;
constexpr int kPastes = 20;
constexpr unsigned long kBetweenPresses = 20; // ms: drafts are stored and estimates made meanwhile

/// Types, and paints after each key; what is due besides runs as it comes, and counts.
QJsonObject typing(ComposerField &field, QWidget &painted)
{
    QList<qint64> times;
    for (int i = 0; i < kPresses; ++i) {
        QKeyEvent event(
            QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, i % 8 == 0 ? QStringLiteral(" ") : QStringLiteral("a"));
        const qint64 begin = monotonicNs();
        QCoreApplication::processEvents();
        QCoreApplication::sendEvent(&field, &event);
        painted.repaint();
        times << monotonicNs() - begin;
        QThread::msleep(kBetweenPresses);
    }
    return percentiles(times);
}

} // namespace

QJsonObject measureComposer()
{
    ProgramRig rig({{.id = QStringLiteral("documents"), .name = QStringLiteral("Quotes"), .dialect = Dialect::Quotes}});
    ChatPanel panel; // goes after the controller
    DraftStore drafts(rig.history);
    ChatController controller(
        rig.queries, rig.history, rig.settings, rig.model, drafts, rig.chatCollections, DraftStore::NewChat::Found);
    controller.showOn(panel);
    panel.resize(900, 700);
    panel.show();
    auto &field = *panel.findChild<ComposerField *>();
    const QJsonObject alone = typing(field, panel);

    const QString megabyte = QStringLiteral("words ").repeated(175'000);
    QGuiApplication::clipboard()->setText(megabyte);
    QList<qint64> pastes;
    for (int i = 0; i < kPastes; ++i) {
        panel.composer().setDraft({});
        const qint64 begin = monotonicNs();
        field.paste();
        panel.repaint();
        pastes << monotonicNs() - begin;
    }
    const QJsonObject besidePasted = typing(field, panel);
    panel.composer().setDraft({});
    panel.composer().addAttachments({{.name = QStringLiteral("a.txt"), .mimeType = "text/plain", .text = megabyte}});
    const QJsonObject besideAttached = typing(field, panel);
    return {{QStringLiteral("keystroke"), alone}, {QStringLiteral("paste_megabyte"), percentiles(pastes)},
        {QStringLiteral("keystroke_beside_pasted_megabyte"), besidePasted},
        {QStringLiteral("keystroke_beside_attached_megabyte"), besideAttached}};
}

} // namespace freshet::bench
