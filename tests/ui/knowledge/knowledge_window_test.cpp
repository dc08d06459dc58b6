// SPDX-License-Identifier: MIT
#include "tests/ui/knowledge/knowledge_window_fixture.h"
#include "ui/knowledge/evaluation_list_model.h"
#include "ui/knowledge/evaluation_panel.h"
#include "ui/knowledge/knowledge_controller.h"
#include "ui/knowledge/query_panel.h"

#include <QAccessible>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTreeWidget>

using namespace freshet;

/// The knowledge window on a real index of real files.
class KnowledgeWindowTest : public test::KnowledgeWindowFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void showsAPlaceForTheFirstFile();
    void takesDroppedFoldersAndTellsWhatFailed();
    void triesAFailedFileAgain();
    void takesADocumentOutAfterAQuestion();
    void leavesTheGuideAlone();
    void holdsIndexingAndGoesOn();
    void stopsIndexing();
    void findsPassagesAndTellsTheReasons();
    void saysThatNothingFits();
    void tellsWhatAChangeDoesToASavedQuestion();
    void goesOnInAnotherLanguage();
    void namesAllThatCanBeReached();
    void givesNameAndStateTheRoomThatIsLeft_data();
    void givesNameAndStateTheRoomThatIsLeft();
    void keepsTheWidthsThatTheUserChose();
    void growsTheListWithItsText();
};

void KnowledgeWindowTest::showsAPlaceForTheFirstFile()
{
    QCOMPARE(collections(), QStringList{"My files, 0 documents"});
    QCOMPARE(panel<CollectionPanel>().current(), QString(kUserCollection));
    QCOMPARE(documents().rowCount(), 0);
}

void KnowledgeWindowTest::takesDroppedFoldersAndTellsWhatFailed()
{
    write("in/tides.md", "# Tides\n\nHigh water comes twice a day.");
    write("in/deep/walrus.txt", "The walrus lives on the ice.");
    write("in/broken.pdf", "%PDF-1.7 nothing");
    drop({m_dir->filePath("in")});
    QTRY_COMPARE(documents().rowCount(), 3);
    QTRY_COMPARE(panel<DocumentsPanel>().said(), "Added 2 documents. 1 document failed; the list tells why.");
    QTRY_COMPARE(collections(), QStringList{"My files, 2 documents"});
    QVERIFY(!panel<IndexingBar>().isVisible());

    const int row = documents().rowOf(QDir(m_dir->path()).canonicalPath() + "/in/broken.pdf");
    QVERIFY(documents().index(row, DocumentListModel::State).data().toString().startsWith("Failed: "));
    table().setCurrentIndex(documents().index(row, 0));
    const QString reason = documents().at(row).failure;
    const auto labels = panel<DocumentsPanel>().findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
        return label->isVisible() && QString(label->text()).remove(QChar(0x200b)).contains(reason);
    }));
}

void KnowledgeWindowTest::triesAFailedFileAgain()
{
    const QString path = write("a.pdf", "%PDF-1.7 nothing");
    drop({path});
    QTRY_COMPARE(documents().failures(), 1);
    QFile::remove(path);
    QVERIFY(QFile::copy(QStringLiteral(FRESHET_TEST_DATA "/documents/two_pages.pdf"), path));
    press("Try again");
    QTRY_COMPARE(documents().failures(), 0);
    QTRY_VERIFY(documents().rowCount() == 1 && documents().at(0).passages > 0);
}

void KnowledgeWindowTest::takesADocumentOutAfterAQuestion()
{
    drop({write("a.txt", "The walrus."), write("b.txt", "The boiler.")});
    QTRY_COMPARE(documents().rowCount(), 2);
    table().setCurrentIndex(documents().index(0, 0));
    press("Remove…", &panel<DocumentsPanel>());
    QCOMPARE(documents().rowCount(), 2); // the question waits
    answerQuestion("Remove the documents");
    QTRY_COMPARE(documents().rowCount(), 1);
    QCOMPARE(QFileInfo(documents().at(0).path).fileName(), "b.txt");
    QVERIFY(QFile::exists(m_dir->filePath("a.txt")));
}

void KnowledgeWindowTest::leavesTheGuideAlone()
{
    m_retrieval->ensureGuide();
    QTRY_COMPARE(collections().size(), 2);
    choose(kGuideCollection);
    QTRY_VERIFY(documents().rowCount() > 0);
    for (const QPushButton *button : m_window->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text().contains("Remo"))
            QVERIFY(!button->isEnabled());
    }
    QVERIFY(!panel<DocumentsPanel>().acceptDrops());
}

