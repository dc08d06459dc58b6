// SPDX-License-Identifier: MIT
// Pictures and files that come beside chats in a .zip.
#include "core/archive/archive_limits.h"
#include "core/archive/chat_files.h"
#include "tests/core/archive/archive_file.h"
#include "tests/support/chatgpt_zip.h"

#include <QBuffer>
#include <QTest>

using namespace freshet;
using test::archiveFixture;
using test::pixelPng;
using test::readArchive;
using test::ReadArchive;

class ChatFilesTest : public QObject {
    Q_OBJECT

private slots:
    void findsTheIdInAPointer_data();
    void findsTheIdInAPointer();
    void takesPicturesAndTextsOfChatGpt();
    void saysWhatIsMissingWithoutAZip();
    void tellsTheContentNotTheName();
    void takesNoMoreThanAMessageMayHave();
    void countsWhatCannotBeTaken();
    void unpacksNoMoreThanAPictureMayBe();
    void boundsOneChatAndAllOfThem();
    void tellsWhatClaudeAndOpenWebUiLeaveOut();

private:
    struct Zip {
        explicit Zip(const QByteArray &content) : bytes(content) { buffer.open(QIODevice::ReadOnly); }
        QByteArray bytes;
        QBuffer buffer{&bytes};
    };

    static QString problemsOf(const QByteArray &zip, const QStringList &ids)
    {
        Zip file(zip);
        const auto opened = ZipFile::open(file.buffer);
        if (!opened)
            return opened.error().message;
        ArchiveFiles archive(*opened);
        ChatFiles files(&archive);
        for (const QString &id : ids)
            files.take(id, "x", {});
        return files.problems();
    }
};

void ChatFilesTest::findsTheIdInAPointer_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("id");
    QTest::newRow("of old") << "file-service://file-AbC123"
                            << "file-AbC123";
    QTest::newRow("of today") << "sediment://file_00ab"
                              << "file_00ab";
    QTest::newRow("with a page") << "sediment://file_00ab#file_77#p_1.jpg"
                                 << "file_00ab";
    QTest::newRow("with a query") << "sediment://file_00ab?shared_conversation_id=6a"
                                  << "file_00ab";
    QTest::newRow("alone") << "file-AbC123"
                           << "file-AbC123";
    QTest::newRow("of a name") << "file-AbC123-loaf.png"
                               << "file-AbC123";
    QTest::newRow("in a folder") << "dalle-generations/file-AbC123-b.webp"
                                 << "file-AbC123";
    QTest::newRow("the scheme alone") << "file-service://"
                                      << "";
    QTest::newRow("no sign") << "file"
                             << "";
    QTest::newRow("nothing behind it") << "sediment://file_"
                                       << "";
    QTest::newRow("an address") << "https://example.org/a.png"
                                << "";
    QTest::newRow("a path out") << "file-../../etc/passwd"
                                << "";
    QTest::newRow("nothing") << ""
                             << "";
}

void ChatFilesTest::findsTheIdInAPointer()
{
    QFETCH(QString, pointer);
    QFETCH(QString, id);
    QCOMPARE(ArchiveFiles::idIn(pointer), id);
}

void ChatFilesTest::takesPicturesAndTextsOfChatGpt()
{
    const ReadArchive read = readArchive(test::chatGptZip(archiveFixture("chatgpt_files.json")).bytes());
    QVERIFY2(!read.error, qPrintable(read.error ? read.error->message : QString()));
    QCOMPARE(read.chats.size(), 1);
    const QList<StoredMessage> &messages = read.chats.first().messages;
    QCOMPARE(messages.size(), 5);
    const QList<Attachment> &files = messages.at(0).attachments;
    QCOMPARE(files.size(), 4);
    QCOMPARE(files.at(0), (Attachment{.name = "loaf.png", .mimeType = "image/png", .bytes = pixelPng()}));
    QCOMPARE(files.at(1),
        (Attachment{.name = "recipe.md", .mimeType = "text/markdown", .text = "# Rye\n\n500 g of flour.\n"}));
    QCOMPARE(files.at(2), (Attachment{.name = "leaflet.pdf", .mimeType = "application/pdf"}));
    QCOMPARE(files.at(3), (Attachment{.name = "5d3c.png", .mimeType = "image/png", .bytes = pixelPng()}));
    QCOMPARE(messages.at(0).answer.text,
        QString("[a picture that the export does not hold]\n\nWhat do these show?")); // of the one that is gone

    const StoredMessage &drawn = messages.at(3);
    QCOMPARE(drawn.role, ChatRole::Assistant);
    QCOMPARE(drawn.answer.text, QString("A loaf with seeds, in morning light"));
    QCOMPARE(drawn.attachments,
        (QList<Attachment>{{.name = "bdd53f7d-8240.webp", .mimeType = "image/png", .bytes = pixelPng()}}));
    QCOMPARE(messages.at(4).answer.text, QString("Here it is."));
    QCOMPARE(messages.at(4).parent, drawn.id);
    QCOMPARE(read.incomplete,
        (QList<SkippedChat>{
            {"Pictures", "Files that did not come along: 1 not in the export, 1 neither picture nor text."}}));
}

