// SPDX-License-Identifier: MIT
#include "core/archive/chat_json.h"
#include "tests/core/archive/random_chat.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace freshet;

class ChatJsonTest : public QObject {
    Q_OBJECT

private slots:
    void givesBackWhatItWasGiven();
    void leavesOutWhatItDoesNotKnow();
    void refusesANewerForm();
    void refusesWhatIsNoChat_data();
    void refusesWhatIsNoChat();
    void checksWhatStrangersWrote();
    void takesOnlyNamesForCollections();

private:
    static QJsonObject parsed(const QByteArray &json) { return QJsonDocument::fromJson(json).object(); }
};

void ChatJsonTest::givesBackWhatItWasGiven()
{
    test::RandomChat random(7);
    for (int i = 0; i < 300; ++i) {
        const StoredChat chat = random.make();
        const QByteArray json = QJsonDocument(chatToJson(chat)).toJson(QJsonDocument::Compact);
        const auto read = chatFromJson(QJsonDocument::fromJson(json).object());
        QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
        QCOMPARE(read->info, chat.info);
        QCOMPARE(read->leaf, chat.leaf);
        QCOMPARE(read->collections, chat.collections);
        QCOMPARE(read->messages.size(), chat.messages.size());
        for (qsizetype m = 0; m < chat.messages.size(); ++m)
            QVERIFY2(read->messages.at(m) == chat.messages.at(m), json.constData());
    }
}

void ChatJsonTest::leavesOutWhatItDoesNotKnow()
{
    const auto chat = chatFromJson(
        parsed(R"({"id":"a","title":"T","folder":"x","tags":["y"],"changed_at":"2026-01-02T03:04:05.006Z",
        "messages":[{"id":"m","role":"user","text":"Hi","stars":5}]})"));
    QVERIFY(chat);
    QCOMPARE(chat->messages.first().answer.text, QString("Hi"));
    QCOMPARE(chat->info.changedAt, QDateTime({2026, 1, 2}, {3, 4, 5, 6}, Qt::UTC));
}

void ChatJsonTest::refusesANewerForm()
{
    QVERIFY(isChatJsonHead(parsed(R"({"format":"freshet-chats","version":1})")));
    QVERIFY(!isChatJsonHead(parsed(R"({"format":"freshet-settings","version":1})")));
    QVERIFY(checkChatJsonHead(parsed(R"({"format":"freshet-chats","version":1})")));
    const Status newer = checkChatJsonHead(parsed(R"({"format":"freshet-chats","version":2})"));
    QVERIFY(!newer);
    QVERIFY(newer.error().message.contains("newer version"));
}

void ChatJsonTest::refusesWhatIsNoChat_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray("{}");
    QTest::newRow("no messages") << QByteArray(R"({"id":"a","messages":[]})");
    QTest::newRow("messages of a wrong type") << QByteArray(R"({"id":"a","messages":{"id":"m"}})");
    QTest::newRow("an odd id") << QByteArray(R"({"id":"../a","messages":[{"id":"m","role":"user","text":""}]})");
    QTest::newRow("an odd id of a message")
        << QByteArray(R"({"id":"a","messages":[{"id":7,"role":"user","text":""}]})");
    QTest::newRow("the same id twice") << QByteArray(
        R"({"id":"a","messages":[{"id":"m","role":"user","text":""},{"id":"m","role":"user","text":""}]})");
    QTest::newRow("no role") << QByteArray(R"({"id":"a","messages":[{"id":"m","role":"root","text":""}]})");
    QTest::newRow("no text") << QByteArray(R"({"id":"a","messages":[{"id":"m","role":"user","text":[]}]})");
    QTest::newRow("a message that is a number") << QByteArray(R"({"id":"a","messages":[5]})");
}

void ChatJsonTest::refusesWhatIsNoChat()
{
    QFETCH(QByteArray, json);
    const auto chat = chatFromJson(parsed(json));
    QVERIFY(!chat);
    QVERIFY(chat.error().message.endsWith(u'.'));
}

void ChatJsonTest::checksWhatStrangersWrote()
{
    const auto chat = chatFromJson(parsed(R"({"id":"a","title":"\ud800x","leaf":"nowhere","messages":[
        {"id":"m","parent":"later","role":"user","text":"a\udc00","attachments":[
            {"name":"../../etc/passwd\n","mime_type":"text/x\r\nEvil: 1","text":"t"},
            {"name":"p","mime_type":"image/png","bytes":"PGh0bWw+"},
            {"name":"p","mime_type":"image/svg+xml","bytes":"iVBORw0KGgo="}]},
        {"id":"later","role":"assistant","text":"b","answer":{"citations":[
            {"n":1,"start":-4,"end":1},{"n":1,"start":0,"end":9},{"n":1,"start":1,"end":0},{"n":1,"start":0,"end":1}]}}]})"));
    QVERIFY(chat);
    QCOMPARE(chat->info.title, QString(QChar(0xfffd)) + 'x');
    QVERIFY(chat->leaf.isEmpty());
    const StoredMessage &question = chat->messages.first();
    QVERIFY(question.parent.isEmpty()); // it was to come before what it answers
    QCOMPARE(question.answer.text, QString('a') + QChar(0xfffd));
    QCOMPARE(question.attachments.size(), 3);
    QCOMPARE(question.attachments.at(0).mimeType, QByteArray("application/octet-stream"));
    QVERIFY(!question.attachments.at(0).name.contains('\n'));
    QVERIFY(!question.attachments.at(1).isPicture()); // it is none
    QCOMPARE(question.attachments.at(2).mimeType, QByteArray("image/png")); // what it is, not what it says
    QCOMPARE(chat->messages.at(1).answer.citations.size(), 1);
}

void ChatJsonTest::takesOnlyNamesForCollections()
{
    const auto collectionsOf = [](const QByteArray &json) {
        const auto chat = chatFromJson(
            parsed(R"({"id":"a","messages":[{"id":"m","role":"user","text":"Hi"}],"collections":)" + json + '}'));
        return chat ? chat->collections : QList<CollectionName>{"no chat"};
    };
    QCOMPARE(collectionsOf(R"(["papers",7,"",["x"],"papers","\ud800"])"),
        (QList<CollectionName>{"papers", QString(QChar(0xfffd))}));
    QCOMPARE(collectionsOf("[]"), QList<CollectionName>());
    for (const char *none : {"null", "\"papers\"", "{}"})
        QCOMPARE(collectionsOf(none), std::nullopt);
    QCOMPARE(collectionsOf("[\"" + QByteArray(2000, 'x') + "\"]")->first().size(), 500);
}

QTEST_GUILESS_MAIN(ChatJsonTest)
#include "chat_json_test.moc"