void KnowledgeWindowTest::holdsIndexingAndGoesOn()
{
    dropAndPause();
    QVERIFY(panel<IndexingBar>().text().startsWith("Paused"));
    QSignalSpy listed(m_retrieval.get(), &RetrievalService::collectionsListed);
    for (int i = 0; i < 2; ++i) { // the worker has come by it
        m_retrieval->listCollections();
        QVERIFY(listed.wait());
    }
    QVERIFY(documents().rowCount() < kManyDropped);
    QVERIFY(panel<IndexingBar>().isVisible());
    press("Resume");
    QTRY_COMPARE(documents().rowCount(), kManyDropped);
    QTRY_VERIFY(!panel<IndexingBar>().isVisible());
}

void KnowledgeWindowTest::stopsIndexing()
{
    dropAndPause();
    press("Cancel");
    QTRY_VERIFY(!panel<IndexingBar>().isVisible());
    QTRY_VERIFY(panel<DocumentsPanel>().said().startsWith("Stopped; what was read before stays."));
    QVERIFY(documents().rowCount() < kManyDropped);
}

void KnowledgeWindowTest::findsPassagesAndTellsTheReasons()
{
    drop({write("walrus.md", "# Walrus\n\nThe walrus lives on thick ice."),
        write("winter.md", "# Winter\n\nThe ice was thin, and nobody saw a walrus.")});
    QTRY_COMPARE(documents().rowCount(), 2);
    auto *const tabs = m_window->findChild<QTabWidget *>();
    tabs->setCurrentIndex(1);
    auto *const field = panel<QueryPanel>().findChild<QLineEdit *>();
    QTest::keyClicks(field, "walrus on thick ice");
    QTest::keyClick(field, Qt::Key_Return);
    auto *const passages = panel<QueryPanel>().findChild<QListWidget *>();
    QTRY_COMPARE(passages->count(), 2);
    QCOMPARE(passages->item(0)->text(), "1. walrus.md");
    QVERIFY(passages->item(0)->data(Qt::AccessibleTextRole).toString().contains("Walrus"));
    const auto *const text = panel<QueryPanel>().findChild<QPlainTextEdit *>();
    QVERIFY(text->toPlainText().contains("thick ice"));
    QStringList marked;
    for (const QTextEdit::ExtraSelection &mark : text->extraSelections())
        marked << mark.cursor.selectedText();
    QVERIFY2(marked.contains("thick") && marked.contains("ice"), qPrintable(marked.join(u' ')));
    const auto *const reasons = panel<QueryPanel>().findChild<QTreeWidget *>();
    QCOMPARE(reasons->topLevelItem(0)->text(0), "Words of the query in it: walrus, thick, ice");
    QCOMPARE(reasons->topLevelItem(reasons->topLevelItemCount() - 1)->text(0), "Score together");
    QVERIFY(!reasons->topLevelItem(reasons->topLevelItemCount() - 1)->text(1).isEmpty());
    passages->setCurrentRow(1);
    QVERIFY(text->toPlainText().contains("thin"));
}

void KnowledgeWindowTest::saysThatNothingFits()
{
    m_window->findChild<QTabWidget *>()->setCurrentIndex(1);
    auto *const field = panel<QueryPanel>().findChild<QLineEdit *>();
    field->setText("quark");
    QTest::keyClick(field, Qt::Key_Return);
    const auto labels = panel<QueryPanel>().findChildren<QLabel *>();
    QTRY_VERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->isVisible() && label->text() == "Nothing in this collection fits the query.";
    }));
    QVERIFY(!panel<QueryPanel>().findChild<QListWidget *>()->isVisible());
}

/// From a passage that was found to what became worse: all by hand.
void KnowledgeWindowTest::tellsWhatAChangeDoesToASavedQuestion()
{
    const QString walrus = write("walrus.md", "# Walrus\n\nThe walrus lives on thick ice.");
    drop({walrus, write("boiler.md", "# Boiler\n\nThe boiler is serviced in autumn.")});
    QTRY_COMPARE(documents().rowCount(), 2);
    auto *const tabs = m_window->findChild<QTabWidget *>();
    tabs->setCurrentIndex(1);
    panel<QueryPanel>().findChild<QLineEdit *>()->setText("Where does the walrus live?");
    press("Search");
    QTRY_COMPARE(panel<QueryPanel>().findChild<QListWidget *>()->count(), 1);
    press("Expect this passage");
    EvaluationPanel &evaluation = panel<EvaluationPanel>();
    QTRY_COMPARE(evaluation.view().questions.size(), 1);
    tabs->setCurrentWidget(&evaluation);
    press("Run the questions");
    QTRY_VERIFY(evaluation.view().after);
    QCOMPARE(evaluation.view().after->outcomes.value(0).places, QList<int>{1});
    press("Keep this run to compare");
    QTRY_VERIFY(evaluation.view().isBeforeKept);

    write("walrus.md", "# Seal\n\nThe seal was photographed.");
    drop({walrus, write("zoo.md", "# Zoo\n\nThe walrus lives in the zoo, where else does it live?")});
    QTRY_COMPARE(documents().rowCount(), 3);
    QTRY_VERIFY(!panel<IndexingBar>().isVisible());
    press("Run the questions");
    QTRY_VERIFY(evaluation.view().before);
    const auto *const model = evaluation.findChild<EvaluationListModel *>();
    QCOMPARE(model->index(0, EvaluationListModel::State).data().toString(), "Fell, not found");
    QVERIFY(evaluation.findChild<QPlainTextEdit *>()->toPlainText().contains("1. zoo.md"));
}

