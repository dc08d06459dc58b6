// SPDX-License-Identifier: MIT
// Chats leave the window as files, and come in from other programs' exports.
#include "core/history/stored_chat.h"
#include "tests/support/chatgpt_zip.h"
#include "tests/ui/window/chat_fixture.h"
#include "ui/archive/archive_controller.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/status_line.h"
#include "ui/window_actions.h"

#include <QFileDialog>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QPrintDialog>
#include <QPrinter>
#include <QProcess>
#include <QSignalSpy>

using namespace freshet;
using namespace freshet::test;

class ArchiveJourneysTest : public ChatFixture {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { tearDown(); }
    void exportsTheChatThatIsShown_data();
    void exportsTheChatThatIsShown();
    void exportsAllChats();
    void exportsTheChatsThatAreChosen();
    void exportsAFolder();
    void savesTheMarkedText();
    void exportsATemporaryChatThatIsAskedFor();
    void importsAndShowsTheChats();
    void showsThePicturesOfAnImportedChat();
    void tellsWhatItCouldNotImport();
    void saysThatThereIsNothingToExport();
    void saysWhereItCannotWrite();
    void printsTheChat();
    void exportsAndPrintsWhatTheKeyboardIsOn();
    void doesOneThingAtATime();

private:
    QWidget &window() { return *m_app->window; }
    ArchiveController &archive() { return *window().findChild<ArchiveController *>(); }
    void choose(WindowCommand command) { window().findChild<WindowActions *>()->action(command).trigger(); }
    void pick(const QString &entry); ///< In the menu of the list that is open.
    QFileDialog *dialog() { return window().findChild<QFileDialog *>(); }
    QMessageBox *report() { return window().findChild<QMessageBox *>(); }
    void give(const QString &path); ///< To the dialog that asks for a file.
    QString noticed();
    QByteArray read(const QString &path);
    static QByteArray textOfPdf(const QString &path);
    QString file(const QString &name) const { return m_app->dir.filePath(name); }
    static QString fixture(const char *name) { return FRESHET_TEST_DATA "/archive/" + QString(name); }
};

void ArchiveJourneysTest::init()
{
    setUp();
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    open();
}

void ArchiveJourneysTest::give(const QString &path)
{
    QTRY_VERIFY(dialog());
    emit dialog()->fileSelected(path);
    dialog()->reject();
    QTRY_VERIFY(!dialog());
}

void ArchiveJourneysTest::pick(const QString &entry)
{
    QMenu *menu = nullptr;
    for (QMenu *const it : window().findChild<ConversationPanel *>()->findChildren<QMenu *>())
        menu = it->isVisible() ? it : menu;
    QVERIFY(menu);
    menu->close();
    for (QAction *action : menu->actions()) {
        if (action->text() == entry)
            return action->trigger();
    }
    QFAIL(qPrintable("no entry " + entry));
}

QString ArchiveJourneysTest::noticed()
{
    QString text;
    for (const QLabel *label : panel().notice().findChildren<QLabel *>())
        text += label->text();
    return text;
}

QByteArray ArchiveJourneysTest::read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void ArchiveJourneysTest::exportsTheChatThatIsShown_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("words"); // empty: not to be read as text
    QTest::newRow("Markdown") << "chat.md" << QByteArray("# Is it raining?\n") << QByteArray("Hello there.");
    QTest::newRow("HTML") << "chat.html" << QByteArray("<!DOCTYPE html>") << QByteArray("Hello there.");
    QTest::newRow("JSON") << "chat.json" << QByteArray("{\"format\":\"freshet-chats\"") << QByteArray("Hello there.");
    QTest::newRow("PDF") << "chat.pdf" << QByteArray("%PDF-1.") << QByteArray();
}

void ArchiveJourneysTest::exportsTheChatThatIsShown()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, words);
    ask("Is it raining?");
    QTRY_COMPARE(lastMessage().text, QString("Hello there."));
    QTRY_VERIFY(!controller().isAnswering());
    QSignalSpy exported(&archive(), &ArchiveController::exported);
    choose(WindowCommand::ExportChat);
    QTRY_VERIFY(dialog());
    QVERIFY(dialog()->selectedFiles().first().endsWith("Is it raining-")
        || dialog()->selectedFiles().first().contains("Is it raining"));
    give(file(name));
    QTRY_COMPARE(exported.count(), 1);
    const QByteArray bytes = read(file(name));
    QVERIFY2(bytes.startsWith(begin), bytes.left(60).constData());
    QVERIFY(bytes.contains(words));
    QVERIFY(panel().status().text().contains(file(name)));
}

