// SPDX-License-Identifier: MIT
// Questions with expected passages on a real index, with the real service.
#include "core/evaluation/evaluation_service.h"
#include "core/retrieval/retrieval_service.h"
#include "ui/knowledge/evaluation_controller.h"
#include "ui/knowledge/evaluation_list_model.h"
#include "ui/knowledge/evaluation_panel.h"
#include "ui/knowledge/evaluation_run_bar.h"
#include "ui/knowledge/query_panel.h"
#include "ui/knowledge/question_dialog.h"

#include <QAccessible>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>
#include <QTreeWidget>

#include <algorithm>
#include <fcntl.h>
#include <memory>
#include <sys/file.h>
#include <unistd.h>

using namespace freshet;

class EvaluationPanelTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void saysWhatToDoFirst();
    void savesAQuestion();
    void savesNothingThatIsNotWhole();
    void expectsSeveralPassages();
    void editsAQuestion();
    void removesAQuestionAfterAsking();
    void expectsAFoundPassageByOneClick();
    void expectsOnlyWhatIsSelectedInAPassage();
    void showsARunBesideTheOneBefore();
    void comparesWithTheRunThatIsKept();
    void stopsARun();
    void finishesARunOfACollectionThatIsNotShown();
    void saysWhyARunFailed();
    void saysThatADocumentIsGone();
    void takesCareOfQuestionsAboutCollectionsThatAreGone();
    void forgetsQuestionsAboutCollectionsThatAreGone();
    void saysWhatCannotBeRead();
    void waitsForAnotherProgramWithoutStandingStill();
    void namesAllThatCanBeReached();

private:
    void index(const QByteArray &lines);
    void showCollection(const CollectionName &name, const QStringList &documents);
    void keep(const QString &id, const QString &text, const QString &document, const CollectionName &in = "house");
    QPushButton *button(const QString &text, const QWidget &in) const;
    void press(const QString &text) { press(text, *m_panel); }
    void press(const QString &text, const QWidget &in);
    void runAll();
    QStringList measure(int row) const;
    EvaluationListModel &model() { return *m_panel->findChild<EvaluationListModel *>(); }
    QTreeView &table() const;
    bool isShown(const QString &text) const;
    QList<EvaluationQuestion> kept() const
    {
        return m_service->store().questions().value_or(QList<EvaluationQuestion>());
    }
    QString state(int at) { return model().index(at, EvaluationListModel::State).data().toString(); }
    QString cell(int at, int column) { return model().index(at, column).data().toString(); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RetrievalService> m_retrieval;
    std::unique_ptr<EvaluationService> m_service;
    std::unique_ptr<EvaluationPanel> m_panel;
    std::unique_ptr<QueryPanel> m_query;
    std::unique_ptr<EvaluationController> m_controller;
};

void EvaluationPanelTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_retrieval = std::make_unique<RetrievalService>(m_dir->filePath("index.db"));
    m_service = std::make_unique<EvaluationService>(
        *m_retrieval, EvaluationService::Options{.directory = m_dir->filePath("evaluation")});
    index(
        R"({"id":"boiler","title":"Boiler","text":"The boiler is serviced every autumn. Its warranty is seven years."})"
        "\n"
        R"({"id":"roof","title":"Roof","text":"The roof was retiled in 2019. The gutters are cleaned in spring."})"
        "\n");
    m_panel = std::make_unique<EvaluationPanel>();
    m_query = std::make_unique<QueryPanel>();
    m_controller = std::make_unique<EvaluationController>(*m_service);
    m_controller->showOn({*m_panel, *m_query});
    m_panel->resize(800, 600);
    static_cast<QWidget &>(*m_panel).show();
    showCollection("house", {"boiler", "roof"});
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
}

void EvaluationPanelTest::cleanup()
{
    m_controller.reset();
    m_query.reset();
    m_panel.reset();
    m_service.reset();
    m_retrieval.reset();
}

