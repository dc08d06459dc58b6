// SPDX-License-Identifier: MIT
// The knowledge window on a real index of real files. With FRESHET_KNOWLEDGE_PICTURES=FOLDER it keeps what it saw, in
// both themes, small, at twice the size of text and from right to left.
#include "core/evaluation/evaluation_service.h"
#include "core/history/history_store.h"
#include "core/retrieval/index_database.h"
#include "core/retrieval/retrieval_service.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/chat/chat_collection_store.h"
#include "ui/knowledge/collection_panel.h"
#include "ui/knowledge/document_list_model.h"
#include "ui/knowledge/documents_panel.h"
#include "ui/knowledge/evaluation_list_model.h"
#include "ui/knowledge/evaluation_panel.h"
#include "ui/knowledge/indexing_bar.h"
#include "ui/knowledge/knowledge_controller.h"
#include "ui/knowledge/knowledge_window.h"
#include "ui/knowledge/query_panel.h"
#include "ui/knowledge/question_dialog.h"
#include "ui/knowledge/watched_folders_line.h"
#include "ui/language/language_controller.h"
#include "ui/theme/theme_controller.h"

#include <QAccessible>
#include <QCheckBox>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>
#include <QTreeWidget>

#include <algorithm>

using namespace freshet;

constexpr int kManyDropped = 101;

class KnowledgeWindowTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void showsAPlaceForTheFirstFile();
    void takesDroppedFoldersAndTellsWhatFailed();
    void triesAFailedFileAgain();
    void takesADocumentOutAfterAQuestion();
    void leavesTheGuideAlone();
    void makesACollectionAndTakesItAwayAgain();
    void renamesACollection_data();
    void renamesACollection();
    void saysWhyANameCannotBeTaken_data();
    void saysWhyANameCannotBeTaken();
    void renamesOnlyWhatIsAUsersCollection();
    void renamesNothingThatDocumentsAreReadInto();
    void keepsACollectionToThisMachine();
    void showsTheFolderThatIsWatched();
    void letsGoOfOneOfSeveralFolders();
    void saysThatAFolderIsNotThere();
    void namesFoldersAsTheirOwnerDoes();
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
    void keepsPicturesOfWhatItSaw();

private:
    QString write(const QString &name, const QByteArray &bytes);
    void drop(const QStringList &paths);
    void dropAndPause();
    void press(const QString &text, QWidget *in = nullptr);
    void answerQuestion(const QString &button);
    void choose(const CollectionName &name) { panel<CollectionPanel>().setCurrent(name); }
    template <typename Panel>
    Panel &panel()
    {
        return *m_window->findChild<Panel *>();
    }
    QTreeView &table() { return *panel<DocumentsPanel>().findChild<QTreeView *>(); }
    DocumentListModel &documents() { return *panel<DocumentsPanel>().findChild<DocumentListModel *>(); }
    QStringList collections();
    QListWidget &collectionList() { return *panel<CollectionPanel>().findChild<QListWidget *>(); }
    void makePapers();
    QInputDialog *question(); ///< The one that is asked now.
    void fill();
    void fillEvaluation();
    void shoot(const QString &name);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<ThemeController> m_theme;
    std::unique_ptr<RetrievalService> m_retrieval;
    std::unique_ptr<HistoryStore> m_history;
    std::unique_ptr<ChatCollectionStore> m_chats;
    std::unique_ptr<EvaluationService> m_evaluation;
    std::unique_ptr<KnowledgeWindow> m_window;
    LanguageController m_language;
};

void KnowledgeWindowTest::initTestCase() { m_theme = std::make_unique<ThemeController>(*qApp); }

void KnowledgeWindowTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<SettingsStore>(m_dir->filePath("settings.ini"));
    m_retrieval = std::make_unique<RetrievalService>(m_dir->filePath("index.db"));
    m_history = std::make_unique<HistoryStore>(m_dir->filePath("chats.db"));
    m_chats = std::make_unique<ChatCollectionStore>(*m_history, *m_retrieval, *m_settings);
    m_evaluation = std::make_unique<EvaluationService>(
        *m_retrieval, EvaluationService::Options{.directory = m_dir->filePath("evaluation")});
    m_window = std::make_unique<KnowledgeWindow>(
        KnowledgeWindow::Services{*m_retrieval, *m_evaluation, *m_settings, *m_theme, *m_chats});
    m_window->open();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_VERIFY(!collections().isEmpty());
}

