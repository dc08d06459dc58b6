// SPDX-License-Identifier: MIT
#include "ui/archive/import_report.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QTextEdit>

namespace freshet {

namespace {

constexpr qsizetype kNamedAtMost = 500;

QString reportWord(const char *text) { return QCoreApplication::translate("freshet::ImportReport", text); }

QString headline(const ChatsStored &result)
{
    if (result.error && result.error->kind == ErrorKind::Cancelled)
        return reportWord(
            QT_TRANSLATE_NOOP("freshet::ImportReport", "The import was stopped. What had come until then stays."));
    if (result.error)
        return result.error->message;
    if (result.added + result.extended > 0)
        return reportWord(QT_TRANSLATE_NOOP("freshet::ImportReport", "The chats are imported."));
    return result.unchanged > 0
        ? reportWord(QT_TRANSLATE_NOOP("freshet::ImportReport", "All these chats are here already."))
        : reportWord(QT_TRANSLATE_NOOP("freshet::ImportReport", "No chat could be imported."));
}

QString counts(const ChatsStored &result)
{
    QStringList lines;
    const auto add = [&lines](const QString &text, qsizetype count) {
        if (count > 0)
            lines << text.arg(count);
    };
    add(reportWord(QT_TRANSLATE_NOOP("freshet::ImportReport", "New: %1")), result.added);
    add(reportWord(QT_TRANSLATE_NOOP("freshet::ImportReport", "Here before, with new messages: %1")), result.extended);
    add(reportWord(QT_TRANSLATE_NOOP("freshet::ImportReport", "Here before, the same: %1")), result.unchanged);
    add(reportWord(QT_TRANSLATE_NOOP("freshet::ImportReport", "Skipped: %1")), result.skipped.size());
    add(reportWord(QT_TRANSLATE_NOOP("freshet::ImportReport", "Without some of their files: %1")),
        result.incomplete.size());
    return lines.join(u'\n');
}

QString reportLines(const QList<SkippedChat> &chats)
{
    QStringList lines;
    for (const SkippedChat &chat : chats.mid(0, kNamedAtMost))
        lines << chat.title + QStringLiteral(": ") + chat.reason;
    if (chats.size() > kNamedAtMost)
        lines << QStringLiteral("…");
    return lines.join(u'\n');
}

} // namespace

void showImportReport(const ChatsStored &result, QWidget &window)
{
    auto *const box = new QMessageBox(result.error ? QMessageBox::Warning : QMessageBox::Information,
        reportWord(QT_TRANSLATE_NOOP("freshet::ImportReport", "Import chats")), headline(result), QMessageBox::Close,
        &window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(counts(result));
    if (!result.skipped.isEmpty() || !result.incomplete.isEmpty()) {
        box->setDetailedText(reportLines(result.skipped + result.incomplete));
        // Qt leaves it to the mouse, and without a name.
        auto *const details = box->findChild<QTextEdit *>();
        details->setFocusPolicy(Qt::StrongFocus);
        details->setTabChangesFocus(true);
        details->setAccessibleName(
            reportWord(QT_TRANSLATE_NOOP("freshet::ImportReport", "Chats that were skipped or came without files")));
    }
    box->open();
}

} // namespace freshet
