// SPDX-License-Identifier: MIT
// Files that somebody made to do harm, and good ones that something broke.
#include "tests/core/archive/archive_file.h"
#include "tests/support/chatgpt_zip.h"

#include <QRandomGenerator>
#include <QTest>

using namespace freshet;
using test::archiveFixture;
using test::readArchive;
using test::ReadArchive;

class ArchiveHostileTest : public QObject {
    Q_OBJECT

private slots:
    void survivesWhatIsMeantToHarm_data();
    void survivesWhatIsMeantToHarm();
    void takesNoMoreThanItShould();
    void survivesSeededMutations_data();
    void survivesSeededMutations();

private:
    static void checkChat(const StoredChat &chat);
};

/// What the rest of the program relies on.
void ArchiveHostileTest::checkChat(const StoredChat &chat)
{
    QVERIFY(!chat.info.id.isEmpty());
    QVERIFY(!chat.info.title.contains('\n'));
    QVERIFY(!chat.messages.isEmpty());
    QSet<MessageId> seen;
    for (const StoredMessage &message : chat.messages) {
        QVERIFY(!seen.contains(message.id));
        QVERIFY(message.parent.isEmpty() || seen.contains(message.parent));
        QCOMPARE(message.conversation, chat.info.id);
        QVERIFY(message.createdAt.isValid());
        QCOMPARE(QString::fromUtf8(message.answer.text.toUtf8()), message.answer.text); // no half characters
        QVERIFY(!message.answer.text.contains(QChar(0)));
        for (const Attachment &file : message.attachments) {
            QVERIFY(!file.name.isEmpty() && !file.name.contains('\n'));
            QVERIFY(!file.text.contains(QChar(0)));
            QVERIFY(!file.isPicture() || file.mimeType.startsWith("image/"));
            QVERIFY(file.bytes.size() <= archive_limits::kMaxPictureBytes);
        }
        seen.insert(message.id);
    }
    QVERIFY(chat.leaf.isEmpty() || seen.contains(chat.leaf));
}