void ArchiveJourneysTest::exportsAllChats()
{
    ask("The first one");
    QTRY_VERIFY(!lastMessage().text.isEmpty() && !controller().isAnswering());
    choose(WindowCommand::NewChat);
    ask("The second one");
    QTRY_VERIFY(!lastMessage().text.isEmpty() && !controller().isAnswering());
    choose(WindowCommand::NewChat);
    ask("One for the trash");
    QTRY_VERIFY(!lastMessage().text.isEmpty() && !controller().isAnswering());
    m_app->history.changeOrder(order::MoveToTrash{controller().current()});
    choose(WindowCommand::NewTemporaryChat);
    ask("Never stored");
    QTRY_VERIFY(!lastMessage().text.isEmpty() && !controller().isAnswering());
    QSignalSpy exported(&archive(), &ArchiveController::exported);
    choose(WindowCommand::ExportAllChats);
    give(file("all.md"));
    QTRY_COMPARE(exported.count(), 1);
    const QByteArray bytes = read(file("all.md"));
    QVERIFY(bytes.contains("# The first one\n"));
    QVERIFY(bytes.contains("# The second one\n"));
    QVERIFY(!bytes.contains("One for the trash"));
    QVERIFY(!bytes.contains("Never stored"));
}

void ArchiveJourneysTest::exportsTheChatsThatAreChosen()
{
    for (const char *title : {"Alpha", "Beta", "Gamma"}) {
        choose(WindowCommand::NewChat);
        ask(title);
        QTRY_VERIFY(!lastMessage().text.isEmpty() && !controller().isAnswering());
    }
    QTRY_COMPARE(chats().rowCount(), 4); // below "Today"
    auto *const list = window().findChild<ConversationPanel *>()->findChild<QListView *>();
    const auto click = [&](int row, Qt::KeyboardModifiers modifiers) {
        QTest::mouseClick(list->viewport(), Qt::LeftButton, modifiers, list->visualRect(chats().index(row)).center());
    };
    click(1, {});
    list->setFocus();
    click(3, Qt::ControlModifier); // Gamma and Alpha
    QSignalSpy exported(&archive(), &ArchiveController::exported);
    choose(WindowCommand::ExportChat);
    give(file("two.md"));
    QTRY_COMPARE(exported.count(), 1);
    const QByteArray bytes = read(file("two.md"));
    QVERIFY(bytes.startsWith("# Gamma\n"));
    QVERIFY(bytes.contains("# Alpha\n"));
    QVERIFY(!bytes.contains("# Beta\n"));
    auto *const sidebar = window().findChild<ConversationPanel *>();
    emit sidebar->selectionMenuRequested(sidebar->selectedChats(), {});
    pick("Export…");
    give(file("menu.md"));
    QTRY_COMPARE(exported.count(), 2);
    QCOMPARE(read(file("menu.md")), bytes);
    emit sidebar->menuRequested(chats().index(2).data(ConversationListModel::IdRole).toString(), {});
    pick("Export…");
    give(file("beta.md"));
    QTRY_COMPARE(exported.count(), 3);
    QVERIFY(read(file("beta.md")).startsWith("# Beta\n"));
    list->clearSelection();
    list->clearFocus();
    choose(WindowCommand::ExportChat); // the one that is shown
    give(file("one.md"));
    QTRY_COMPARE(exported.count(), 4);
    QVERIFY(read(file("one.md")).startsWith("# Gamma\n"));
    QVERIFY(!read(file("one.md")).contains("# Alpha\n"));
}

void ArchiveJourneysTest::exportsAFolder()
{
    for (const char *title : {"Alpha", "Beta", "Gamma"}) {
        choose(WindowCommand::NewChat);
        ask(title);
        QTRY_VERIFY(!lastMessage().text.isEmpty() && !controller().isAnswering());
    }
    QTRY_COMPARE(chats().conversations().size(), 3);
    const auto id = [this](int place) { return chats().conversations().at(place).id; }; // the newest first
    m_app->history.changeOrders({order::AddFolder{"f", "House / Garden"}, order::AddFolder{"g", "Empty"},
        order::MoveToFolder{id(2), "f"}, order::MoveToFolder{id(1), "f"}, order::Archive{id(1)}});
    QTRY_COMPARE(chats().folders().size(), 2);
    auto *const panel = window().findChild<ConversationPanel *>();
    const auto exportFolder = [&](const FolderId &folder) {
        emit panel->folderMenuRequested(folder, {});
        pick("Export folder…");
    };
    QSignalSpy exported(&archive(), &ArchiveController::exported);
    exportFolder("f");
    QTRY_VERIFY(dialog());
    QVERIFY(dialog()->selectedFiles().first().contains("House - Garden"));
    give(file("folder.json"));
    QTRY_COMPARE(exported.count(), 1);
    const QByteArray bytes = read(file("folder.json"));
    QVERIFY(bytes.contains("\"title\":\"Alpha\""));
    QVERIFY(bytes.contains("\"title\":\"Beta\"")); // in the archive, and in the folder all the same
    QVERIFY(!bytes.contains("\"title\":\"Gamma\""));
    exportFolder("g");
    QTRY_VERIFY(noticed().contains("There are no chats in this folder."));
}

