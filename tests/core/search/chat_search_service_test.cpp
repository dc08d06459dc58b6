// SPDX-License-Identifier: MIT
#include "tests/core/search/search_fixture.h"
#include "tests/support/canary_scan.h"

#include <QRandomGenerator>

using namespace freshet;
using namespace freshet::test;

class ChatSearchServiceTest : public QObject {
    Q_OBJECT

private slots:
    void findsWhatWasAskedAndAnswered();
    void findsAnAnswerOnceItIsFinished();
    void findsEveryBranch();
    void narrowsByFilters();
    void findsThoughtsAndAttachments();
    void showsThePartWithMostOfTheWords();
    void narrowsByWhereAChatStands();
    void keepsNothingOfDeletedThoughtsAndFiles();
    void forgivesTypingErrors();
    void offersMessagesWithAnyOfTheWords();
    void findsTextsWithoutSpacesAndWithoutAccents();
    void groupsByChatAndWeighsTitles();
    void prefersNewerMessages();
    void followsRenamingAndDeleting();
    void leavesOutWhatIsInTheTrash();
    void catchesUpWithWhatHappenedWithoutIt();
    void makesADamagedIndexAnew();
    void saysWhatIsWrongWithItsFile();
    void answersOnlyTheLatestSearch();
    void takesAnythingThatCanBeTyped();
};

void ChatSearchServiceTest::findsWhatWasAskedAndAnswered()
{
    SearchFixture fixture;
    fixture.ask("c1", "1", "How do I write a tax letter?", "A letter to the office has a date and a reference.");
    fixture.ask("c2", "2", "Why is the sky blue?", "Light is scattered.");
    QTRY_COMPARE(fixture.ids("letter reference"), QStringList("a1"));
    QCOMPARE(fixture.ids("letter referen"), QStringList("a1")); // while it is typed
    QCOMPARE(fixture.find("letter referen ").reading, SearchReading::AnyWord); // a whole word that is nowhere
    QCOMPARE(fixture.ids("\"tax letter\""), QStringList("q1"));
    QCOMPARE(fixture.ids("\"letter tax\""), QStringList());
    QCOMPARE(fixture.ids("letter -tax"), QStringList("a1"));
    QCOMPARE(fixture.ids("..."), QStringList());
    QCOMPARE(fixture.ids(""), QStringList());

    const SearchResult result = fixture.find("scattered");
    QCOMPARE(result.chats.size(), 1);
    QCOMPARE(result.chats.first().id, "c2");
    QCOMPARE(result.chats.first().title, "Why is the sky blue?");
    const FoundMessage &message = result.chats.first().messages.first();
    QCOMPARE(message.role, ChatRole::Assistant);
    QCOMPARE(message.model, "ollama/qwen3:8b");
    QCOMPARE(message.snippet.text, "Light is scattered.");
    QCOMPARE(message.snippet.marks, (QList<MarkedRange>{{9, 9}}));
    QCOMPARE(message.createdAt.toMSecsSinceEpoch(), fixture.at.toMSecsSinceEpoch());
    QCOMPARE(result.count, 1);
    QCOMPARE(result.reading, SearchReading::AllWords);
}

void ChatSearchServiceTest::findsAnAnswerOnceItIsFinished()
{
    SearchFixture fixture;
    StoredMessage answer{
        .id = "a", .conversation = "c", .parent = "q", .role = ChatRole::Assistant, .state = StoredState::Streaming};
    fixture.history->storeQuestion({.id = "q", .conversation = "c", .answer = {.text = "question"}}, answer);
    fixture.history->appendToAnswer("a", "growing");
    QTRY_VERIFY(fixture.ids("question").contains("q"));
    QVERIFY(!fixture.ids("growing").contains("a"));
    answer.state = StoredState::Interrupted;
    answer.answer.text = "growing";
    fixture.history->finishAnswer(answer);
    QTRY_COMPARE(fixture.ids("growing"), QStringList("a"));

    answer.state = StoredState::Streaming; // asked again, with the same ids
    answer.answer = {};
    fixture.history->storeQuestion({.id = "q", .conversation = "c", .answer = {.text = "question"}}, answer);
    QTRY_COMPARE(fixture.ids("growing"), QStringList());
    answer.state = StoredState::Complete;
    answer.answer.text = "another";
    fixture.history->finishAnswer(answer);
    QTRY_COMPARE(fixture.ids("another"), QStringList("a"));
}