void KnowledgeWindowTest::goesOnInAnotherLanguage()
{
    dropAndPause();
    m_window->findChild<QTabWidget *>()->setCurrentIndex(1);
    QTest::keyClicks(panel<QueryPanel>().findChild<QLineEdit *>(), "walrus");
    m_language.setChoice("de");
    QTRY_COMPARE(m_window->windowTitle(), "Dokumente");
    QCOMPARE(panel<QueryPanel>().findChild<QLineEdit *>()->text(), "walrus");
    QCOMPARE(m_window->findChild<QTabWidget *>()->currentIndex(), 1);
    m_window->findChild<QTabWidget *>()->setCurrentIndex(0);
    QVERIFY(panel<IndexingBar>().isVisible());
    m_window->findChild<KnowledgeController *>()->queue().setPaused(false);
    QTRY_COMPARE(documents().rowCount(), kManyDropped);
}

void KnowledgeWindowTest::namesAllThatCanBeReached()
{
    for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->inherits("QTabBar"))
            continue;
        const QAccessibleInterface *const it = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        QVERIFY2(
            (it && !it->text(QAccessible::Name).isEmpty()) || widget->focusProxy() || widget->inherits("QTabWidget"),
            widget->metaObject()->className());
    }
}

void KnowledgeWindowTest::givesNameAndStateTheRoomThatIsLeft_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("zoom");
    QTest::addColumn<int>("signs"); // of a state that can be read

    QTest::newRow("as it opens") << QSize(1080, 700) << 1.0 << 22;
    QTest::newRow("small") << QSize(640, 480) << 1.0 << 16;
    QTest::newRow("large") << QSize(1600, 900) << 1.0 << 55;
    QTest::newRow("large text") << QSize(1200, 800) << 2.0 << 16;
}

void KnowledgeWindowTest::givesNameAndStateTheRoomThatIsLeft()
{
    QFETCH(QSize, size);
    QFETCH(double, zoom);
    QFETCH(int, signs);
    m_theme.setZoom(zoom);
    m_window->resize(size);
    QCoreApplication::processEvents();
    const QHeaderView &header = *table().header();
    const int sign = table().fontMetrics().averageCharWidth();
    const int name = header.sectionSize(DocumentListModel::Name);
    const int state = header.sectionSize(DocumentListModel::State);
    QVERIFY2(state >= signs * sign, qPrintable(QStringLiteral("%1 of %2").arg(state / sign).arg(signs)));
    QVERIFY2(name >= 14 * sign, qPrintable(QString::number(name / sign)));
    QVERIFY(header.length() <= table().viewport()->width()); // nothing lies outside
    QCOMPARE(header.hiddenSectionCount() == 0, zoom == 1.0 && size.width() >= 1080);
}

void KnowledgeWindowTest::keepsTheWidthsThatTheUserChose()
{
    QHeaderView &header = *table().header();
    header.resizeSection(DocumentListModel::Name, 333);
    m_window->resize(m_window->width() + 200, m_window->height());
    QCoreApplication::processEvents();
    QCOMPARE(header.sectionSize(DocumentListModel::Name), 333);
}

void KnowledgeWindowTest::growsTheListWithItsText()
{
    const int before = panel<CollectionPanel>().width();
    QCOMPARE(before, 230);
    m_window->resize(1600, 900); // both sides have room
    m_theme.setZoom(2);
    QCoreApplication::processEvents();
    QCOMPARE(panel<CollectionPanel>().width(), 345);
    m_theme.setZoom(1);
    QCoreApplication::processEvents();
    QCOMPARE(panel<CollectionPanel>().width(), before);
}

QTEST_MAIN(KnowledgeWindowTest)
#include "knowledge_window_test.moc"
