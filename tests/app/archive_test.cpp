// SPDX-License-Identifier: MIT
// `freshet export` and `freshet import`, by the built program.
#include "core/history/history_store.h"
#include "core/history/stored_chat.h"
#include "tests/app/program_run.h"
#include "tests/support/chatgpt_zip.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QtTest>

using namespace freshet;
using namespace freshet::test;

class ArchiveTest : public QObject {
    Q_OBJECT

private slots:
    void importsAndExports();
    void tellsWhatWasSkipped();
    void importsThePicturesOfAZip();
    void writesAFile();
    void leavesTheTrashAlone();
    void exportsAFolder();
    void worksBesideAnOpenWindow();
    void saysThatAnotherProgramIsBusyWithTheChats();
    void saysWhatIsWrong();
    void refusesWrongUse_data();
    void refusesWrongUse();
    void takesNoKeyAndNoAddress();

private:
    static QString fixture(const char *name) { return FRESHET_TEST_DATA "/archive/" + QString(name); }
};

void ArchiveTest::importsAndExports()
{
    ProgramRun program;
    const auto imported = program.run({"import", "--json", fixture("claude.json")});
    QCOMPARE(imported.exitStatus, 0);
    QCOMPARE(imported.messages(),
        (QList<QJsonObject>{
            {{"type", "imported"}, {"added", 2}, {"extended", 0}, {"unchanged", 0}, {"skipped", QJsonArray()},
                {"incomplete",
                    QJsonArray{QJsonObject{{"title", "Planning a garden"},
                        {"reason", "Files that did not come along: 1 not in the export."}}}}}}));
    QCOMPARE(program.run({"import", fixture("claude.json")}).output,
        QByteArray("0 added, 0 extended, 2 unchanged, 0 skipped\n"));

    const QJsonArray chats = program.run({"export", "--list", "--json"}).messages().at(0).value("chats").toArray();
    QCOMPARE(chats.size(), 2);
    QCOMPARE(chats.at(0).toObject().value("title"), "Name a colour.");
    QCOMPARE(chats.at(0).toObject().value("changed_at"), "2025-03-02T09:00:09Z");
    const QString id = chats.at(1).toObject().value("id").toString();
    QVERIFY(program.run({"export", "--list"})
                .output.contains(QByteArray(id.toUtf8() + "  2025-03-01 09:05  Planning a garden\n")));

    const auto markdown = program.run({"export", "--chat", id});
    QCOMPARE(markdown.exitStatus, 0);
    QVERIFY(markdown.output.startsWith("# Planning a garden\n"));
    QVERIFY(!markdown.output.contains("Name a colour"));
    const auto html = program.run({"export", "--all", "--format", "html"});
    QVERIFY(html.output.startsWith("<!DOCTYPE html>"));
    QVERIFY(html.output.contains("<h1>Name a colour.</h1>"));

    // All of it goes into another profile, and comes out as it was.
    const auto json = program.run({"export", "--all", "--format", "json"});
    ProgramRun other;
    QCOMPARE(other.run({"import", other.writeFile("chats.json", json.output)}).exitStatus, 0);
    const auto again = other.run({"export", "--all", "--format", "json"});
    const auto chatsOf
        = [](const QByteArray &bytes) { return QJsonDocument::fromJson(bytes).object().value("chats").toArray(); };
    QCOMPARE(chatsOf(again.output).size(), 2);
    QCOMPARE(chatsOf(again.output), chatsOf(json.output));
}

void ArchiveTest::tellsWhatWasSkipped()
{
    ProgramRun program;
    const auto told = program.run({"import", "--json", fixture("chatgpt.json")});
    QCOMPARE(told.exitStatus, 0);
    QCOMPARE(told.messages().at(0).value("added"), 2);
    QCOMPARE(told.messages().at(0).value("skipped").toArray(),
        (QJsonArray{QJsonObject{{"title", "Broken"}, {"reason", "It holds no message that can be shown."}}}));
    const auto shown = program.run({"import", fixture("chatgpt.json")});
    QCOMPARE(shown.errors,
        QByteArray("freshet: skipped: Broken: It holds no message that can be shown.\n"
                   "freshet: not whole: Bread that rises: Files that did not come along: 1 not in the export.\n"));
}

void ArchiveTest::importsThePicturesOfAZip()
{
    QFile chats(fixture("chatgpt_files.json"));
    QVERIFY(chats.open(QIODevice::ReadOnly));
    ProgramRun program;
    const QString zip = program.writeFile("export.zip", chatGptZip(chats.readAll()).bytes());
    const auto told = program.run({"import", "--json", zip});
    QCOMPARE(told.exitStatus, 0);
    QCOMPARE(told.messages().at(0).value("added"), 1);
    QCOMPARE(told.messages().at(0).value("incomplete").toArray().at(0).toObject().value("reason"),
        "Files that did not come along: 1 not in the export, 1 neither picture nor text.");
    const QByteArray html = program.run({"export", "--all", "--format", "html"}).output;
    QCOMPARE(html.count(QByteArray("src=\"data:image/png;base64," + pixelPng().toBase64())), 3);
    QVERIFY(html.contains("500 g of flour."));

    // And with all of them into another profile.
    const auto json = program.run({"export", "--all", "--format", "json"});
    ProgramRun other;
    QCOMPARE(other.run({"import", other.writeFile("chats.json", json.output)}).exitStatus, 0);
    QCOMPARE(other.run({"export", "--all", "--format", "html"}).output.count("data:image/png"), 3);
}