void ChatSearchServiceTest::leavesOutWhatIsInTheTrash()
{
    SearchFixture fixture;
    fixture.ask("c", "1", "question", "scattered");
    QTRY_COMPARE(fixture.ids("scattered"), QStringList("a1"));
    fixture.history->changeOrder(order::MoveToTrash{"c"});
    QTRY_COMPARE(fixture.ids("scattered"), QStringList());
    fixture.history->changeOrder(order::Restore{"c"});
    QTRY_COMPARE(fixture.ids("scattered"), QStringList("a1"));
    fixture.history->changeOrder(order::Archive{"c"}); // it is put away, not thrown away
    fixture.list();
    QCOMPARE(fixture.ids("scattered"), QStringList("a1"));
}

void ChatSearchServiceTest::findsEveryBranch()
{
    SearchFixture fixture;
    fixture.ask("c", "1", "the first wording", "alpha");
    fixture.ask("c", "2", "an edited wording", "beta");
    QTRY_COMPARE(fixture.ids("beta"), QStringList("a2"));
    QCOMPARE(fixture.ids("alpha"), QStringList("a1"));
    QCOMPARE(fixture.ids("edited"), QStringList("q2"));
}

void ChatSearchServiceTest::narrowsByFilters()
{
    SearchFixture fixture;
    fixture.at = QDateTime({2025, 3, 10}, {12, 0}, Qt::UTC);
    fixture.ask("c1", "1", "sort a list", "```cpp\nstd::sort\n```", "qwen3:8b");
    fixture.at = QDateTime({2026, 5, 20}, {12, 0}, Qt::UTC);
    fixture.ask("c2", "2", "sort a table, see https://example.org", "sort by a column", "gemma3:4b");
    QTRY_COMPARE(fixture.ids("column"), QStringList("a2"));
    const auto sorted = [&fixture](const QString &typed) {
        QStringList ids = fixture.ids(typed);
        ids.sort();
        return ids;
    };
    QCOMPARE(sorted("sort "), (QStringList{"a1", "a2", "q1", "q2"}));
    QCOMPARE(sorted("sort from:me "), (QStringList{"q1", "q2"}));
    QCOMPARE(sorted("sort from:assistant "), (QStringList{"a1", "a2"}));
    QCOMPARE(sorted("sort model:QWEN "), QStringList("a1"));
    QCOMPARE(sorted("sort model:qwen model:gemma "), (QStringList{"a1", "a2"}));
    QCOMPARE(sorted("sort model:100% "), QStringList());
    QCOMPARE(sorted("sort before:2026 "), (QStringList{"a1", "q1"}));
    QCOMPARE(sorted("sort after:2025-04 "), (QStringList{"a2", "q2"}));
    QCOMPARE(sorted("sort on:2026-05-20 from:me "), QStringList("q2"));
    QCOMPARE(sorted("has:code "), QStringList("a1"));
    QCOMPARE(sorted("has:link "), QStringList("q2"));
    QCOMPARE(sorted("sort has:code has:link "), QStringList());
    QCOMPARE(sorted("from:me -table "), QStringList("q1"));
    const SearchResult result = fixture.find("sort before:whenever ");
    QCOMPARE(result.ignored, QStringList("before:whenever"));
    QCOMPARE(result.count, 4);
}