void EvaluationPanelTest::index(const QByteArray &lines)
{
    QFile file(m_dir->filePath("docs.jsonl"));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(lines);
    file.close();
    const std::unique_ptr<IndexReply> reply(
        m_retrieval->index({.collection = "house", .paths = {}, .jsonlPath = file.fileName()}, nullptr));
    QSignalSpy finished(reply.get(), &IndexReply::finished);
    QVERIFY(finished.wait());
    QVERIFY(!reply->error());
}

/// As the knowledge window tells it.
void EvaluationPanelTest::showCollection(const CollectionName &name, const QStringList &documents)
{
    QList<DocumentInfo> listed;
    for (const QString &document : documents)
        listed << DocumentInfo{.name = document, .passages = 1};
    m_controller->setCollections({{.name = "house"}, {.name = "papers"}}, name);
    m_controller->setDocuments(listed);
    QTRY_COMPARE(m_panel->view().collection, name);
}

void EvaluationPanelTest::keep(
    const QString &id, const QString &text, const QString &document, const CollectionName &in)
{
    QVERIFY(m_service->store().putQuestions(
        {{.id = id, .collection = in, .text = text, .expected = {{.documentId = document, .page = {}, .quote = {}}}}}));
}

QTreeView &EvaluationPanelTest::table() const
{
    const auto views = m_panel->findChildren<QTreeView *>();
    return **std::find_if(views.begin(), views.end(),
        [](const QTreeView *view) { return qobject_cast<const EvaluationListModel *>(view->model()); });
}

QPushButton *EvaluationPanelTest::button(const QString &text, const QWidget &in) const
{
    const auto buttons = in.findChildren<QPushButton *>();
    const auto at = std::find_if(buttons.begin(), buttons.end(), [&text](const QPushButton *button) {
        return QString(button->text()).remove(u'&') == text && !button->isHidden();
    });
    return at == buttons.end() ? nullptr : *at;
}

void EvaluationPanelTest::press(const QString &text, const QWidget &in)
{
    QPushButton *const found = button(text, in);
    QVERIFY2(found, qPrintable(text));
    QVERIFY2(found->isEnabled(), qPrintable(text));
    found->click();
}

void EvaluationPanelTest::runAll()
{
    const int number = m_panel->view().after ? m_panel->view().after->number : 0;
    press("Run the questions");
    QTRY_COMPARE(m_panel->said(), "All questions are asked.");
    QTRY_VERIFY(m_panel->view().after && m_panel->view().after->number > number);
}

QStringList EvaluationPanelTest::measure(int row) const
{
    const QTreeWidgetItem *const item = m_panel->findChild<QTreeWidget *>()->topLevelItem(row);
    return {item->text(0), item->text(1), item->text(2), item->text(3)};
}

bool EvaluationPanelTest::isShown(const QString &text) const
{
    const auto labels = m_panel->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&text](const QLabel *label) {
        return label->isVisible() && QString(label->text()).remove(QChar(0x200b)).contains(text);
    });
}

void EvaluationPanelTest::saysWhatToDoFirst()
{
    QVERIFY(isShown("No question about this collection is saved yet."));
    QVERIFY(!button("Run the questions", *m_panel)->isEnabled());
    QVERIFY(button("Add a question…", *m_panel)->isEnabled());
    QVERIFY(!table().isVisible());
    showCollection("papers", {});
    QTRY_VERIFY(isShown("Nothing is in this collection yet"));
    QVERIFY(!button("Add a question…", *m_panel)->isEnabled());
}

