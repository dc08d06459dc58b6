// SPDX-License-Identifier: MIT
#include "ui/chat/answer_words.h"

#include <QTest>

using namespace freshet;
using namespace std::chrono_literals;

class AnswerWordsTest : public QObject {
    Q_OBJECT

private slots:
    void saysWhatIsGoingOn_data();
    void saysWhatIsGoingOn();
    void offersTheMostUsefulWayOutFirst_data();
    void offersTheMostUsefulWayOutFirst();
    void tellsWhoAnsweredAndHowFast();
    void leavesOutWhatNobodyTold();
    void tellsWhatAnAnswerCost();
    void showsToolCallsAsCodeOnly();
    void showsHowAnAnswerEnded();
    void leavesUnansweredQuestionsOutOfTheHistory();
    void findsTheSentencesThatCite_data();
    void findsTheSentencesThatCite();
};

void AnswerWordsTest::saysWhatIsGoingOn_data()
{
    QTest::addColumn<PhaseInfo>("phase");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("line");

    QTest::newRow("search") << PhaseInfo{.phase = Phase::Retrieving} << 0 << "Searching your documents…";
    QTest::newRow("loading") << PhaseInfo{.phase = Phase::LoadingModel, .progress = 0.454} << 0
                             << "Loading qwen3:8b, 45 %";
    QTest::newRow("loading, how far is not told")
        << PhaseInfo{.phase = Phase::LoadingModel} << 9 << "Loading qwen3:8b…";
    QTest::newRow("thinking") << PhaseInfo{.phase = Phase::Thinking} << 12 << "Thinking, 12 s…";
    QTest::newRow("waiting long") << PhaseInfo{.phase = Phase::Waiting} << 30 << "Waiting for the answer, 30 s…";
    QTest::newRow("writing says itself") << PhaseInfo{.phase = Phase::Writing} << 3 << "";
    QTest::newRow("retry") << PhaseInfo{.phase = Phase::Retrying,
        .attempt = 2,
        .wait = 1200ms,
        .reason = "Ollama is busy."}
                           << 0 << "Ollama is busy. Trying again in 2 s…";
}

void AnswerWordsTest::saysWhatIsGoingOn()
{
    QFETCH(PhaseInfo, phase);
    QFETCH(int, seconds);
    QFETCH(QString, line);
    QCOMPARE(phaseLine(phase, "qwen3:8b", std::chrono::seconds(seconds)), line);
}

void AnswerWordsTest::offersTheMostUsefulWayOutFirst_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<MessageAction>("first");

    QTest::newRow("a wrong key") << ErrorKind::Auth << MessageAction::OpenSettings;
    QTest::newRow("no credit") << ErrorKind::Billing << MessageAction::OpenSettings;
    QTest::newRow("no such model") << ErrorKind::NotFound << MessageAction::ChooseModel;
    QTest::newRow("too long") << ErrorKind::ContextLength << MessageAction::ChooseModel;
    QTest::newRow("network") << ErrorKind::Network << MessageAction::Retry;
    QTest::newRow("busy") << ErrorKind::Overloaded << MessageAction::Retry;
}

void AnswerWordsTest::offersTheMostUsefulWayOutFirst()
{
    QFETCH(ErrorKind, kind);
    QFETCH(MessageAction, first);
    const MessageNotice notice = noticeFor({.kind = kind, .message = "It says so.", .detail = "their words"});
    QCOMPARE(notice.actions.value(0), first);
    QCOMPARE(notice.title, QString("It says so."));
    QCOMPARE(notice.detail, QString("their words"));
}

void AnswerWordsTest::tellsWhoAnsweredAndHowFast()
{
    const QueryAnswer answer{.finishReason = FinishReason::Length,
        .model = {"ollama", "qwen3:8b"},
        .usage = {.completionTokens = 84},
        .timings = {.firstToken = 1000ms, .total = 3000ms},
        .notes = {"sent without temperature"}};
    QCOMPARE(footerFor(answer, "Ollama"),
        QString("qwen3:8b · Ollama · 42 tok/s · cut at the length limit · sent without temperature"));
}

void AnswerWordsTest::leavesOutWhatNobodyTold()
{
    QCOMPARE(footerFor({.model = {"x", "m"}}, "X"), QString("m · X"));
    QCOMPARE(footerFor({}, {}), QString());
}