void ChatSearchServiceTest::findsThoughtsAndAttachments()
{
    SearchFixture fixture;
    fixture.askWith("c", "1",
        {.question = "What is due?",
            .files = {{.name = "Invoice_2026.txt", .mimeType = "text/plain", .text = "Pay the plumber."},
                {.name = "garden.png", .mimeType = "image/png", .bytes = "x"}},
            .answer = "Forty euros.",
            .thoughts = "The plumber charges by the hour."});
    fixture.askWith("d", "2", {.question = {}, .files = {{.name = "alone.txt", .text = "pipes"}}, .answer = "Yes."});
    QTRY_COMPARE(fixture.ids("pipes"), QStringList("q2")); // without a word beside it
    QTRY_COMPARE(fixture.ids("charges"), QStringList("a1"));
    QTRY_COMPARE(fixture.ids("invoice"), QStringList("q1"));
    const auto sorted = [&fixture](const QString &typed) {
        QStringList ids = fixture.ids(typed);
        ids.sort();
        return ids;
    };
    QCOMPARE(sorted("plumber "), (QStringList{"a1", "q1"}));
    QCOMPARE(sorted("plumber in:thoughts "), QStringList("a1"));
    QCOMPARE(sorted("plumber in:attachments "), QStringList("q1"));
    QCOMPARE(sorted("plumber in:text "), QStringList());
    QCOMPARE(sorted("plumber in:text in:thoughts "), QStringList("a1"));
    QCOMPARE(sorted("invoice "), QStringList("q1")); // of a name
    QCOMPARE(sorted("garden "), QStringList("q1")); // of a picture
    QCOMPARE(sorted("has:thoughts "), QStringList("a1"));
    QCOMPARE(sorted("due in:title "), QStringList("=c"));
    QCOMPARE(sorted("forty in:title "), QStringList());
    QCOMPARE(sorted("plumbre in:thoughts "), QStringList("a1")); // a slip

    const FoundMessage file = fixture.find("plumber in:attachments ").chats.first().messages.first();
    QCOMPARE(file.part, ChatPart::Attachments);
    QCOMPARE(file.file, QString("Invoice_2026.txt"));
    QCOMPARE(file.snippet.text, QString("Invoice_2026.txt Pay the plumber."));
    QCOMPARE(file.snippet.marks.size(), 1);
    const FoundMessage thought = fixture.find("charges ").chats.first().messages.first();
    QCOMPARE(thought.part, ChatPart::Thoughts);
    QCOMPARE(thought.snippet.text, QString("The plumber charges by the hour."));
    QCOMPARE(fixture.find("forty ").chats.first().messages.first().part, ChatPart::Text);
    QVERIFY(!fixture.search->state().trouble);
}

void ChatSearchServiceTest::showsThePartWithMostOfTheWords()
{
    SearchFixture fixture;
    fixture.askWith("c", "1",
        {.question = "alpha",
            .files = {{.name = "one.txt", .text = "alpha beta"}, {.name = "two.txt", .text = "alpha beta gamma"}},
            .answer = "nothing"});
    QTRY_COMPARE(fixture.ids("gamma"), QStringList("q1"));
    const auto found = [&fixture](const QString &typed) { return fixture.find(typed).chats.first().messages.first(); };
    QCOMPARE(found("alpha ").part, ChatPart::Text); // where all have it
    QCOMPARE(found("alpha beta ").file, QString("one.txt"));
    QCOMPARE(found("alpha beta gamma ").file, QString("two.txt"));
    QCOMPARE(found("alpha in:attachments ").file, QString("one.txt"));
    // The text counts more than what went along.
    fixture.askWith("d", "2", {.question = "gamma", .answer = "nothing"});
    QTRY_COMPARE(fixture.ids("gamma "), (QStringList{"q2", "q1"}));
}

void ChatSearchServiceTest::narrowsByWhereAChatStands()
{
    SearchFixture fixture;
    for (const char *id : {"a", "b", "c", "d"})
        fixture.ask(id, id, "boiler " + QString(id), "pressure");
    fixture.history->changeOrders({order::AddFolder{"f", "Haus am Öttinger See"}, order::AddFolder{"g", "Work"},
        order::MoveToFolder{"a", "f"}, order::MoveToFolder{"b", "g"}, order::SetTags{"a", {"heating", "Öl"}},
        order::SetTags{"c", {"heating"}}, order::Pin{"b"}, order::Archive{"c"}});
    fixture.list();
    QTRY_COMPARE(fixture.ids("boiler").size(), 4);
    QTRY_COMPARE(fixture.ids("pressure").size(), 4);
    const auto chats = [&fixture](const QString &typed) {
        QStringList ids;
        for (const FoundChat &chat : fixture.find(typed).chats)
            ids << chat.id;
        ids.sort();
        return ids;
    };
    QCOMPARE(chats("boiler tag:heat "), (QStringList{"a", "c"}));
    QCOMPARE(chats("boiler tag:heating tag:öl "), QStringList("a"));
    QCOMPARE(chats("boiler folder:work "), QStringList("b"));
    QCOMPARE(chats("boiler folder:\"haus am ö\" folder:work "), (QStringList{"a", "b"}));
    QCOMPARE(chats("boiler is:pinned "), QStringList("b"));
    QCOMPARE(chats("pressure is:archived "), QStringList("c"));
    QCOMPARE(chats("pressure is:archived tag:none "), QStringList());
    QCOMPARE(chats("folder:Work "), QStringList("b")); // without a word
    QCOMPARE(chats("folder:Work -boiler "), QStringList("b")); // its answer
    QCOMPARE(fixture.ids("boiler in:title is:pinned "), QStringList("=b"));
    fixture.history->changeOrder(order::Unpin{"b"}); // nothing is made anew for that
    fixture.list();
    QCOMPARE(chats("boiler is:pinned "), QStringList());
}