void ArchiveHostileTest::survivesWhatIsMeantToHarm_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("chats");

    const QByteArray text = R"("content":{"content_type":"text","parts":["x"]})";
    const auto node = [&text](const QByteArray &parent) -> QByteArray {
        return R"({"parent":)" + parent + R"(,"message":{"author":{"role":"user"},)" + text + "}}";
    };
    QTest::newRow("deep arrays") << QByteArray(1'000'000, '[') << 0;
    QTest::newRow("deep objects in a chat")
        << QByteArray(R"([{"mapping":)" + QByteArray("{\"a\":").repeated(100'000)) << 0;
    QTest::newRow("deep and closed") << QByteArray(
        R"([{"mapping":)" + QByteArray("{\"a\":").repeated(5'000) + "1" + QByteArray(5'000, '}') + "}]")
                                     << 0;
    QTest::newRow("a circle") << QByteArray(
        R"([{"mapping":{"a":)" + node("\"b\"") + ",\"b\":" + node("\"a\"") + R"(},"current_node":"a"}])")
                              << 1;
    QTest::newRow("its own parent") << QByteArray(R"([{"mapping":{"a":)" + node("\"a\"") + R"(},"current_node":"a"}])")
                                    << 1;
    QTest::newRow("wrong types") << QByteArray(
        R"([{"mapping":{"a":7,"b":{"message":[]},"c":{"parent":{},"message":{"author":"me","content":"x"}}},"title":[],"current_node":5}])")
                                 << 0;
    QTest::newRow("wrong types of Claude") << QByteArray(
        R"([{"uuid":{},"name":[1],"chat_messages":[1,null,"x",{"sender":3,"text":{},"content":"y","attachments":"z","files":[[]]}]}])")
                                           << 0;
    QTest::newRow("wrong types of Open WebUI")
        << QByteArray(R"([{"chat":{"history":{"messages":[1]},"messages":{"a":1}},"title":4}])") << 0;
    QTest::newRow("duplicate ids") << QByteArray(
        R"([{"uuid":"u","chat_messages":[{"uuid":"m","sender":"human","text":"a"},{"uuid":"m","sender":"human","text":"b"}]}])")
                                   << 1;
    QTest::newRow("half characters") << QByteArray(
        R"([{"uuid":"u","name":"\udfff","chat_messages":[{"uuid":"\ud800","sender":"human","text":"a\ud800b\u0000\u001b[2J"}]}])")
                                     << 1;
    QTest::newRow("bad UTF-8") << QByteArray(
        "[{\"uuid\":\"u\",\"chat_messages\":[{\"uuid\":\"m\",\"sender\":\"human\",\"text\":\"a\xff\xfe\"}]}]")
                               << 1;
    QTest::newRow("times that are none") << QByteArray(
        R"([{"uuid":"u","updated_at":1e308,"created_at":"9999999-01-01","chat_messages":[{"uuid":"m","sender":"human","text":"a","created_at":-1e300}]}])")
                                         << 1;
    QByteArray many = R"([{"mapping":{)";
    for (int i = 0; i < 1'000'000; ++i)
        many += '"' + QByteArray::number(i) + "\":{},";
    many.chop(1);
    QTest::newRow("a million nodes") << QByteArray(many + "}}]") << 0;
    QByteArray line = R"([{"uuid":"u","chat_messages":[)";
    for (int i = 0; i < 90'000; ++i)
        line += R"({"sender":"human","text":"x"},)";
    line.chop(1);
    QTest::newRow("many messages, but few enough") << QByteArray(line + "]}]") << 1;
    QTest::newRow("thoughts without end") << QByteArray(R"([{"chat":{"messages":[{"role":"assistant","content":")"
        + QByteArray(R"(<details type=\"reasoning\">)").repeated(100'000) + R"("}]}}])")
                                          << 1;
}

void ArchiveHostileTest::survivesWhatIsMeantToHarm()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, chats);
    const ReadArchive read = readArchive(bytes);
    QCOMPARE(read.chats.size(), chats);
    for (const StoredChat &chat : read.chats)
        checkChat(chat);
    QVERIFY(chats > 0 || read.error || !read.skipped.isEmpty());
}

void ArchiveHostileTest::takesNoMoreThanItShould()
{
    test::ZipMaker bomb;
    bomb.add("conversations.json", '[' + QByteArray(200 << 20, ' ') + ']');
    const ReadArchive read = readArchive(bomb.bytes());
    QVERIFY(read.error);
    QVERIFY(read.error->message.contains("unpacks to far more"));

    // A bomb beside the chats costs its own message alone.
    test::ZipMaker beside;
    beside.add("conversations.json", archiveFixture("chatgpt_files.json"));
    beside.add("file-Txt777-recipe.md", QByteArray(60 << 20, ' '));
    beside.saidSize = 8;
    beside.add("file-AbC123-loaf.png", test::pixelPng() + QByteArray(60 << 20, ' '));
    const ReadArchive withBombs = readArchive(beside.bytes());
    QCOMPARE(withBombs.chats.size(), 1);
    QCOMPARE(withBombs.chats.first().messages.first().attachments.value(0),
        (Attachment{.name = "loaf.png", .mimeType = "image/png"}));
    QCOMPARE(withBombs.incomplete.size(), 1);
    QVERIFY2(withBombs.incomplete.first().reason.contains("1 too large, 1 damaged"),
        qPrintable(withBombs.incomplete.first().reason));

    // No key and no address that chats are sent to comes with them; what a stranger says of one stays text.
    const ReadArchive own = readArchive(
        R"({"format":"freshet-chats","version":1,"base_url":"https://evil.example","chats":[{"id":"a","base_url":"https://evil.example","api_key":"sk-x","title":"T","messages":[{"id":"m","role":"user","text":"Hi","base_url":"https://evil.example","answer":{"api_key":"sk-x"}}]}]})");
    QCOMPARE(own.chats.size(), 1);
    QCOMPARE(own.chats.first().messages.first().answer, (QueryAnswer{.text = "Hi"}));
}

void ArchiveHostileTest::survivesSeededMutations_data()
{
    QTest::addColumn<QByteArray>("fixture");
    for (const char *const name : {"chatgpt.json", "claude.json", "open_webui.json", "freshet.json"})
        QTest::newRow(name) << archiveFixture(name);
    test::ZipMaker zip;
    zip.add("conversations.json", archiveFixture("chatgpt.json"));
    QTest::newRow("zip") << zip.bytes();
    QTest::newRow("chat with files") << archiveFixture("chatgpt_files.json");
    QTest::newRow("zip with files") << test::chatGptZip(archiveFixture("chatgpt_files.json")).bytes();
    // Not packed, so that what is changed is more than a checksum.
    test::ZipMaker open;
    open.add("conversations.json", archiveFixture("chatgpt_files.json"), test::ZipMaker::Method::Stored);
    open.add("file-AbC123-loaf.png", test::pixelPng(), test::ZipMaker::Method::Stored);
    open.add("file-Txt777.dat", "text", test::ZipMaker::Method::Stored);
    QTest::newRow("open zip with files") << open.bytes();
}

void ArchiveHostileTest::survivesSeededMutations()
{
    QFETCH(QByteArray, fixture);
    QVERIFY(!fixture.isEmpty());
    static const QByteArrayList scraps{"{", "}", "[", "]", "\"", ",", ":", "null", "-1", "1e999", "\\ud800", "\\", "{}",
        "[]", "\"\"", QByteArray(1, '\0'), "\xff", "\"parent\":\"q1\"", "true"};
    QRandomGenerator random(2026);
    int taken = 0;
    for (int round = 0; round < 500; ++round) {
        QByteArray bytes = fixture;
        for (int changes = random.bounded(1, 8); changes > 0; --changes) {
            const auto at = random.bounded(static_cast<quint32>(bytes.size()));
            switch (random.bounded(5)) {
            case 0:
                bytes[at] = static_cast<char>(random.bounded(256));
                break;
            case 1:
                bytes.remove(at, random.bounded(40));
                break;
            case 2:
                bytes.insert(at, scraps.at(random.bounded(static_cast<int>(scraps.size()))));
                break;
            case 3:
                bytes.insert(at, bytes.mid(random.bounded(static_cast<quint32>(bytes.size())), random.bounded(200)));
                break;
            default:
                if (random.bounded(10) == 0)
                    bytes.truncate(at);
            }
            if (bytes.isEmpty())
                bytes = "[";
        }
        const ReadArchive read = readArchive(bytes);
        for (const StoredChat &chat : read.chats)
            checkChat(chat);
        taken += read.chats.isEmpty() ? 0 : 1;
        if (read.error)
            QVERIFY(read.error->message.endsWith('.') || read.error->message.endsWith('?'));
    }
    QVERIFY(taken > 0); // not all of it was refused at the door
}

QTEST_GUILESS_MAIN(ArchiveHostileTest)
#include "archive_hostile_test.moc"
