// SPDX-License-Identifier: MIT
#include "tests/ui/window/chat_fixture.h"
#include "ui/chat/attachment_chip.h"
#include "ui/chat/compare_dialog.h"
#include "ui/chat/compare_view.h"
#include "ui/chat/composer_controller.h"
#include "ui/chat/composer_hint.h"
#include "ui/models/model_picker.h"

#include <QClipboard>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace freshet;
using namespace freshet::test;

namespace {

const QString kLongText = QStringLiteral("a line of a long text\n").repeated(2000);

} // namespace

/// What is written when several models are asked: all of it is asked, or stays.
class CompareJourneysTest : public ChatFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void asksWithAllThatIsWritten();
    void asksAPastedTextAlone();
    void keepsWhatIsWrittenWhereAnotherQuestionIsAsked();
    void asksTheLastQuestionWithWhatWentWithIt();
    void waitsUntilAllFilesAreRead();

private:
    Composer &composer() { return panel().composer(); }
    QString fileWith(const QString &name, const QByteArray &text);
    void attach(const QString &path);
    void paste(const QString &text);
    CompareDialog &openDialog();
    static QPlainTextEdit &question(CompareDialog &dialog) { return *dialog.findChild<QPlainTextEdit *>(); }
    static QList<AttachmentChip *> chips(CompareDialog &dialog) { return dialog.findChildren<AttachmentChip *>(); }
    void askTwo(CompareDialog &dialog);
    QByteArrayList asked(); ///< What went to each model.
};

QString CompareJourneysTest::fileWith(const QString &name, const QByteArray &text)
{
    QFile file(m_app->dir.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
}

void CompareJourneysTest::attach(const QString &path)
{
    controller().writing().attachFiles({path});
    QTRY_VERIFY(controller().writing().pendingFiles().isEmpty());
}

void CompareJourneysTest::paste(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    field().paste();
    QCOMPARE(composer().draft().pasted, text);
}

CompareDialog &CompareJourneysTest::openDialog()
{
    QTest::keyClick(m_app->window.get(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    auto *const dialog = m_app->window->findChild<CompareDialog *>();
    if (!dialog)
        qFatal("no dialog was opened");
    return *dialog;
}

void CompareJourneysTest::askTwo(CompareDialog &dialog)
{
    dialog.findChild<QPushButton *>("model1")->click();
    QTRY_VERIFY(dialog.findChild<ModelPicker *>() && dialog.findChild<ModelPicker *>()->isVisible());
    QTRY_VERIFY(m_app->models->state("ollama").models.size() > 1);
    auto *const field = dialog.findChild<ModelPicker *>()->findChild<QLineEdit *>();
    QTest::keyClicks(field, "gemma");
    QTest::keyClick(field, Qt::Key_Return);
    dialog.findChild<QPushButton *>("ask")->click();
    QTRY_COMPARE(panel().page(), ChatPanel::Page::Compare);
    const QList<TranscriptView *> columns = panel().compare().transcripts();
    for (const TranscriptView *const column : columns)
        QTRY_COMPARE(column->messages().at(0).state, MessageState::Done);
    QTRY_VERIFY(!m_app->window->findChild<CompareDialog *>());
}

QByteArrayList CompareJourneysTest::asked()
{
    QByteArrayList bodies;
    for (const FakeHttpServer::Request &request : m_app->server.requests()) {
        if (request.path == "/api/chat")
            bodies << request.body;
    }
    return bodies;
}

void CompareJourneysTest::asksWithAllThatIsWritten()
{
    open();
    QTest::keyClicks(&field(), "What does it say?");
    paste(kLongText);
    attach(fileWith("notes.txt", "The boiler is blue."));
    attach(fileWith("other.txt", "Nobody wants this."));
    CompareDialog &dialog = openDialog();
    QCOMPARE(question(dialog).toPlainText(), QString("What does it say?"));
    QCOMPARE(chips(dialog).size(), 3); // nobody has to guess what goes along
    chips(dialog).at(1)->removeButton().click();
    QTRY_COMPARE(chips(dialog).size(), 2);
    askTwo(dialog);
    QCOMPARE(asked().size(), 2);
    for (const QByteArray &body : asked()) {
        QVERIFY(body.contains("What does it say?\\n\\na line of a long text\\na line"));
        QVERIFY(body.contains("The boiler is blue."));
        QVERIFY(!body.contains("Nobody wants"));
    }
    QVERIFY(composer().draft().isEmpty()); // what was taken away was so by hand
}

void CompareJourneysTest::asksAPastedTextAlone()
{
    open();
    paste(kLongText);
    attach(fileWith("notes.txt", "The boiler is blue."));
    CompareDialog &dialog = openDialog();
    QCOMPARE(question(dialog).toPlainText(), QString());
    askTwo(dialog);
    QCOMPARE(asked().size(), 2);
    for (const QByteArray &body : asked())
        QVERIFY(body.contains("a line of a long text\\na line") && body.contains("The boiler is blue."));
    QVERIFY(composer().draft().isEmpty());
}

void CompareJourneysTest::keepsWhatIsWrittenWhereAnotherQuestionIsAsked()
{
    open();
    QTest::keyClicks(&field(), "One?");
    paste(kLongText);
    CompareDialog &dialog = openDialog();
    question(dialog).setFocus();
    question(dialog).selectAll();
    QTest::keyClicks(&question(dialog), "Another?");
    chips(dialog).first()->removeButton().click();
    askTwo(dialog);
    QVERIFY(asked().first().contains("Another?"));
    QVERIFY(!asked().first().contains("One?") && !asked().first().contains("a long text"));
    QCOMPARE(composer().draft().text, QString("One?"));
    QCOMPARE(composer().draft().pasted, kLongText);
}

void CompareJourneysTest::asksTheLastQuestionWithWhatWentWithIt()
{
    open();
    attach(fileWith("notes.txt", "The boiler is blue."));
    ask("What colour?");
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    CompareDialog &dialog = openDialog();
    QCOMPARE(question(dialog).toPlainText(), QString("What colour?"));
    QCOMPARE(chips(dialog).size(), 1);
    askTwo(dialog);
    QCOMPARE(panel().compare().transcripts().size(), 3); // beside the first answer
    QCOMPARE(asked().size(), 3);
    for (const QByteArray &body : asked())
        QVERIFY(body.contains("The boiler is blue."));
}

void CompareJourneysTest::waitsUntilAllFilesAreRead()
{
    open();
    QTest::keyClicks(&field(), "What is this?");
    controller().writing().attachFiles({fileWith("notes.txt", "The boiler is blue.")});
    QTest::keyClick(m_app->window.get(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!m_app->window->findChild<CompareDialog *>());
    QVERIFY(composer().hint().text().startsWith("\"notes.txt\" is still being read"));
    QTRY_VERIFY(controller().writing().pendingFiles().isEmpty());
    QVERIFY(!composer().hint().isVisible());
    askTwo(openDialog());
    QVERIFY(asked().first().contains("The boiler is blue."));
    QVERIFY(composer().draft().isEmpty());
}

QTEST_MAIN(CompareJourneysTest)
#include "compare_journeys_test.moc"