void ChatSearchServiceTest::keepsNothingOfDeletedThoughtsAndFiles()
{
    SearchFixture fixture;
    fixture.askWith("c", "1",
        {.question = "question",
            .files = {{.name = "canaryname.txt", .text = "canarytext"}},
            .answer = "answer",
            .thoughts = "canarythoughts"});
    QTRY_COMPARE(fixture.ids("canarythoughts"), QStringList("a1"));
    fixture.history->deleteConversations({"c"});
    fixture.list();
    QTRY_COMPARE(fixture.ids("canarytext"), QStringList());
    QTRY_VERIFY(fixture.search->state().isComplete && fixture.search->state().indexed == 0);
    fixture.search.reset();
    for (const char *suffix : {"", "-wal"}) {
        QFile file(fixture.indexPath + suffix);
        QVERIFY(!file.exists() || file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("canary"));
    }
}

void ChatSearchServiceTest::forgivesTypingErrors()
{
    SearchFixture fixture;
    fixture.ask("c", "1", "the accommodation in Vienna", "a search for hotels");
    fixture.ask("d", "2", "a church", "with a steeple");
    QTRY_COMPARE(fixture.ids("steeple"), QStringList("a2"));
    QCOMPARE(fixture.ids("serach"), QStringList("a1"));
    QCOMPARE(fixture.ids("serach hotles "), QStringList("a1"));
    QCOMPARE(fixture.ids("acommodatoin"), QStringList("q1"));
    QCOMPARE(fixture.ids("chruhc"), QStringList()); // two slips in a short word

    const SearchResult result = fixture.find("serach ");
    QCOMPARE(result.reading, SearchReading::NearWords);
    QCOMPARE(result.meant, (QHash<QString, QString>{{"serach", "search"}}));
    const Snippet &snippet = result.chats.first().messages.first().snippet;
    QCOMPARE(snippet.text.mid(snippet.marks.first().start, snippet.marks.first().length), "search");
    QCOMPARE(fixture.find("search ").reading, SearchReading::AllWords);
}

void ChatSearchServiceTest::offersMessagesWithAnyOfTheWords()
{
    SearchFixture fixture;
    for (int i = 0; i < 10; ++i)
        fixture.ask("filler" + QString::number(i), "f" + QString::number(i), "something else", "entirely");
    fixture.ask("c", "1", "apples", "pears");
    QTRY_COMPARE(fixture.ids("pears"), QStringList("a1"));
    const SearchResult result = fixture.find("pears plums ");
    QCOMPARE(result.reading, SearchReading::AnyWord);
    QCOMPARE(result.chats.size(), 1);
    QCOMPARE(result.chats.first().messages.first().id, "a1");
    QCOMPARE(fixture.find("plums ").chats.size(), 0);
}

