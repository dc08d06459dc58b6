// SPDX-License-Identifier: MIT
#include "core/archive/chat_writer.h"
#include "core/history/message_tree.h"
#include "tests/core/archive/archive_file.h"
#include "tests/core/archive/random_chat.h"
#include "tests/support/zip_maker.h"

#include <QTest>

using namespace freshet;
using test::archiveFixture;
using test::readArchive;
using test::ReadArchive;

class ArchiveReaderTest : public QObject {
    Q_OBJECT

private slots:
    void readsChatGpt();
    void readsClaude();
    void readsOpenWebUi();
    void readsItsOwn();
    void readsAZip();
    void readsOneChatAlone();
    void goesOnAfterABrokenChat();
    void keepsWhatCameBeforeACut();
    void saysWhatItDoesNotKnow_data();
    void saysWhatItDoesNotKnow();
    void stopsWhenTold();

private:
    static QStringList way(const StoredChat &chat)
    {
        QStringList texts;
        for (const StoredMessage &message : MessageTree(chat.messages, chat.leaf).way())
            texts << message.answer.text;
        return texts;
    }
};

void ArchiveReaderTest::readsChatGpt()
{
    const ReadArchive read = readArchive(archiveFixture("chatgpt.json"));
    QVERIFY2(!read.error, qPrintable(read.error ? read.error->message : QString()));
    QCOMPARE(read.chats.size(), 2);
    QCOMPARE(read.skipped, (QList<SkippedChat>{{"Broken", "It holds no message that can be shown."}}));
    QCOMPARE(read.chats.at(0).info.title, QString("Second chat")); // it is older
    const StoredChat &bread = read.chats.at(1);
    QCOMPARE(bread.info.title, QString("Bread that rises"));
    QCOMPARE(bread.info.changedAt, QDateTime::fromMSecsSinceEpoch(1700000300500, Qt::UTC));
    QCOMPARE(way(bread),
        (QStringList{"[a picture that the export does not hold]\n\nWhy did my bread not rise?",
            "Old yeast, most likely. See the date.", "How much yeast for 750 g?", "**15 g** of fresh yeast."}));
    QCOMPARE(bread.messages.size(), 5);
    const StoredMessage &question = bread.messages.at(0);
    QCOMPARE(question.role, ChatRole::User);
    QCOMPARE(question.attachments, (QList<Attachment>{{.name = "loaf.png", .mimeType = "image/png"}}));
    const StoredMessage &answer = bread.messages.at(1);
    QCOMPARE(answer.answer.reasoning, QString("The yeast may be dead."));
    QCOMPARE(answer.answer.model, (ModelRef{"openai", "gpt-5-thinking"}));
    QCOMPARE(answer.answer.finishReason, FinishReason::Stop);
    QCOMPARE(answer.createdAt, QDateTime::fromSecsSinceEpoch(1700000003, Qt::UTC));
    QCOMPARE(bread.messages.at(2).parent, question.id); // the other answer is beside it
    QCOMPARE(bread.messages.last().answer.toolCalls, (QList<ToolCall>{{.name = "python", .arguments = "750 * 0.02"}}));
}

void ArchiveReaderTest::readsClaude()
{
    const ReadArchive read = readArchive(archiveFixture("claude.json"));
    QVERIFY(!read.error);
    QCOMPARE(read.skipped.size(), 0);
    QCOMPARE(read.chats.size(), 2);
    const StoredChat &garden = read.chats.at(0);
    QCOMPARE(garden.info.title, QString("Planning a garden"));
    QCOMPARE(way(garden), (QStringList{"What grows in shade?", "Ferns grow well there.", "And in sun?"}));
    QCOMPARE(garden.messages.at(0).attachments,
        (QList<Attachment>{{.name = "garden.txt", .mimeType = "text/plain", .text = "North wall, 3 m."},
            {.name = "plan.png", .mimeType = "application/octet-stream"}}));
    QCOMPARE(garden.messages.at(0).createdAt, QDateTime({2025, 3, 1}, {9, 0, 0, 123}, Qt::UTC));
    QCOMPARE(garden.messages.at(1).answer.reasoning, QString("A north wall is dark."));
    QCOMPARE(garden.messages.at(1).answer.toolCalls.first().name, QString("web_search"));
    QCOMPARE(garden.messages.at(1).answer.toolCalls.first().arguments, QString(R"({"query":"shade plants"})"));
    const StoredChat &colour = read.chats.at(1);
    QCOMPARE(colour.info.title, QString("Name a colour."));
    QCOMPARE(way(colour), (QStringList{"Name a colour.", "Blue."}));
    QCOMPARE(colour.messages.size(), 3);
    QCOMPARE(colour.messages.at(1).answer.model, (ModelRef{"anthropic", "claude-x"}));
}