void ChatFilesTest::saysWhatIsMissingWithoutAZip()
{
    const ReadArchive read = readArchive(archiveFixture("chatgpt_files.json"));
    QCOMPARE(read.chats.size(), 1);
    const StoredMessage &question = read.chats.first().messages.at(0);
    QCOMPARE(question.attachments.size(), 3); // by their names
    QVERIFY(!question.attachments.at(0).isPicture());
    QCOMPARE(question.answer.text.count("[a picture that the export does not hold]"), 3);
    QCOMPARE(read.chats.first().messages.at(3).answer.text, QString("[a picture that the export does not hold]"));
    QCOMPARE(read.incomplete.value(0).reason, QString("Files that did not come along: 6 not in the export."));
}

void ChatFilesTest::tellsTheContentNotTheName()
{
    test::ZipMaker maker;
    maker.add("file-A-a.txt", pixelPng());
    maker.add("file-B-b.png", "#!/bin/sh\n");
    maker.add("file-C", "plain");
    maker.add("file-D-d.txt", "caf\xe9"); // no UTF-8
    maker.add("file-A-second.txt", "the first of a name counts");
    maker.add("file-E-e.txt", QByteArray(archive_limits::kMaxText + 1, 'x'));
    Zip zip(maker.bytes());
    const auto opened = ZipFile::open(zip.buffer);
    QVERIFY(opened);
    ArchiveFiles archive(*opened);
    ChatFiles files(&archive);
    QCOMPARE(*files.take("file-A", "a.txt", "text/plain"),
        (Attachment{.name = "a.txt", .mimeType = "image/png", .bytes = pixelPng()}));
    QCOMPARE(*files.take("file-B", "b.png", "image/png"), (Attachment{.name = "b.png", .mimeType = "image/png"}));
    QCOMPARE(*files.take("file-C", {}, {}), (Attachment{.name = "file", .mimeType = "text/plain", .text = "plain"}));
    QCOMPARE(*files.take("file-D", "../d\n.txt", "Text/Plain\r\nX: y"),
        (Attachment{.name = "../d .txt", .mimeType = "application/octet-stream"}));
    QVERIFY(!files.take("file-E", "e.txt", {}));
    QCOMPARE(files.problems(), QString("Files that did not come along: 1 too large, 2 neither picture nor text."));
}

void ChatFilesTest::takesNoMoreThanAMessageMayHave()
{
    constexpr int kNamed = 200'000;
    QByteArray named;
    for (int i = 0; i < kNamed; ++i)
        named += R"({"id":"file-)" + QByteArray::number(i) + R"(","name":"a.txt"},)";
    named.chop(1);
    const ReadArchive read = readArchive(
        R"([{"title":"Many","current_node":"m","mapping":{"m":{"parent":null,"message":{"author":{"role":"user"},)"
        R"("content":{"content_type":"text","parts":["Look."]},"metadata":{"attachments":[)"
        + named + "]}}}}}]");
    QCOMPARE(read.chats.size(), 1);
    QCOMPARE(read.chats.first().messages.first().attachments.size(), archive_limits::kMaxAttachments);
    QCOMPARE(read.incomplete,
        (QList<SkippedChat>{
            {"Many", "Files that did not come along: 200 not in the export, 199800 too many for one message."}}));
}