void ArchiveJourneysTest::savesTheMarkedText()
{
    ask("Is it raining?");
    QTRY_COMPARE(lastMessage().text, QString("Hello there."));
    QTRY_VERIFY(!controller().isAnswering());
    transcript().saveSelection(); // nothing is marked
    QVERIFY(!dialog());
    transcript().selectAll();
    QSignalSpy exported(&archive(), &ArchiveController::exported);
    transcript().saveSelection();
    give(file("marked.md"));
    QTRY_COMPARE(exported.count(), 1);
    QVERIFY(read(file("marked.md")).contains("Is it raining?"));
    QVERIFY(read(file("marked.md")).endsWith("Hello there.\n"));
    transcript().saveSelection();
    give(file("marked.html"));
    QTRY_COMPARE(exported.count(), 2);
    QVERIFY(read(file("marked.html")).startsWith("<!DOCTYPE html>"));
    QVERIFY(read(file("marked.html")).contains("Hello there."));
    transcript().saveSelection();
    give("/nowhere/marked.md");
    QTRY_VERIFY(noticed().contains("/nowhere/marked.md"));
}

void ArchiveJourneysTest::exportsATemporaryChatThatIsAskedFor()
{
    choose(WindowCommand::NewTemporaryChat);
    ask("Only between us");
    QTRY_VERIFY(!lastMessage().text.isEmpty() && !controller().isAnswering());
    QSignalSpy exported(&archive(), &ArchiveController::exported);
    choose(WindowCommand::ExportChat);
    give(file("one.md"));
    QTRY_COMPARE(exported.count(), 1);
    QVERIFY(read(file("one.md")).startsWith("# Only between us\n"));
}

void ArchiveJourneysTest::importsAndShowsTheChats()
{
    choose(WindowCommand::ImportChats);
    give(fixture("claude.json"));
    QTRY_VERIFY(report());
    QCOMPARE(report()->text(), QString("The chats are imported."));
    QCOMPARE(report()->informativeText(), QString("New: 2\nWithout some of their files: 1"));
    report()->close();
    QTRY_VERIFY(!report());
    const auto titles = [this] {
        QStringList list;
        for (int row = 0; row < chats().rowCount(); ++row)
            list << chats().index(row, 0).data().toString();
        return list;
    };
    QTRY_VERIFY(titles().contains("Planning a garden"));

    choose(WindowCommand::ImportChats);
    give(fixture("claude.json"));
    QTRY_VERIFY(report());
    QCOMPARE(report()->text(), QString("All these chats are here already."));
    QCOMPARE(titles().count("Planning a garden"), 1);
}

void ArchiveJourneysTest::showsThePicturesOfAnImportedChat()
{
    QFile zip(file("export.zip"));
    QVERIFY(zip.open(QIODevice::WriteOnly));
    zip.write(chatGptZip(read(fixture("chatgpt_files.json"))).bytes());
    zip.close();
    archive().importFrom(zip.fileName());
    QTRY_VERIFY(report());
    QCOMPARE(report()->detailedText(),
        QString("Pictures: Files that did not come along: 1 not in the export, 1 neither picture nor text."));
    report()->close();
    QTRY_COMPARE(chats().conversations().size(), 1);
    controller().open(chats().conversations().first().id);
    QTRY_COMPARE(transcript().messages().size(), 5);
    const QList<MessageAttachment> asked = transcript().messages().at(0).attachments;
    QCOMPARE(asked.size(), 4);
    QVERIFY(!asked.at(0).thumbnail.isEmpty());
    QVERIFY(asked.at(2).thumbnail.isEmpty()); // the leaflet
    const QList<MessageAttachment> drawn = transcript().messages().at(3).attachments;
    QCOMPARE(drawn.size(), 1);
    QVERIFY(!drawn.at(0).thumbnail.isEmpty());
    QVERIFY(transcript().column().item(3).attachmentRow().height() > 0); // there is room for it below the answer
}

void ArchiveJourneysTest::tellsWhatItCouldNotImport()
{
    archive().importFrom(fixture("chatgpt.json"));
    QTRY_VERIFY(report());
    QCOMPARE(report()->informativeText(), QString("New: 2\nSkipped: 1\nWithout some of their files: 1"));
    QCOMPARE(report()->detailedText(),
        QString("Broken: It holds no message that can be shown.\n"
                "Bread that rises: Files that did not come along: 1 not in the export."));
    report()->close();
    QTRY_VERIFY(!report());
    archive().importFrom(fixture("no such file"));
    QTRY_VERIFY(report());
    QVERIFY(report()->text().contains("cannot be read"));
}