void ArchiveReaderTest::readsOpenWebUi()
{
    const ReadArchive read = readArchive(archiveFixture("open_webui.json"));
    QVERIFY(!read.error);
    QCOMPARE(read.chats.size(), 2);
    QCOMPARE(way(read.chats.at(0)), (QStringList{"Hi", "Hello!"}));
    const StoredChat &local = read.chats.at(1);
    QCOMPARE(way(local), (QStringList{"What is in the picture?", "One pixel.", "Which colour?", "Gre"}));
    QCOMPARE(local.messages.size(), 5);
    const QList<Attachment> &files = local.messages.at(0).attachments;
    QCOMPARE(files.size(), 2);
    QCOMPARE(files.at(0).mimeType, QByteArray("image/png"));
    QVERIFY(files.at(0).isPicture());
    QCOMPARE(files.at(1), (Attachment{.name = "notes.txt", .mimeType = "text/plain", .text = "A dot."}));
    QCOMPARE(local.messages.at(2).answer.reasoning, QString("It is small."));
    QCOMPARE(local.messages.at(2).answer.model, (ModelRef{"open-webui", "qwen3:8b"}));
    QCOMPARE(local.messages.last().state, StoredState::Interrupted);
}

void ArchiveReaderTest::readsItsOwn()
{
    test::RandomChat random(11);
    QList<StoredChat> chats;
    const auto writer = makeChatWriter(ExportFormat::Json, QDateTime::currentDateTimeUtc());
    QByteArray file = writer->head();
    for (int i = 0; i < 50; ++i) {
        chats << random.make();
        file += writer->chat(chats.constLast());
    }
    const ReadArchive read = readArchive(file + writer->tail());
    std::stable_sort(chats.begin(), chats.end(),
        [](const StoredChat &left, const StoredChat &right) { return left.info.changedAt < right.info.changedAt; });
    QVERIFY(!read.error);
    QCOMPARE(read.skipped.size(), 0);
    QCOMPARE(read.chats, chats);
}

void ArchiveReaderTest::readsAZip()
{
    test::ZipMaker zip;
    zip.add("user.json", R"({"email":"a@b"})");
    zip.add("../../conversations.json", archiveFixture("chatgpt.json")); // a name is no path here
    zip.add("chat.html", "<html>");
    zip.add("export/conversations-001.json", archiveFixture("claude.json"), test::ZipMaker::Method::Stored);
    const ReadArchive read = readArchive(zip.bytes());
    QVERIFY2(!read.error, qPrintable(read.error ? read.error->message : QString()));
    QCOMPARE(read.chats.size(), 4);

    test::ZipMaker other;
    other.add("photo.json", "[]");
    QVERIFY(readArchive(other.bytes()).error->message.contains("conversations.json"));
}

void ArchiveReaderTest::readsOneChatAlone()
{
    const ReadArchive read = readArchive(
        R"({"mapping":{"q":{"parent":null,"message":{"author":{"role":"user"},"content":{"content_type":"text","parts":["Hi"]}}}}})");
    QVERIFY(!read.error);
    QCOMPARE(read.chats.size(), 1);
    QCOMPARE(read.chats.first().info.title, QString("Hi"));
}

void ArchiveReaderTest::goesOnAfterABrokenChat()
{
    const QByteArray good = R"({"uuid":"u%","chat_messages":[{"uuid":"m","sender":"human","text":"Hi"}]})";
    const auto numbered = [&good](char number) { return QByteArray(good).replace('%', number); };
    const ReadArchive read = readArchive('[' + numbered('1') + R"(,{"name":"Bad","chat_messages":[{"text":tru}]},7,)"
        + R"({"chat_messages":"x"},)" + numbered('2') + ']');
    QVERIFY(!read.error);
    QCOMPARE(read.chats.size(), 2);
    QCOMPARE(read.skipped.size(), 3);
    QVERIFY2(read.skipped.at(0).reason.startsWith("It is broken at byte "), qPrintable(read.skipped.at(0).reason));
    QCOMPARE(read.skipped.at(0).title, QString("Chat 2 of the file"));
}

void ArchiveReaderTest::keepsWhatCameBeforeACut()
{
    const QByteArray whole = archiveFixture("claude.json");
    const ReadArchive read = readArchive(whole.left(whole.size() - 200));
    QVERIFY(!read.error);
    QCOMPARE(read.chats.size(), 1);
    QCOMPARE(read.skipped.size(), 2);
    QVERIFY(read.skipped.at(0).reason.contains("ends in the middle"));
}

void ArchiveReaderTest::saysWhatItDoesNotKnow_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << QByteArray() << "The file is empty.";
    QTest::newRow("no JSON") << QByteArray("%PDF-1.7") << "This is no JSON.";
    QTest::newRow("other JSON") << QByteArray(R"([{"a":1}])") << "holds no chats that are known here";
    QTest::newRow("no chat at all") << QByteArray("[]") << "holds no chats that are known here";
    QTest::newRow("a newer form") << QByteArray(R"({"format":"freshet-chats","version":9,"chats":[{"id":"a"}]})")
                                  << "newer version of Freshet";
    QTest::newRow("half a .zip") << QByteArray("PK\x03\x04 and no more") << "damaged or not whole";
}

void ArchiveReaderTest::saysWhatItDoesNotKnow()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, words);
    const ReadArchive read = readArchive(bytes);
    QVERIFY(read.error);
    QVERIFY2(read.error->message.contains(words), qPrintable(read.error->message));
}

void ArchiveReaderTest::stopsWhenTold()
{
    ArchiveReader reader;
    const Status status = reader.open(FRESHET_TEST_DATA "/archive/claude.json", [](double done) { return done < 0.5; });
    QVERIFY(!status);
    QCOMPARE(status.error().kind, ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(ArchiveReaderTest)
#include "archive_reader_test.moc"