void KnowledgeWindowTest::cleanup()
{
    m_window.reset();
    m_chats.reset();
    m_history.reset();
    m_evaluation.reset();
    m_retrieval.reset();
    m_language.setChoice("en");
    m_theme->setZoom(1);
}

QString KnowledgeWindowTest::write(const QString &name, const QByteArray &bytes)
{
    const QString path = QDir(m_dir->path()).canonicalPath() + u'/' + name;
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("a file cannot be written");
    return path;
}

void KnowledgeWindowTest::drop(const QStringList &paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls << QUrl::fromLocalFile(path);
    data.setUrls(urls);
    DocumentsPanel &panel = this->panel<DocumentsPanel>();
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&panel, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&panel, &event);
}

void KnowledgeWindowTest::press(const QString &text, QWidget *in)
{
    const auto buttons = (in ? in : m_window.get())->findChildren<QPushButton *>();
    const auto at = std::find_if(buttons.begin(), buttons.end(), [&text](const QPushButton *button) {
        return QString(button->text()).remove(u'&') == text && button->isVisible();
    });
    QVERIFY2(at != buttons.end(), qPrintable(text));
    QVERIFY2((*at)->isEnabled(), qPrintable(text));
    (*at)->click();
}

void KnowledgeWindowTest::answerQuestion(const QString &button)
{
    auto *const question = m_window->findChild<QMessageBox *>();
    QVERIFY(question);
    press(button, question);
}

QStringList KnowledgeWindowTest::collections()
{
    QStringList names;
    const auto *const list = panel<CollectionPanel>().findChild<QListWidget *>();
    for (int row = 0; row < list->count(); ++row)
        names << list->item(row)->data(Qt::AccessibleTextRole).toString();
    return names;
}

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

void KnowledgeWindowTest::makesACollectionAndTakesItAwayAgain()
{
    m_settings->set(keys::chatCollections, QStringList{"papers", "documents"});
    press("New…");
    auto *const dialog = m_window->findChild<QInputDialog *>();
    QVERIFY(dialog);
    dialog->setTextValue("  papers ");
    dialog->accept();
    QTRY_COMPARE(panel<CollectionPanel>().current(), "papers");
    QCOMPARE(collections(), (QStringList{"My files, 0 documents", "papers, 0 documents"}));
    drop({write("a.txt", "The walrus.")});
    QTRY_COMPARE(collections().last(), "papers, 1 document");
    QTRY_COMPARE(documents().rowCount(), 1);

    press("Remove…", &panel<CollectionPanel>());
    answerQuestion("Remove the collection");
    QTRY_COMPARE(collections(), QStringList{"My files, 0 documents"});
    QCOMPARE(m_settings->get(keys::chatCollections), QStringList{"documents"});
    QTRY_COMPARE(documents().rowCount(), 0);
    QVERIFY(QFile::exists(m_dir->filePath("a.txt")));
}

void KnowledgeWindowTest::makePapers()
{
    m_retrieval->makeCollection("papers", m_retrieval.get());
    m_retrieval->setLocalOnly("papers", true, m_retrieval.get());
    QTRY_COMPARE(collections().last(), "papers, 0 documents, only for models on this machine");
    choose("papers");
    drop({write("a.txt", "The walrus."), write("broken.pdf", "%PDF-1.7 nothing")});
    QTRY_COMPARE(documents().rowCount(), 2);
    QTRY_VERIFY(!panel<IndexingBar>().isVisible());
}

QInputDialog *KnowledgeWindowTest::question()
{
    for (auto *const dialog : m_window->findChildren<QInputDialog *>()) {
        if (dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

void KnowledgeWindowTest::renamesACollection_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"by its key", "by its entry in the menu", "by its button"})
        QTest::newRow(how) << QString(how);
}