void ArchiveJourneysTest::saysThatThereIsNothingToExport()
{
    choose(WindowCommand::ExportChat);
    QTRY_VERIFY(noticed().contains("There is nothing in this chat yet."));
    choose(WindowCommand::ExportAllChats);
    QTRY_VERIFY(noticed().contains("There are no chats yet."));
    QVERIFY(!dialog());
}

void ArchiveJourneysTest::saysWhereItCannotWrite()
{
    ask("Hi");
    QTRY_VERIFY(!lastMessage().text.isEmpty() && !controller().isAnswering());
    archive().exportTo("/nowhere/chat.md", {controller().current()});
    QTRY_VERIFY(noticed().contains("/nowhere/chat.md"));
    archive().exportTo("/nowhere/chat.pdf", {controller().current()});
    QTRY_VERIFY(noticed().contains("/nowhere/chat.pdf"));
}

void ArchiveJourneysTest::printsTheChat()
{
    ask("Hi");
    QTRY_VERIFY(!lastMessage().text.isEmpty() && !controller().isAnswering());
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setOutputFormat(QPrinter::PdfFormat);
    printer->setOutputFileName(file("printed.pdf"));
    QSignalSpy exported(&archive(), &ArchiveController::exported);
    archive().printOn(printer, {controller().current()});
    QTRY_COMPARE(exported.count(), 1);
    QVERIFY(read(file("printed.pdf")).startsWith("%PDF"));
    QCOMPARE(panel().status().text(), QString("Sent to the printer."));
}

QByteArray ArchiveJourneysTest::textOfPdf(const QString &path)
{
    QProcess reader;
    reader.start("pdftotext", {path, "-"});
    return reader.waitForFinished() ? reader.readAllStandardOutput() : QByteArray();
}

void ArchiveJourneysTest::exportsAndPrintsWhatTheKeyboardIsOn()
{
    for (const char *title : {"Alpha", "Beta"}) {
        choose(WindowCommand::NewChat);
        ask(title);
        QTRY_VERIFY(!lastMessage().text.isEmpty() && !controller().isAnswering());
    }
    QTRY_COMPARE(chats().rowCount(), 3); // below "Today"
    auto *const list = window().findChild<ConversationPanel *>()->findChild<QListView *>();
    const auto goTo = [&](int row) {
        window().activateWindow(); // a dialog may have been open
        QVERIFY(QTest::qWaitForWindowActive(m_app->window));
        list->setFocus();
        list->selectionModel()->setCurrentIndex(chats().index(row), QItemSelectionModel::ClearAndSelect);
    };
    QSignalSpy exported(&archive(), &ArchiveController::exported);
    goTo(2);
    choose(WindowCommand::ExportChat); // while Beta is shown
    give(file("one.md"));
    QTRY_COMPARE(exported.count(), 1);
    QVERIFY(read(file("one.md")).startsWith("# Alpha\n"));
    QVERIFY(!read(file("one.md")).contains("# Beta\n"));

    const auto print = [this](const QString &path) {
        choose(WindowCommand::PrintChat);
        QTRY_VERIFY(window().findChild<QPrintDialog *>());
        auto *const dialog = window().findChild<QPrintDialog *>();
        dialog->printer()->setOutputFormat(QPrinter::PdfFormat);
        dialog->printer()->setOutputFileName(path);
        emit dialog->accepted(dialog->printer());
        dialog->close();
        QTRY_VERIFY(!window().findChild<QPrintDialog *>());
    };
    goTo(2);
    print(file("one.pdf"));
    QTRY_COMPARE(exported.count(), 2);
    QVERIFY(textOfPdf(file("one.pdf")).contains("Alpha"));
    QVERIFY(!textOfPdf(file("one.pdf")).contains("Beta"));
    goTo(2);
    list->selectionModel()->select(chats().index(1), QItemSelectionModel::Select);
    print(file("two.pdf"));
    QTRY_COMPARE(exported.count(), 3);
    QVERIFY(textOfPdf(file("two.pdf")).contains("Alpha"));
    QVERIFY(textOfPdf(file("two.pdf")).contains("Beta"));
}

void ArchiveJourneysTest::doesOneThingAtATime()
{
    QSignalSpy told(&archive(), &ArchiveController::told);
    archive().importFrom(fixture("claude.json"));
    archive().importFrom(fixture("chatgpt.json"));
    QCOMPARE(told.count(), 1);
    QTRY_VERIFY(report());
    QVERIFY(report()->informativeText().startsWith("New: 2\n"));
}

QTEST_MAIN(ArchiveJourneysTest)
#include "archive_journeys_test.moc"