void ChatFilesTest::countsWhatCannotBeTaken()
{
    test::ZipMaker locked;
    locked.flags = 1;
    locked.add("file-A.png", pixelPng());
    QCOMPARE(problemsOf(locked.bytes(), {"file-A"}), QString("Files that did not come along: 1 damaged."));
    test::ZipMaker wrongSum;
    wrongSum.checksumError = 1;
    wrongSum.add("file-A.png", pixelPng());
    QCOMPARE(problemsOf(wrongSum.bytes(), {"file-A", "file-B"}),
        QString("Files that did not come along: 1 not in the export, 1 damaged."));
}

void ChatFilesTest::unpacksNoMoreThanAPictureMayBe()
{
    const QByteArray large(archive_limits::kMaxPictureBytes + 1, 'x');
    test::ZipMaker honest;
    honest.add("file-A.txt", large, test::ZipMaker::Method::Stored);
    QCOMPARE(problemsOf(honest.bytes(), {"file-A"}), QString("Files that did not come along: 1 too large."));
    test::ZipMaker liar;
    liar.saidSize = 10;
    liar.add("file-A.txt", large, test::ZipMaker::Method::Stored);
    QCOMPARE(problemsOf(liar.bytes(), {"file-A"}), QString("Files that did not come along: 1 too large."));
    test::ZipMaker bomb;
    bomb.saidSize = 10;
    bomb.add("file-A.txt", QByteArray(60 << 20, 'x'));
    const QString told = problemsOf(bomb.bytes(), {"file-A"});
    QVERIFY2(told.endsWith("1 too large.") || told.endsWith("1 damaged."), qPrintable(told));
}

/// One file that is named again and again.
void ChatFilesTest::boundsOneChatAndAllOfThem()
{
    constexpr qint64 kSize = archive_limits::kMaxPictureBytes;
    test::ZipMaker maker;
    maker.add("file-A.png", pixelPng().leftJustified(kSize, '\0'), test::ZipMaker::Method::Stored);
    Zip zip(maker.bytes());
    const auto opened = ZipFile::open(zip.buffer);
    QVERIFY(opened);
    ArchiveFiles archive(*opened);
    ChatFiles files(&archive);
    qint64 taken = 0;
    for (int i = 0; i < 20; ++i) {
        if (const auto file = files.take("file-A", "a", {}))
            taken += file->bytes.size();
    }
    QCOMPARE(taken, archive_limits::kMaxChatBytes / kSize * kSize);
    QCOMPARE(files.problems(), QString("Files that did not come along: 8 too large."));
    QVERIFY(ChatFiles(&archive).take("file-A", "a", {})); // of the next chat

    ArchiveFiles few(*opened, 3 * kSize - 1);
    QVERIFY(few.read("file-A", kSize));
    QVERIFY(few.read("file-A", kSize));
    QCOMPARE(few.read("file-A", kSize).error(), ArchiveFiles::Problem::TooLarge);
}

void ChatFilesTest::tellsWhatClaudeAndOpenWebUiLeaveOut()
{
    const ReadArchive claude = readArchive(archiveFixture("claude.json"));
    QCOMPARE(claude.incomplete,
        (QList<SkippedChat>{{"Planning a garden", "Files that did not come along: 1 not in the export."}}));
    const ReadArchive webUi = readArchive(archiveFixture("open_webui.json"));
    QVERIFY(webUi.incomplete.isEmpty()); // all that is named came along
    const ReadArchive onServer = readArchive(
        R"([{"id":"c","title":"T","chat":{"messages":[{"id":"m","role":"user","content":"Hi","files":[{"type":"image","name":"p.png","url":"/api/v1/files/1/content"},{"type":"file","name":"notes.txt","file":{"data":{"content":"A dot."}}}]}]}}])");
    QCOMPARE(onServer.chats.size(), 1);
    QCOMPARE(onServer.chats.first().messages.first().attachments.size(), 2);
    QCOMPARE(onServer.incomplete.value(0).reason, QString("Files that did not come along: 1 not in the export."));
}

QTEST_GUILESS_MAIN(ChatFilesTest)
#include "chat_files_test.moc"