void KnowledgeWindowTest::renamesACollection()
{
    QFETCH(QString, how);
    m_settings->set(keys::chatCollections, QStringList{"papers", "documents"});
    m_chats->setSearched("chat", "documents", false);
    makePapers();
    if (how.endsWith("key"))
        QTest::keyClick(&collectionList(), Qt::Key_F2);
    else if (how.endsWith("menu"))
        collectionList().findChild<QAction *>("renameCollection")->trigger();
    else
        press("Rename…");
    QVERIFY(question());
    QCOMPARE(question()->textValue(), "papers");
    question()->setTextValue("  my   articles ");
    question()->accept();
    QTRY_COMPARE(panel<CollectionPanel>().current(), "my articles");
    QCOMPARE(collections(),
        (QStringList{"My files, 0 documents", "my articles, 1 document, only for models on this machine"}));
    QTRY_COMPARE(documents().rowCount(), 2);
    QCOMPARE(documents().failures(), 1);
    QCOMPARE(m_settings->get(keys::chatCollections), (QStringList{"my articles", "documents"}));
    QCOMPARE(m_chats->searched("chat"), QStringList{"my articles"});
    QSignalSpy loaded(m_history.get(), &HistoryStore::collectionsLoaded);
    m_history->loadCollections();
    QTRY_COMPARE(loaded.count(), 1);
    const auto choices = loaded.first().first().value<QHash<ConversationId, QList<CollectionName>>>();
    QCOMPARE(choices.value("chat"), QList<CollectionName>{"my articles"});
}

void KnowledgeWindowTest::saysWhyANameCannotBeTaken_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("words");

    QTest::newRow("none") << "  "
                          << "A collection needs a name.";
    QTest::newRow("the guide's") << "guide"
                                 << "The name \"guide\" belongs to the guide to Freshet.";
    QTest::newRow("as the guide is shown") << "Freshet guide"
                                           << "belongs to the guide to Freshet.";
    QTest::newRow("that of another one") << "tax"
                                         << "There is a collection \"tax\" already.";
    QTest::newRow("as another one is shown") << "My files"
                                             << "There is a collection \"My files\" already.";
    QTest::newRow("what another one is called inside") << "documents"
                                                       << "There is a collection \"My files\" already.";
}

void KnowledgeWindowTest::saysWhyANameCannotBeTaken()
{
    QFETCH(QString, name);
    QFETCH(QString, words);
    makePapers();
    m_retrieval->makeCollection("tax", m_retrieval.get());
    QTRY_COMPARE(collections().size(), 3);
    press("Rename…");
    question()->setTextValue(name);
    question()->accept();
    QVERIFY(question()); // it is asked again
    QVERIFY2(question()->labelText().contains(words), qPrintable(question()->labelText()));
    QCOMPARE(question()->textValue(), name);
    question()->setTextValue("articles");
    question()->accept();
    QTRY_COMPARE(panel<CollectionPanel>().current(), "articles");
}

void KnowledgeWindowTest::renamesOnlyWhatIsAUsersCollection()
{
    const QAction &entry = *collectionList().findChild<QAction *>("renameCollection");
    QCOMPARE(panel<CollectionPanel>().current(), QString(kUserCollection));
    QVERIFY(!entry.isEnabled()); // the place for the first file
    m_retrieval->ensureGuide();
    QTRY_COMPARE(collections().size(), 2);
    choose(kGuideCollection);
    QVERIFY(!entry.isEnabled());
    QTest::keyClick(&collectionList(), Qt::Key_F2);
    QVERIFY(!question());
    choose(kUserCollection);
    drop({write("a.txt", "The walrus.")});
    QTRY_VERIFY(entry.isEnabled());
    press("Rename…");
    QCOMPARE(question()->textValue(), "My files");
    question()->setTextValue("mine");
    question()->accept();
    QTRY_COMPARE(collections(), (QStringList{"My files, 0 documents", "mine, 1 document", collections().last()}));
}

