// SPDX-License-Identifier: MIT
#include "core/settings/keys.h"
#include "tests/ui/knowledge/knowledge_window_fixture.h"

#include <QAction>
#include <QCheckBox>
#include <QFile>
#include <QInputDialog>
#include <QSignalSpy>

using namespace freshet;

/// What becomes of collections in the knowledge window.
class KnowledgeCollectionsTest : public test::KnowledgeWindowFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void makesACollectionAndTakesItAwayAgain();
    void renamesACollection_data();
    void renamesACollection();
    void saysWhyANameCannotBeTaken_data();
    void saysWhyANameCannotBeTaken();
    void renamesOnlyWhatIsAUsersCollection();
    void renamesNothingThatDocumentsAreReadInto();
    void keepsACollectionToThisMachine();

private:
    void makePapers();
    QInputDialog *question();
};

void KnowledgeCollectionsTest::makesACollectionAndTakesItAwayAgain()
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

void KnowledgeCollectionsTest::renamesACollection_data()
{
    QTest::addColumn<QString>("how");
    for (const char *how : {"by its key", "by its entry in the menu", "by its button"})
        QTest::newRow(how) << QString(how);
}

void KnowledgeCollectionsTest::renamesACollection()
{
    QFETCH(QString, how);
    m_settings->set(keys::chatCollections, QStringList{"papers", "documents"});
    m_chats->setSearched("chat", "documents", false);
    QVERIFY(m_evaluation->store().putQuestions({{.id = "q",
        .collection = "papers",
        .text = "Who?",
        .expected = {{.documentId = "a", .page = {}, .quote = {}}}}}));
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
    QTRY_COMPARE(m_evaluation->store().questions().value().first().collection, "my articles");
    QSignalSpy loaded(m_history.get(), &HistoryStore::collectionsLoaded);
    m_history->loadCollections();
    QTRY_COMPARE(loaded.count(), 1);
    const auto choices = loaded.first().first().value<QHash<ConversationId, QList<CollectionName>>>();
    QCOMPARE(choices.value("chat"), QList<CollectionName>{"my articles"});
}

void KnowledgeCollectionsTest::saysWhyANameCannotBeTaken_data()
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

void KnowledgeCollectionsTest::saysWhyANameCannotBeTaken()
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

void KnowledgeCollectionsTest::renamesOnlyWhatIsAUsersCollection()
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

void KnowledgeCollectionsTest::renamesNothingThatDocumentsAreReadInto()
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

void KnowledgeCollectionsTest::keepsACollectionToThisMachine()
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

void KnowledgeCollectionsTest::makePapers()
{
    m_retrieval->makeCollection("papers", m_retrieval.get());
    m_retrieval->setLocalOnly("papers", true, m_retrieval.get());
    QTRY_COMPARE(collections().last(), "papers, 0 documents, only for models on this machine");
    choose("papers");
    drop({write("a.txt", "The walrus."), write("broken.pdf", "%PDF-1.7 nothing")});
    QTRY_COMPARE(documents().rowCount(), 2);
    QTRY_VERIFY(!panel<IndexingBar>().isVisible());
}

QInputDialog *KnowledgeCollectionsTest::question()
{
    for (auto *const dialog : m_window->findChildren<QInputDialog *>()) {
        if (dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

QTEST_MAIN(KnowledgeCollectionsTest)
#include "knowledge_collections_test.moc"