void ChatSearchServiceTest::findsTextsWithoutSpacesAndWithoutAccents()
{
    SearchFixture fixture;
    fixture.ask(
        "c", "1", QString::fromUtf8("量子计算机可以解决复杂的问题"), QString::fromUtf8("東京タワーへ行きました"));
    fixture.ask(
        "d", "2", QString::fromUtf8("서울에서 부산까지"), QString::fromUtf8("Un r\u00e9sum\u00e9 d\u00e9taill\u00e9"));
    QTRY_COMPARE(fixture.ids("resume"), QStringList("a2"));
    QCOMPARE(fixture.ids(QString::fromUtf8("R\u00c9SUM\u00c9")), QStringList("a2"));
    QCOMPARE(fixture.ids(QString::fromUtf8("算机")), QStringList("q1"));
    QCOMPARE(fixture.ids(QString::fromUtf8("机")), QStringList("q1"));
    QCOMPARE(fixture.ids(QString::fromUtf8("子量")), QStringList());
    QCOMPARE(fixture.ids(QString::fromUtf8("タワー")), QStringList("a1"));
    QCOMPARE(fixture.ids(QString::fromUtf8("부산")), QStringList("q2"));
}

void ChatSearchServiceTest::groupsByChatAndWeighsTitles()
{
    SearchFixture fixture;
    for (int i = 0; i < 6; ++i)
        fixture.ask("many", QString::number(i), "about orchids " + QString::number(i), "orchids");
    fixture.ask("titled", "t", "something", "else");
    fixture.history->renameConversation("many", "Flowers");
    fixture.history->renameConversation("titled", "Orchids");
    QTRY_VERIFY(fixture.ids("orchids").contains("=titled") && !fixture.ids("flowers").isEmpty());
    const SearchResult result = fixture.find("orchids");
    QCOMPARE(result.chats.size(), 2);
    QCOMPARE(result.chats.first().id, "titled");
    QCOMPARE(result.chats.first().titleMarks, (QList<MarkedRange>{{0, 7}}));
    QCOMPARE(result.chats.last().messages.size(), 3);
    QCOMPARE(result.chats.last().more, 9);
    QCOMPARE(result.count, 12);
}

void ChatSearchServiceTest::prefersNewerMessages()
{
    SearchFixture fixture;
    fixture.ask("new", "1", "a word", "lantern");
    fixture.at = fixture.at.addYears(-3);
    fixture.ask("old", "2", "a word", "lantern");
    QTRY_COMPARE(fixture.ids("lantern"), (QStringList{"a1", "a2"}));
}

void ChatSearchServiceTest::followsRenamingAndDeleting()
{
    SearchFixture fixture;
    fixture.ask("c", "1", "zzquestioncanary", "answer");
    fixture.ask("d", "2", "remains", "answer");
    QTRY_COMPARE(fixture.ids("zzquestioncanary").size(), 1);
    fixture.history->renameConversation("c", "Zztitlecanary");
    QTRY_COMPARE(fixture.ids("zztitlecanary"), QStringList("=c"));

    fixture.history->deleteConversations({"c"});
    QTRY_COMPARE(fixture.ids("zztitlecanary"), QStringList());
    QCOMPARE(fixture.ids("zzquestioncanary"), QStringList());
    QCOMPARE(fixture.ids("remains"), QStringList("q2"));
    QTRY_VERIFY(fixture.search->state().isComplete);
    // While the program runs: no write-ahead log has it either, of the history or of the index.
    QTRY_COMPARE(CanaryScan("canary").inFiles(fixture.dir.path()), QStringList());
}

void ChatSearchServiceTest::catchesUpWithWhatHappenedWithoutIt()
{
    SearchFixture fixture;
    fixture.ask("gone", "1", "vanishing", "one");
    fixture.ask("kept", "2", "staying", "two");
    QTRY_COMPARE(fixture.ids("two"), QStringList("a2"));
    fixture.search.reset(); // and the history goes on
    fixture.history->deleteConversations({"gone"});
    fixture.ask("kept", "3", "later", "three");
    fixture.ask("new", "4", "newer", "four");
    fixture.restart();
    QTRY_COMPARE(fixture.ids("four"), QStringList("a4"));
    QTRY_COMPARE(fixture.ids("three"), QStringList("a3"));
    QCOMPARE(fixture.ids("vanishing"), QStringList());
    QTRY_VERIFY(fixture.search->state().isComplete);
    QCOMPARE(fixture.search->state().indexed, 6);
    QCOMPARE(fixture.search->state().messages, 6);

    fixture.search.reset();
    QVERIFY(QFile::remove(fixture.indexPath)); // anybody may
    fixture.restart();
    QTRY_COMPARE(fixture.ids("three"), QStringList("a3"));
}