void ArchiveTest::writesAFile()
{
    ProgramRun program;
    program.run({"import", fixture("open_webui.json")});
    const QString path = program.filePath("out.html");
    const auto told = program.run({"export", "--all", "--format", "html", "--output", path, "--json"});
    QCOMPARE(told.exitStatus, 0);
    QCOMPARE(told.messages(),
        (QList<QJsonObject>{{{"type", "exported"}, {"path", path}, {"format", "html"}, {"chats", 2}}}));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("src=\"data:image/png;base64,"));

    const auto refused = program.run({"export", "--all", "--output", "/nowhere/out.md"});
    QCOMPARE(refused.exitStatus, 1);
    QVERIFY(refused.errors.contains("/nowhere/out.md"));
}

void ArchiveTest::worksBesideAnOpenWindow()
{
    ProgramRun program;
    program.run({"settings"}); // makes the profile
    HistoryStore window(program.profile() + "/freshet.db");
    const StoredMessage question{.id = "q", .conversation = "c", .answer = {.text = "asked in the window"}};
    const StoredMessage answer{
        .id = "a", .conversation = "c", .parent = "q", .role = ChatRole::Assistant, .state = StoredState::Streaming};
    QSignalSpy stored(&window, &HistoryStore::questionStored);
    window.storeQuestion(question, answer);
    QVERIFY(stored.wait());
    QCOMPARE(program.run({"import", fixture("claude.json")}).exitStatus, 0);
    const auto exported = program.run({"export", "--chat", "c"});
    QVERIFY2(exported.output.contains("asked in the window"), exported.errors.constData());
    window.appendToAnswer("a", "still growing"); // neither command took it for cut off
    QSignalSpy read(&window, &HistoryStore::chatRead);
    window.readChat("c");
    QVERIFY(read.wait());
    const auto chat = read.at(0).at(0).value<StoredChat>();
    QCOMPARE(chat.messages.last().state, StoredState::Streaming);
    QCOMPARE(chat.messages.last().answer.text, QString("still growing"));
}

void ArchiveTest::leavesTheTrashAlone()
{
    ProgramRun program;
    QCOMPARE(program.run({"import", fixture("claude.json")}).exitStatus, 0);
    const QJsonArray chats = program.run({"export", "--list", "--json"}).messages().at(0).value("chats").toArray();
    const QString gone = chats.at(0).toObject().value("id").toString(); // "Name a colour."
    {
        HistoryStore window(program.profile() + "/freshet.db");
        QSignalSpy changed(&window, &HistoryStore::conversationsChanged);
        window.changeOrder(order::MoveToTrash{gone});
        QVERIFY(changed.wait());
    }
    const QByteArray all = program.run({"export", "--all"}).output;
    QVERIFY(all.contains("Planning a garden"));
    QVERIFY(!all.contains("Name a colour"));
    QVERIFY(program.run({"export", "--chat", gone}).output.contains("Name a colour")); // by its name it is there
}

void ArchiveTest::exportsAFolder()
{
    ProgramRun program;
    QCOMPARE(program.run({"import", fixture("claude.json")}).exitStatus, 0);
    const QJsonArray chats = program.run({"export", "--list", "--json"}).messages().at(0).value("chats").toArray();
    const QString colour = chats.at(0).toObject().value("id").toString();
    const QString garden = chats.at(1).toObject().value("id").toString();
    const auto order = [&program](const QList<OrderChange> &changes) {
        HistoryStore window(program.profile() + "/freshet.db");
        QSignalSpy changed(&window, &HistoryStore::conversationsChanged);
        window.changeOrders(changes);
        QVERIFY(changed.wait());
    };
    order({order::AddFolder{"f", "Häuser"}, order::AddFolder{"g", "Garden"}, order::MoveToFolder{garden, "g"}});
    const auto exported = program.run({"export", "--folder", "garden"});
    QCOMPARE(exported.exitStatus, 0);
    QVERIFY(exported.output.startsWith("# Planning a garden\n"));
    QVERIFY(!exported.output.contains("Name a colour"));
    QCOMPARE(program.run({"export", "--folder", "Häuser"}).output, QByteArray()); // nothing is in it
    const QJsonArray listed = program.run({"export", "--list", "--json"}).messages().at(0).value("chats").toArray();
    QCOMPARE(listed.at(1).toObject().value("folder"), "Garden");
    QVERIFY(!listed.at(0).toObject().contains("folder"));

    const auto unknown = program.run({"export", "--folder", "Attic"});
    QCOMPARE(unknown.exitStatus, 2);
    QVERIFY2(unknown.errors.contains("There is no folder \"Attic\". There are: Garden, Häuser."),
        unknown.errors.constData());

    order({order::MoveToFolder{colour, "g"}, order::Archive{colour}, order::MoveToTrash{garden}});
    const QByteArray rest = program.run({"export", "--folder", "Garden", "--folder", "Häuser"}).output;
    QVERIFY(rest.startsWith("# Name a colour.\n"));
    QVERIFY(!rest.contains("Planning a garden"));
}