void EvaluationPanelTest::savesAQuestion()
{
    press("Add a question…");
    auto *const dialog = m_panel->findChild<QuestionDialog *>();
    QVERIFY(dialog);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(), "Who services the boiler?");
    auto *const documents = dialog->findChild<QComboBox *>();
    documents->setCurrentIndex(documents->findData("boiler"));
    dialog->findChild<QSpinBox *>()->setValue(3);
    dialog->findChild<QPlainTextEdit *>()->setPlainText(" every autumn ");
    press("Save the question", *dialog);
    QTRY_COMPARE(m_panel->said(), "Saved the question.");
    QTRY_COMPARE(model().rowCount(), 1);
    QCOMPARE(cell(0, EvaluationListModel::Question), "Who services the boiler?");
    QVERIFY(cell(0, EvaluationListModel::Expected).startsWith("boiler, page 3: "));
    QCOMPARE(state(0), "Not asked yet");
    QCOMPARE(kept().value(0).expected,
        (QList<ExpectedPassage>{{.documentId = "boiler", .page = 3, .quote = "every autumn"}}));
    QCOMPARE(kept().value(0).collection, "house");
}

void EvaluationPanelTest::savesNothingThatIsNotWhole()
{
    press("Add a question…");
    auto *const dialog = m_panel->findChild<QuestionDialog *>();
    const QPushButton *const save = button("Save the question", *dialog);
    QVERIFY(!save->isEnabled());
    dialog->findChild<QLineEdit *>()->setText("  ");
    auto *const documents = dialog->findChild<QComboBox *>();
    documents->setCurrentIndex(documents->findData("roof"));
    QVERIFY(!save->isEnabled());
    dialog->findChild<QLineEdit *>()->setText("Tiles?");
    QVERIFY(save->isEnabled());
    documents->setCurrentIndex(0); // "Choose a document"
    QVERIFY(!save->isEnabled());
    dialog->reject();
    QVERIFY(kept().isEmpty());
}

void EvaluationPanelTest::expectsSeveralPassages()
{
    press("Add a question…");
    auto *const dialog = m_panel->findChild<QuestionDialog *>();
    dialog->findChild<QLineEdit *>()->setText("What is done each year?");
    auto *const documents = dialog->findChild<QComboBox *>();
    documents->setCurrentIndex(documents->findData("boiler"));
    QVERIFY(!button("Leave this one out", *dialog)->isEnabled()); // the only one
    press("Another passage", *dialog);
    documents->setCurrentIndex(documents->findData("roof"));
    press("Another passage", *dialog);
    press("Leave this one out", *dialog);
    dialog->findChild<QListWidget *>()->setCurrentRow(0);
    QCOMPARE(documents->currentData().toString(), "boiler");
    press("Save the question", *dialog);
    QTRY_COMPARE(model().rowCount(), 1);
    QCOMPARE(cell(0, EvaluationListModel::Expected), "boiler and 1 more");
    QCOMPARE(kept().value(0).expected.size(), 2);
    QCOMPARE(kept().value(0).expected.value(1).documentId, "roof");
}

void EvaluationPanelTest::editsAQuestion()
{
    keep("a", "boiler", "boiler");
    showCollection("house", {"boiler", "roof"});
    QTRY_COMPARE(model().rowCount(), 1);
    table().setFocus();
    QTest::keyClick(&table(), Qt::Key_Return);
    auto *const dialog = m_panel->findChild<QuestionDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QLineEdit *>()->text(), "boiler");
    QCOMPARE(dialog->findChild<QComboBox *>()->currentData().toString(), "boiler");
    dialog->findChild<QLineEdit *>()->setText("boiler warranty");
    press("Save the question", *dialog);
    QTRY_COMPARE(cell(0, EvaluationListModel::Question), "boiler warranty");
    QCOMPARE(kept().size(), 1);
    QCOMPARE(kept().value(0).id, "a");
}

void EvaluationPanelTest::removesAQuestionAfterAsking()
{
    keep("a", "boiler", "boiler");
    keep("b", "roof", "roof");
    showCollection("house", {"boiler", "roof"});
    QTRY_COMPARE(model().rowCount(), 2);
    table().setCurrentIndex(model().index(1, 0));
    table().setFocus();
    QTest::keyClick(&table(), Qt::Key_Delete);
    auto *const question = m_panel->findChild<QMessageBox *>();
    QVERIFY(question && question->text().contains("\"roof\""));
    QCOMPARE(kept().size(), 2); // the question waits
    press("Remove the question", *question);
    QTRY_COMPARE(model().rowCount(), 1);
    QCOMPARE(m_panel->said(), "Removed the question.");
    QCOMPARE(kept().value(0).id, "a");
}

