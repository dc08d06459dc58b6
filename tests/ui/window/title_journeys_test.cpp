// SPDX-License-Identifier: MIT
#include "tests/ui/window/order_fixture.h"
#include "ui/chat/title_controller.h"
#include "ui/widgets/notice_bar.h"

#include <QRegularExpression>
#include <QSignalSpy>

using namespace freshet;
using namespace freshet::test;

using Script = FakeHttpServer::Script;

/// What a chat is called.
class TitleJourneysTest : public OrderFixture {
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void namesAChatByItsQuestionUntilAModelMay();
    void keepsTheTitleThatSomebodyTypedBeforeTheModels();
    void keepsTheTitleOfTheQuestionWhereTheModelFails();
};

void TitleJourneysTest::namesAChatByItsQuestionUntilAModelMay()
{
    open();
    askNew("how do i bleed it"); // nobody is asked for a title
    m_app->settings.set(keys::titlesByModel, true);
    controller().newChat();
    m_app->server.enqueue(WindowFixture::chat({"Boil it."}));
    m_app->server.enqueue(WindowFixture::chat({"\\\"Making", " tea.\\\""}));
    ask("how do i make it");
    QTRY_COMPARE(rows(), (QStringList{"Today", "Making tea", "how do i bleed it"}));
    QVERIFY(m_app->lastQuestion().contains("Boil it."));
    QCOMPARE(lastMessage().text, "Boil it."); // the title is no part of the chat
    QCOMPARE(transcript().messages().size(), 2);
    m_app->server.enqueue(WindowFixture::chat({"Yes."}));
    ask("sure?");
    QTRY_COMPARE(lastMessage().text, "Yes.");
    QTRY_COMPARE(lastMessage().state, MessageState::Done);
    QVERIFY(m_app->lastQuestion().contains("sure?")); // asked for once
}

void TitleJourneysTest::keepsTheTitleThatSomebodyTypedBeforeTheModels()
{
    open();
    m_app->settings.set(keys::titlesByModel, true);
    m_app->server.enqueue(WindowFixture::held("Boil", " it."));
    m_app->server.enqueue(WindowFixture::chat({"Making tea"}));
    ask("how do i make it");
    QTRY_COMPARE(rows().size(), 2);
    m_app->history.renameConversation(idOf("how do i make it"), "Tea");
    QTRY_COMPARE(rows(), (QStringList{"Today", "Tea"}));
    QTRY_COMPARE(lastMessage().text, "Boil");
    m_app->server.release();
    QTRY_VERIFY(m_app->lastQuestion().contains("Write a title"));
    QTRY_VERIFY(controller().findChild<TitleController *>()->children().isEmpty()); // it has its title
    QSignalSpy listed(&m_app->history, &HistoryStore::conversationsListed);
    m_app->history.listConversations();
    QVERIFY(listed.wait());
    QCOMPARE(rows(), (QStringList{"Today", "Tea"}));
}

void TitleJourneysTest::keepsTheTitleOfTheQuestionWhereTheModelFails()
{
    open();
    m_app->settings.set(keys::titlesByModel, true);
    m_app->server.enqueue(WindowFixture::chat({"Boil it."}));
    m_app->server.enqueue(Script().status(500).chunk(R"({"error":"model runner has stopped"})").lastChunk());
    QTest::ignoreMessage(QtInfoMsg, QRegularExpression("no title from the model"));
    ask("how do i make it");
    QTRY_VERIFY(m_app->lastQuestion().contains("Write a title"));
    QTRY_VERIFY(controller().findChild<TitleController *>()->children().isEmpty()); // it has ended
    QCOMPARE(rows(), (QStringList{"Today", "how do i make it"}));
    QVERIFY(!panel().notice().isVisible());
}

QTEST_MAIN(TitleJourneysTest)
#include "title_journeys_test.moc"