void AnswerWordsTest::tellsWhatAnAnswerCost()
{
    const auto footer = [](double cost) {
        return footerFor({.finishReason = FinishReason::Refusal, .usage = {.costUsd = cost}}, "X");
    };
    QCOMPARE(footer(0.00123), QString("X · declined by the model · $0.00123"));
    QCOMPARE(footer(1.5), QString("X · declined by the model · $1.500"));
    QCOMPARE(footer(0), QString("X · declined by the model"));
}

void AnswerWordsTest::showsToolCallsAsCodeOnly()
{
    QCOMPARE(toolCallsText({}), QString());
    const QString words = "The model wants to call this tool; Freshet does not run tools:\n\n";
    QCOMPARE(toolCallsText({{"1", "get", R"({"q":"x"})"}}), words + "```json\nget\n{\n    \"q\": \"x\"\n}\n```");
    QCOMPARE(toolCallsText({{"1", "a\nb", "no JSON ```"}}), words + "````json\na b\nno JSON ```\n````");

    StoredMessage message{.id = "a", .role = ChatRole::Assistant, .answer = {.text = "Let me see."}};
    message.answer.toolCalls = {{"1", "get", "{}"}, {"2", "put", "{}"}};
    const QString shown = toTranscript(message, "X").text;
    QVERIFY(shown.startsWith("Let me see.\n\n" + words) && shown.contains("\nget\n") && shown.contains("\nput\n"));
    message.answer.text.clear();
    QVERIFY(toTranscript(message, "X").text.startsWith(words));
}

void AnswerWordsTest::showsHowAnAnswerEnded()
{
    StoredMessage message{.id = "a", .role = ChatRole::Assistant, .answer = {.text = "Half", .model = {"x", "m"}}};
    QVERIFY(!toTranscript(message, "X").notice);

    message.state = StoredState::Interrupted;
    message.error = Error{.kind = ErrorKind::Cancelled};
    QCOMPARE(toTranscript(message, "X").footer, QString("Stopped · m · X"));
    QVERIFY(!toTranscript(message, "X").notice);

    message.answer.text.clear();
    message.state = StoredState::Failed;
    QCOMPARE(toTranscript(message, "X").notice->actions.value(0), MessageAction::Retry);

    message.error.reset(); // found like this after a crash
    message.state = StoredState::Interrupted;
    QVERIFY(toTranscript(message, "X").notice->title.contains("interrupted"));

    message.error = Error{.kind = ErrorKind::Truncated, .message = "The line broke."};
    QCOMPARE(toTranscript(message, "X").notice->title, QString("The line broke."));
}

void AnswerWordsTest::leavesUnansweredQuestionsOutOfTheHistory()
{
    const auto message
        = [](ChatRole role, const QString &text) { return StoredMessage{.role = role, .answer = {.text = text}}; };
    const QList<StoredMessage> messages{message(ChatRole::User, "one"), message(ChatRole::Assistant, "1"),
        message(ChatRole::User, "failed"), message(ChatRole::Assistant, ""), message(ChatRole::User, "two"),
        message(ChatRole::Assistant, "2")};
    QCOMPARE(historyForModel(messages),
        (QList<ChatMessage>{
            {ChatRole::User, "one"}, {ChatRole::Assistant, "1"}, {ChatRole::User, "two"}, {ChatRole::Assistant, "2"}}));
}

void AnswerWordsTest::findsTheSentencesThatCite_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("words");

    QTest::newRow("inside the sentence") << "Other. Keys are safe [1]."
                                         << "Keys are safe";
    QTest::newRow("after its full stop") << "Other. Keys are safe. [1] More."
                                         << "Keys are safe.";
    QTest::newRow("inside a Chinese sentence") << "其他。密钥很安全[1]。"
                                               << "密钥很安全";
    QTest::newRow("after a Chinese full stop") << "其他！密钥很安全。[1]更多。"
                                               << "密钥很安全。";
    QTest::newRow("a point in a number") << "Other. Keep 1.2 bar [1]."
                                         << "Keep 1.2 bar";
    QTest::newRow("twice") << "One [1]. Two [2]. Three [1]."
                           << "One  Three";
    QTest::newRow("not cited") << "One [2]."
                               << "";
    QTest::newRow("at the start") << "[1] is right"
                                  << "";
}

void AnswerWordsTest::findsTheSentencesThatCite()
{
    QFETCH(QString, answer);
    QFETCH(QString, words);
    QCOMPARE(citingText(answer, 1).simplified(), words.simplified());
}

QTEST_GUILESS_MAIN(AnswerWordsTest)
#include "answer_words_test.moc"