void EvaluationPanelTest::expectsAFoundPassageByOneClick()
{
    m_query->findChild<QLineEdit *>()->setText("When is the boiler serviced?");
    press("Search", *m_query);
    const Source passage{.number = 1, .documentId = "boiler", .title = "Boiler", .text = "Serviced every autumn."};
    const Source other{.number = 2, .documentId = "roof", .title = "Roof", .text = "Retiled."};
    m_query->setResult({passage, other}, {});
    m_query->findChild<QLineEdit *>()->setText("something else by now");
    press("Expect this passage", *m_query);
    QTRY_COMPARE(model().rowCount(), 1);
    QCOMPARE(kept().value(0).text, "When is the boiler serviced?");
    QCOMPARE(kept().value(0).expected,
        (QList<ExpectedPassage>{{.documentId = "boiler", .page = {}, .quote = "Serviced every autumn."}}));

    press("Expect this passage", *m_query); // once more: nothing is doubled
    const auto labels = m_query->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
        [](const QLabel *label) { return label->text() == "The saved question expects this passage already."; }));
    m_query->findChild<QListWidget *>()->setCurrentRow(1);
    press("Expect this passage", *m_query);
    QTRY_COMPARE(kept().value(0).expected.size(), 2);
    QCOMPARE(kept().size(), 1);
}

void EvaluationPanelTest::expectsOnlyWhatIsSelectedInAPassage()
{
    m_query->findChild<QLineEdit *>()->setText("warranty");
    press("Search", *m_query);
    m_query->setResult({{.number = 1, .documentId = "boiler", .page = 4, .text = "Its warranty\nis seven years."}}, {});
    auto *const text = m_query->findChild<QPlainTextEdit *>();
    QTextCursor cursor = text->textCursor();
    cursor.setPosition(4);
    cursor.setPosition(22, QTextCursor::KeepAnchor);
    text->setTextCursor(cursor);
    press("Expect this passage", *m_query);
    QTRY_COMPARE(kept().size(), 1);
    QCOMPARE(kept().value(0).expected,
        (QList<ExpectedPassage>{{.documentId = "boiler", .page = 4, .quote = "warranty\nis seven"}}));
}

void EvaluationPanelTest::showsARunBesideTheOneBefore()
{
    keep("a", "When is the boiler serviced?", "boiler");
    keep("b", "When are the gutters cleaned?", "roof");
    showCollection("house", {"boiler", "roof"});
    QTRY_COMPARE(model().rowCount(), 2);
    QVERIFY(!m_panel->findChild<QTreeWidget *>()->isVisible());
    runAll();
    QCOMPARE(measure(0), (QStringList{"Recall: expected passages among the first 10", "", "1.000", ""}));
    QCOMPARE(state(0), "Found");

    index(R"({"id":"boiler","title":"Heating","text":"The old one was sold."})"
          "\n"
          R"({"id":"cellar","title":"Cellar","text":"The boiler is serviced by the neighbour."})"
          "\n");
    runAll();
    QCOMPARE(measure(0),
        (QStringList{
            "Recall: expected passages among the first 10", "1.000", "0.500", QString(QChar(0x2212)) + "0.500"}));
    QCOMPARE(measure(5), (QStringList{"Documents", "2", "3", "+1"}));
    QVERIFY(isShown("Questions: 1 fell."));
    QCOMPARE(state(0), "Fell, not found");
    QCOMPARE(cell(0, EvaluationListModel::Before), "1");
    QCOMPARE(cell(0, EvaluationListModel::Now), QString(QChar(0x2013)));
    table().setCurrentIndex(model().index(0, 0));
    const QString told = m_panel->findChild<QPlainTextEdit *>()->toPlainText();
    QVERIFY2(told.contains("What came in its place:\n1. cellar: "), qPrintable(told));
    QVERIFY(told.contains("The boiler is serviced by the neighbour."));
}