void KnowledgeWindowTest::renamesNothingThatDocumentsAreReadInto()
{
    m_retrieval->makeCollection("papers", m_retrieval.get());
    QTRY_COMPARE(collections().last(), "papers, 0 documents");
    choose("papers");
    dropAndPause();
    emit panel<CollectionPanel>().renameRequested("papers", "articles");
    QVERIFY2(panel<DocumentsPanel>().said().startsWith("Documents are being read into \"papers\"."),
        qPrintable(panel<DocumentsPanel>().said()));
    press("Resume");
    QTRY_COMPARE(documents().rowCount(), kManyDropped);
    QTRY_VERIFY(!panel<IndexingBar>().isVisible());
    emit panel<CollectionPanel>().renameRequested("papers", "articles");
    QTRY_COMPARE(panel<CollectionPanel>().current(), "articles");
}

void KnowledgeWindowTest::keepsACollectionToThisMachine()
{
    auto *const box = panel<DocumentsPanel>().findChild<QCheckBox *>();
    QVERIFY(!box->isChecked());
    box->click();
    QTRY_COMPARE(collections(), QStringList{"My files, 0 documents, only for models on this machine"});
    QVERIFY(box->isChecked());
    box->click();
    QTRY_COMPARE(collections(), QStringList{"My files, 0 documents"});
    QVERIFY(!box->isChecked());
}

void KnowledgeWindowTest::showsTheFolderThatIsWatched()
{
    write("in/a.txt", "The walrus.");
    const WatchedFoldersLine &line = panel<WatchedFoldersLine>();
    QVERIFY(!line.isVisible());
    drop({m_dir->filePath("in")});
    QTRY_COMPARE(line.text(), QString("Watched for changes: " + QDir(m_dir->path()).canonicalPath() + "/in"));
    QVERIFY(line.isVisible());
    QCOMPARE(line.warning(), "");
    m_retrieval->keepInStep({.watcher = {.quiet = std::chrono::milliseconds(0)}});
    write("in/b.txt", "The boiler.");
    QTRY_COMPARE(documents().rowCount(), 2);
    QTRY_COMPARE(collections(), QStringList{"My files, 2 documents"});

    press("Stop watching…");
    QVERIFY(line.isVisible()); // the question waits
    answerQuestion("Keep the documents");
    QTRY_VERIFY(!line.isVisible());
    QTRY_COMPARE(panel<DocumentsPanel>().said(), "The folder is no longer watched.");
    QCOMPARE(documents().rowCount(), 2);
}

void KnowledgeWindowTest::letsGoOfOneOfSeveralFolders()
{
    write("in/a.txt", "The walrus.");
    write("on/b.txt", "The boiler.");
    drop({m_dir->filePath("in"), m_dir->filePath("on")});
    QTRY_COMPARE(documents().rowCount(), 2);
    const QString root = QDir(m_dir->path()).canonicalPath();
    const WatchedFoldersLine &line = panel<WatchedFoldersLine>();
    QTRY_COMPARE(line.text(), QString("Watched for changes: " + root + "/in, " + root + "/on"));
    press("Stop watching…");
    const auto *const menu = line.findChild<QMenu *>();
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 2);
    menu->actions().last()->trigger();
    answerQuestion("Remove the documents");
    QTRY_COMPARE(documents().rowCount(), 1);
    QTRY_COMPARE(panel<DocumentsPanel>().said(), "The folder is no longer watched. Took out 1 document.");
    QTRY_COMPARE(line.text(), QString("Watched for changes: " + root + "/in"));
    QVERIFY(QFile::exists(m_dir->filePath("on/b.txt")));
}