void ArchiveTest::saysThatAnotherProgramIsBusyWithTheChats()
{
    ProgramRun program;
    QCOMPARE(program.run({"import", fixture("claude.json")}).exitStatus, 0);
    {
        QSqlDatabase other = QSqlDatabase::addDatabase("QSQLITE", "other");
        other.setDatabaseName(program.profile() + "/freshet.db");
        QVERIFY(other.open());
        QVERIFY(QSqlQuery(other).exec("BEGIN IMMEDIATE"));
        QCOMPARE(program.run({"export", "--all"}).exitStatus, 0); // who only reads does not mind
        const auto busy = program.run({"import", "--json", fixture("chatgpt.json")});
        QCOMPARE(busy.exitStatus, 1);
        QVERIFY2(busy.errors.contains("another program is busy with them. Try again"), busy.errors.constData());
        QCOMPARE(busy.messages().at(0).value("added"), 0);
    }
    QSqlDatabase::removeDatabase("other");
    QCOMPARE(program.run({"import", fixture("chatgpt.json")}).exitStatus, 0);
}

void ArchiveTest::saysWhatIsWrong()
{
    ProgramRun program;
    const auto none = program.run({"import", "/nowhere.zip"});
    QCOMPARE(none.exitStatus, 2);
    QVERIFY(none.errors.contains("There is no file /nowhere.zip"));
    const auto odd = program.run({"import", "--json", program.writeFile("x.json", "[{\"a\":1}]")});
    QCOMPARE(odd.exitStatus, 1);
    QVERIFY(odd.errors.contains("holds no chats that are known here"));
    QCOMPARE(odd.messages().at(0).value("error").toObject().value("kind"), "bad_request");
    const auto unknown = program.run({"export", "--chat", "nobody"});
    QCOMPARE(unknown.exitStatus, 2);
    QVERIFY(unknown.errors.contains("There is no chat nobody."));
    const auto empty = program.run({"export", "--all"});
    QCOMPARE(empty.exitStatus, 0);
    QVERIFY(empty.output.isEmpty());
}

void ArchiveTest::refusesWrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("nothing to export") << QStringList{"export"}
                                       << QByteArray("Say one of --chat ID, --folder NAME, --all and --list.");
    QTest::newRow("two at once") << QStringList{"export", "--all", "--chat", "x"} << QByteArray("Say one of");
    QTest::newRow("a folder and all") << QStringList{"export", "--all", "--folder", "x"} << QByteArray("Say one of");
    QTest::newRow("a word") << QStringList{"export", "x"} << QByteArray("named with --chat");
    QTest::newRow("unknown format") << QStringList{"export", "--all", "--format", "pdf"}
                                    << QByteArray("markdown, html, json");
    QTest::newRow("two kinds of output") << QStringList{"export", "--all", "--json"} << QByteArray("needs --output");
    QTest::newRow("nothing to import") << QStringList{"import"} << QByteArray("Name one file");
    QTest::newRow("two files") << QStringList{"import", "a", "b"} << QByteArray("Name one file");
}

void ArchiveTest::refusesWrongUse()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, words);
    ProgramRun program;
    const auto result = program.run(arguments);
    QCOMPARE(result.exitStatus, 2);
    QVERIFY2(result.errors.contains(words), result.errors.constData());
}

void ArchiveTest::takesNoKeyAndNoAddress()
{
    ProgramRun program;
    const QByteArray before = program.run({"settings", "--json"}).output;
    const QByteArray chats
        = R"({"format":"freshet-chats","version":1,"settings":{"provider.openai.base_url":"https://evil.example"},)"
          R"("api_key":"sk-canary-5521","chats":[{"id":"a","title":"T","api_key":"sk-canary-5521","base_url":"https://evil.example",)"
          R"("messages":[{"id":"m","role":"user","text":"Hi","api_key":"sk-canary-5521"}]}]})";
    const ProgramRun elsewhere;
    QCOMPARE(program.run({"import", elsewhere.writeFile("x.json", chats)}).exitStatus, 0);
    QCOMPARE(program.run({"settings", "--json"}).output, before);
    QVERIFY(!program.allFiles().contains("sk-canary-5521"));
    QVERIFY(!program.allFiles().contains("evil.example"));
}

QTEST_GUILESS_MAIN(ArchiveTest)
#include "archive_test.moc"