void EvaluationPanelTest::comparesWithTheRunThatIsKept()
{
    keep("a", "boiler", "boiler");
    showCollection("house", {"boiler", "roof"});
    QTRY_COMPARE(model().rowCount(), 1);
    runAll();
    press("Keep this run to compare");
    QTRY_VERIFY(m_panel->view().isBeforeKept);
    QVERIFY(isShown("It is kept to be compared with"));
    runAll();
    runAll();
    QCOMPARE(m_panel->view().before.value_or(EvaluationRun()).number, 1);
    QCOMPARE(m_panel->view().after.value_or(EvaluationRun()).number, 3);
    QVERIFY(isShown("kept to compare"));
    press("Keep this run to compare");
    QTRY_VERIFY(isShown("It is kept to be compared with"));
    QCOMPARE(m_panel->view().after.value_or(EvaluationRun()).number, 3);
    QVERIFY(!button("Keep this run to compare", *m_panel));
    press("Compare with the run before again");
    QTRY_VERIFY(!m_panel->view().isBeforeKept);
    QCOMPARE(m_panel->view().before.value_or(EvaluationRun()).number, 2);
}

void EvaluationPanelTest::stopsARun()
{
    for (int i = 0; i < 20; ++i)
        keep(QString::number(i), "boiler", "boiler");
    showCollection("house", {"boiler", "roof"});
    QTRY_COMPARE(model().rowCount(), 20);
    press("Run the questions");
    const auto *const bar = m_panel->findChild<EvaluationRunBar *>();
    QVERIFY(bar->isVisible());
    QCOMPARE(bar->text(), "Asking the questions of \"house\": 1 of 20");
    QVERIFY(!button("Run the questions", *m_panel)->isEnabled());
    auto *const reply = m_controller->findChild<EvaluationReply *>();
    QVERIFY(reply);
    connect(reply, &EvaluationReply::progressed, m_panel.get(), [&](int done) { // the controller was told before
        if (done != 3)
            return;
        QCOMPARE(bar->text(), "Asking the questions of \"house\": 4 of 20");
        press("Stop");
    });
    QTRY_COMPARE(m_panel->said(), "Stopped; nothing of this run is kept.");
    QVERIFY(!bar->isVisible());
    QVERIFY(button("Run the questions", *m_panel)->isEnabled());
    QVERIFY(!m_service->store().lastRun("house"));
}

void EvaluationPanelTest::finishesARunOfACollectionThatIsNotShown()
{
    keep("a", "boiler", "boiler");
    showCollection("house", {"boiler", "roof"});
    QTRY_COMPARE(model().rowCount(), 1);
    press("Run the questions");
    showCollection("papers", {"x"});
    QCOMPARE(model().rowCount(), 0);
    QTRY_COMPARE(m_panel->said(), "All questions about \"house\" are asked.");
    showCollection("house", {"boiler", "roof"});
    QTRY_VERIFY(m_panel->view().after);
    QCOMPARE(state(0), "Found");
}

void EvaluationPanelTest::saysWhyARunFailed()
{
    keep("a", "boiler", "x", "papers");
    showCollection("papers", {"x"});
    QTRY_COMPARE(model().rowCount(), 1);
    press("Run the questions");
    QTRY_VERIFY2(m_panel->said().contains("There is no collection \"papers\""), qPrintable(m_panel->said()));
    QVERIFY(button("Run the questions", *m_panel)->isEnabled());
}

void EvaluationPanelTest::saysThatADocumentIsGone()
{
    keep("a", "boiler", "boiler");
    showCollection("house", {"roof"});
    QTRY_COMPARE(model().rowCount(), 1);
    QCOMPARE(state(0), "Its document is gone");
    QVERIFY(m_panel->findChild<QPlainTextEdit *>()->toPlainText().contains("boiler is no longer in this collection"));
    press("Edit…");
    auto *const documents = m_panel->findChild<QuestionDialog *>()->findChild<QComboBox *>();
    QCOMPARE(documents->currentText(), "boiler (no longer there)");
}