void KnowledgeWindowTest::saysThatAFolderIsNotThere()
{
    write("in/a.txt", "The walrus.");
    m_retrieval->keepInStep({.watcher = {.quiet = std::chrono::milliseconds(0)}});
    drop({m_dir->filePath("in")});
    const WatchedFoldersLine &line = panel<WatchedFoldersLine>();
    QTRY_VERIFY(line.isVisible());
    const QString folder = QDir(m_dir->path()).canonicalPath() + "/in";
    QVERIFY(QFile::rename(folder, m_dir->filePath("away")));
    QTRY_COMPARE(
        line.warning(), QString("Not there at the moment, so that its documents stay as they are: " + folder + "."));
    QCOMPARE(documents().rowCount(), 1);
    QVERIFY(QFile::rename(m_dir->filePath("away"), folder));
    QTRY_COMPARE(line.warning(), "");
}

void KnowledgeWindowTest::namesFoldersAsTheirOwnerDoes()
{
    WatchedFoldersLine line;
    const QString home = QDir::homePath();
    line.setFolders({{home + "/notes"}, {home}, {home + "2/notes"}, {"/mnt/share", WatchedFolder::State::Polled}});
    QCOMPARE(line.text(), QString("Watched for changes: ~/notes, ~, " + home + "2/notes, /mnt/share"));
    QCOMPARE(line.warning(),
        "The system does not tell of every change in /mnt/share, so it is looked through every ten minutes.");
}

/// More files than are stored at once; nothing can be stored before the pause.
void KnowledgeWindowTest::dropAndPause()
{
    for (int i = 0; i < kManyDropped; ++i)
        write(QStringLiteral("many/%1.txt").arg(i), "The walrus.");
    IndexDatabase other(m_dir->filePath("index.db"));
    QVERIFY(other.open() && other.run("BEGIN IMMEDIATE"));
    drop({m_dir->filePath("many")});
    press("Pause");
    QVERIFY(other.run("COMMIT"));
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
    m_theme->setZoom(zoom);
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
    m_theme->setZoom(2);
    QCoreApplication::processEvents();
    QCOMPARE(panel<CollectionPanel>().width(), 345);
    m_theme->setZoom(1);
    QCoreApplication::processEvents();
    QCOMPARE(panel<CollectionPanel>().width(), before);
}

void KnowledgeWindowTest::fill()
{
    const QString data = QStringLiteral(FRESHET_TEST_DATA "/documents/");
    write("in/broken.pdf", "%PDF-1.7 nothing");
    drop({data + "manual.md", data + "notes.txt", data + "page.html", data + "counter.cpp", data + "two_pages.pdf",
        m_dir->filePath("in")});
    QTRY_COMPARE(documents().rowCount(), 6);
    m_retrieval->setLocalOnly("tax", true, m_retrieval.get());
    m_retrieval->ensureGuide();
    QTRY_COMPARE(collections().size(), 3);
    QTRY_VERIFY(!panel<IndexingBar>().isVisible());
    table().setCurrentIndex(
        documents().index(documents().rowOf(QDir(m_dir->path()).canonicalPath() + "/in/broken.pdf"), 0));
}

/// A run, something else, and a run after it.
void KnowledgeWindowTest::fillEvaluation()
{
    const QString data = QStringLiteral(FRESHET_TEST_DATA "/documents/");
    const auto question = [&data](const char *id, const char *text, const char *document, const char *quote) {
        return EvaluationQuestion{.id = id,
            .collection = kUserCollection,
            .text = QString::fromUtf8(text),
            .expected = {{.documentId = data + document, .page = {}, .quote = QString::fromUtf8(quote)}}};
    };
    QVERIFY(m_evaluation->store().putQuestions(
        {question("a", "How often must I descale the coffee machine?", "manual.md", ""),
            question("b", "Which of the two pages tells what the second one is about?", "two_pages.pdf", "zebra"),
            question("c", "Who counts, and where is the counter kept?", "counter.cpp", ""),
            question("d", "What did the notes say about the roof of the boathouse?", "lost.txt", "")}));
    auto *const tabs = m_window->findChild<QTabWidget *>();
    tabs->setCurrentWidget(&panel<EvaluationPanel>());
    m_window->open();
    QTRY_COMPARE(panel<EvaluationPanel>().view().questions.size(), 4);
    press("Run the questions");
    QTRY_VERIFY(panel<EvaluationPanel>().view().after);
    QVERIFY(m_evaluation->store().putQuestions({question("e", "What is on the page?", "page.html", "")}));
    tabs->setCurrentIndex(0);
    drop({write("new/coffee.md", "# Coffee machine\n\nHow often must I descale the coffee machine? Never.\n")});
    QTRY_COMPARE(documents().rowCount(), 7);
    QTRY_VERIFY(!panel<IndexingBar>().isVisible());
    tabs->setCurrentWidget(&panel<EvaluationPanel>());
    press("Run the questions");
    QTRY_VERIFY(panel<EvaluationPanel>().view().before);
}