void ChatSearchServiceTest::makesADamagedIndexAnew()
{
    SearchFixture fixture;
    for (int i = 0; i < 30; ++i)
        fixture.ask("c" + QString::number(i), QString::number(i), "common " + QString::number(i), QString(2000, u'x'));
    QTRY_COMPARE(fixture.find("common").count, 30);
    const QByteArray noise = [] {
        QByteArray bytes(4096, Qt::Uninitialized);
        QRandomGenerator random(5);
        for (char &byte : bytes)
            byte = char(random.bounded(256));
        return bytes;
    }();
    for (const qint64 place : {0, 4096, 5 * 4096, 12 * 4096}) {
        fixture.search.reset();
        QFile file(fixture.indexPath);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY2(file.size() > place, qPrintable(QString::number(file.size())));
        file.seek(place);
        file.write(noise);
        file.close();
        fixture.restart();
        // Whether it met the noise or not: once it is complete, it finds all.
        QTRY_VERIFY_WITH_TIMEOUT(fixture.search->state().isComplete && fixture.find("common").count == 30, 10'000);
        QVERIFY(!fixture.search->state().trouble);
    }
}

void ChatSearchServiceTest::saysWhatIsWrongWithItsFile()
{
    QTemporaryDir dir;
    HistoryStore history(dir.filePath("chats.db"));
    QSignalSpy listed(&history, &HistoryStore::conversationsListed);
    history.listConversations();
    QVERIFY(listed.wait());
    QVERIFY(QDir(dir.path()).mkdir("search.db")); // a folder is in the way
    ChatSearchService search(history, {dir.filePath("chats.db"), dir.filePath("search.db")});
    search.start();
    QTRY_VERIFY(search.state().trouble);
    QVERIFY(search.state().trouble->message.contains(dir.filePath("search.db")));
    QSignalSpy answered(&search, &ChatSearchService::answered);
    search.search("anything");
    QVERIFY(answered.wait());
    QCOMPARE(answered.first().first().value<SearchResult>().chats.size(), 0);
}

void ChatSearchServiceTest::answersOnlyTheLatestSearch()
{
    SearchFixture fixture;
    fixture.ask("c", "1", "word", "answer");
    QTRY_COMPARE(fixture.ids("word").size(), 1);
    QSignalSpy answered(fixture.search.get(), &ChatSearchService::answered);
    quint64 last = 0;
    for (const char *typed : {"w", "wo", "wor", "word"})
        last = fixture.search->search(typed);
    QTRY_COMPARE(answered.count(), 1);
    fixture.find("answer");
    QCOMPARE(answered.count(), 2);
    QCOMPARE(answered.first().first().value<SearchResult>().number, last);
    QCOMPARE(answered.first().first().value<SearchResult>().typed, "word");
}

void ChatSearchServiceTest::takesAnythingThatCanBeTyped()
{
    SearchFixture fixture;
    fixture.ask("c", "1", "NEAR AND OR it's c++ foo-bar", "answer");
    QTRY_COMPARE(fixture.ids("answer"), QStringList("a1"));
    QCOMPARE(fixture.ids("it's"), QStringList("q1"));
    QCOMPARE(fixture.ids("NEAR( AND \"OR\" "), QStringList("q1"));
    QRandomGenerator random(11);
    const QString pieces
        = QString::fromUtf8("ab*:^\"'(){}+-~ ,;%_NEARé量서") + QChar(0) + QChar(0xD800) + QChar(0x202E);
    for (int round = 0; round < 300; ++round) {
        QString typed;
        for (int i = random.bounded(20); i > 0; --i)
            typed += pieces.at(random.bounded(pieces.size()));
        QCOMPARE(fixture.find(typed).typed, typed);
    }
    QVERIFY(!fixture.search->state().trouble);
    QCOMPARE(fixture.ids("answer"), QStringList("a1")); // and nothing was made anew
}

QTEST_GUILESS_MAIN(ChatSearchServiceTest)

#include "chat_search_service_test.moc"