void EvaluationPanelTest::takesCareOfQuestionsAboutCollectionsThatAreGone()
{
    keep("a", "boiler", "boiler", "old name");
    keep("b", "roof", "roof", "papers");
    showCollection("house", {"boiler", "roof"});
    QTRY_VERIFY(isShown("1 question is about a collection that is gone: \"old name\"."));
    press("Move them to this collection");
    QTRY_COMPARE(model().rowCount(), 1);
    QCOMPARE(cell(0, EvaluationListModel::Question), "boiler");
    QVERIFY(!isShown("a collection that is gone"));
    QCOMPARE(kept().value(0).collection, "house");
    QCOMPARE(kept().value(1).collection, "papers");
}

void EvaluationPanelTest::forgetsQuestionsAboutCollectionsThatAreGone()
{
    keep("a", "boiler", "boiler", "old name");
    keep("b", "roof", "roof", "older name");
    keep("c", "roof", "roof");
    showCollection("house", {"boiler", "roof"});
    QTRY_VERIFY(isShown("2 questions are about collections that are gone: \"old name\", \"older name\"."));
    press("Remove them…");
    auto *const question = m_panel->findChild<QMessageBox *>();
    QVERIFY(question);
    press("Remove the questions", *question);
    QTRY_COMPARE(kept().size(), 1);
    QCOMPARE(kept().value(0).id, "c");
    QTRY_VERIFY(!isShown("collections that are gone:"));
}

void EvaluationPanelTest::saysWhatCannotBeRead()
{
    keep("a", "boiler", "boiler");
    QFile file(m_dir->filePath("evaluation/questions.json"));
    QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate));
    file.close();
    showCollection("house", {"boiler", "roof"});
    QTRY_VERIFY2(m_panel->said().contains("questions.json is damaged"), qPrintable(m_panel->said()));
}

/// Were the window's thread to wait, it could not open the lock, and would be refused after two seconds.
void EvaluationPanelTest::waitsForAnotherProgramWithoutStandingStill()
{
    keep("a", "boiler", "boiler");
    const int other = ::open(QFile::encodeName(m_dir->filePath("evaluation/lock")).constData(), O_RDWR | O_CLOEXEC);
    QVERIFY(other >= 0 && ::flock(other, LOCK_EX | LOCK_NB) == 0);
    emit m_panel->removeRequested({"a"});
    QCoreApplication::processEvents();
    QVERIFY(m_panel->said().isEmpty());
    ::close(other);
    QTRY_COMPARE(m_panel->said(), "Removed the question.");
    QVERIFY(kept().isEmpty());
}

void EvaluationPanelTest::namesAllThatCanBeReached()
{
    keep("a", "boiler", "boiler");
    showCollection("house", {"boiler", "roof"});
    QTRY_COMPARE(model().rowCount(), 1);
    runAll();
    press("Edit…");
    for (const QWidget *root :
        {static_cast<QWidget *>(m_panel.get()), static_cast<QWidget *>(m_panel->findChild<QuestionDialog *>())}) {
        for (QWidget *widget : root->findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->objectName().startsWith("qt_"))
                continue;
            const QAccessibleInterface *const it = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(it && !it->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
        }
    }
    QAccessibleInterface *const list = QAccessible::queryAccessibleInterface(&table());
    QStringList heard;
    for (int column = 0; column < model().columnCount(); ++column)
        heard << list->tableInterface()->cellAt(0, column)->text(QAccessible::Name);
    QCOMPARE(heard, (QStringList{"boiler", "boiler", "", "1", "Found"}));
}

QTEST_MAIN(EvaluationPanelTest)
#include "evaluation_panel_test.moc"