void KnowledgeWindowTest::shoot(const QString &name)
{
    const QString folder = qEnvironmentVariable("FRESHET_KNOWLEDGE_PICTURES");
    QCoreApplication::processEvents();
    QVERIFY(m_window->grab().save(QDir(folder).filePath(name + ".png")));
}

void KnowledgeWindowTest::keepsPicturesOfWhatItSaw()
{
    if (qEnvironmentVariableIsEmpty("FRESHET_KNOWLEDGE_PICTURES"))
        QSKIP("FRESHET_KNOWLEDGE_PICTURES names no folder");
    shoot("00-empty");
    fill();
    auto *const tabs = m_window->findChild<QTabWidget *>();
    auto *const field = panel<QueryPanel>().findChild<QLineEdit *>();
    field->setText("How often must I descale the coffee machine?");
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        const QString theme = choice == ThemeChoice::Light ? "light" : "dark";
        m_theme->setChoice(choice);
        tabs->setCurrentIndex(0);
        shoot("01-documents-" + theme);
        tabs->setCurrentIndex(1);
        press("Search");
        QTRY_VERIFY(panel<QueryPanel>().findChild<QListWidget *>()->count() > 0);
        shoot("02-query-" + theme);
    }
    m_theme->setChoice(ThemeChoice::Light);
    tabs->setCurrentIndex(0);
    IndexQueue &queue = m_window->findChild<KnowledgeController *>()->queue();
    queue.add({.collection = kUserCollection, .paths = {m_dir->path()}});
    queue.setPaused(true);
    shoot("03-paused");
    queue.stop();
    QTRY_VERIFY(!queue.isRunning());
    m_window->resize(640, 480);
    shoot("04-small");
    tabs->setCurrentIndex(1);
    shoot("05-small-query");
    m_window->resize(1400, 1000);
    m_theme->setZoom(2);
    shoot("06-query-200");
    tabs->setCurrentIndex(0);
    shoot("07-documents-200");
    m_theme->setZoom(1);
    m_window->resize(980, 660);
    m_window->setLayoutDirection(Qt::RightToLeft);
    shoot("08-right-to-left");
    m_window->setLayoutDirection(Qt::LeftToRight);
    tabs->setCurrentIndex(2);
    shoot("09-evaluation-empty");
    fillEvaluation();
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        m_theme->setChoice(choice);
        shoot(choice == ThemeChoice::Light ? "10-evaluation-light" : "10-evaluation-dark");
    }
    m_theme->setChoice(ThemeChoice::Light);
    m_window->resize(640, 480);
    shoot("11-evaluation-small");
    m_window->resize(1400, 1000);
    m_theme->setZoom(2);
    shoot("12-evaluation-200"); // of what the new size asks for
    shoot("12-evaluation-200");
    m_theme->setZoom(1);
    m_window->resize(980, 660);
    press("Edit…", &panel<EvaluationPanel>());
    auto *const dialog = m_window->findChild<QuestionDialog *>();
    QCoreApplication::processEvents();
    QVERIFY(dialog->grab().save(QDir(qEnvironmentVariable("FRESHET_KNOWLEDGE_PICTURES")).filePath("13-question.png")));
    dialog->reject();
    m_language.setChoice("de");
    QTRY_COMPARE(m_window->windowTitle(), "Dokumente");
    QTRY_VERIFY(panel<EvaluationPanel>().view().before);
    shoot("14-evaluation-de");
}

QTEST_MAIN(KnowledgeWindowTest)
#include "knowledge_window_test.moc"
