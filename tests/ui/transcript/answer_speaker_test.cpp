// SPDX-License-Identifier: MIT
#include "tests/ui/transcript/transcript_messages.h"
#include "ui/transcript/sentence_end.h"
#include "ui/transcript/transcript_view.h"

#include <QAccessible>
#include <QTest>

using namespace freshet;

namespace {

QStringList &saidByScreenReader()
{
    static QStringList said;
    return said;
}

void hearNotifications(QAccessibleEvent *event)
{
    const QAccessibleInterface *const source = event->accessibleInterface();
    if (event->type() == QAccessible::ObjectShow && source && source->role() == QAccessible::Notification)
        saidByScreenReader() << source->text(QAccessible::Name);
}

} // namespace

/// What a screen reader says while an answer is written; the test over the real bus is app.screen_reader.
class AnswerSpeakerTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void knowsWhereASentenceEnds_data();
    void knowsWhereASentenceEnds();
    void saysASentenceOnceTextFollowsIt();
    void saysTheRestAndWhatIsWrongAtTheEnd();
    void beginsAnewWithAnotherAttempt();
    void leavesOutTheWordsOfCode();
    void isSilentBesideOtherAnswers();

private:
    void append(const QString &text);

    std::unique_ptr<TranscriptView> m_view;
};

void AnswerSpeakerTest::init()
{
    QAccessible::setActive(true);
    QAccessible::installUpdateHandler(hearNotifications);
    m_view = std::make_unique<TranscriptView>();
    m_view->resize(600, 400);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    m_view->appendMessage(test::growing("a"));
    saidByScreenReader().clear();
}

void AnswerSpeakerTest::cleanup()
{
    m_view.reset();
    QAccessible::installUpdateHandler(nullptr);
}

void AnswerSpeakerTest::append(const QString &text)
{
    m_view->appendText("a", text);
    const BlockFlow &flow = m_view->column().find("a")->flow(MessageItem::Section::Text);
    QTRY_VERIFY(!flow.blocks().empty() && flow.blocks().back().span.end == flow.text().size()); // it is shown
}

void AnswerSpeakerTest::knowsWhereASentenceEnds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("whole");
    QTest::newRow("nothing") << "" << "";
    QTest::newRow("words") << "It is" << "";
    QTest::newRow("a full stop that may be a point") << "It is 1." << "";
    QTest::newRow("a figure") << "It is 1.5 bar" << "";
    QTest::newRow("another begins") << "It is warm. Then" << "It is warm. ";
    QTest::newRow("two are whole") << "Is it? It is! A" << "Is it? It is! ";
    QTest::newRow("blanks are no sentence") << "It is warm.  " << "";
    QTest::newRow("Chinese") << QStringLiteral("压力正常。请打开") << QStringLiteral("压力正常。");
}

void AnswerSpeakerTest::knowsWhereASentenceEnds()
{
    QFETCH(const QString, text);
    QFETCH(const QString, whole);
    QCOMPARE(text.left(sentenceEnd(text, 0)), whole);
    QCOMPARE(sentenceEnd(text, whole.size()), whole.size()); // what was said is not said again
}

void AnswerSpeakerTest::saysASentenceOnceTextFollowsIt()
{
    for (const char *token : {"The", " boiler", " is **war", "m**."})
        append(token);
    QCOMPARE(saidByScreenReader(), QStringList());
    append(" It");
    append(" heats");
    QCOMPARE(saidByScreenReader(), QStringList{"The boiler is warm."});
    append(".\n\nOpen");
    QCOMPARE(saidByScreenReader(), (QStringList{"The boiler is warm.", "It heats."}));
}

void AnswerSpeakerTest::saysTheRestAndWhatIsWrongAtTheEnd()
{
    append("It is warm. It he");
    saidByScreenReader().clear();
    m_view->showError("a", {.title = "The server went away.", .advice = "Try again.", .detail = {}, .actions = {}});
    QCOMPARE(saidByScreenReader(), QStringList{"It he The server went away. Try again."});
}

void AnswerSpeakerTest::beginsAnewWithAnotherAttempt()
{
    append("It is warm. It");
    m_view->restartAnswer("a");
    append("It is warm. It");
    QCOMPARE(saidByScreenReader(), (QStringList{"It is warm.", "It is warm."}));
}

void AnswerSpeakerTest::leavesOutTheWordsOfCode()
{
    append("Run this:\n\n```sh\nls. Then");
    QCOMPARE(saidByScreenReader(), QStringList{"Run this:"});
    append(" pwd.\n```\n\nDone");
    QCOMPARE(saidByScreenReader(), (QStringList{"Run this:", "Code in sh."}));
}

void AnswerSpeakerTest::isSilentBesideOtherAnswers()
{
    m_view->setSpeaksAnswers(false);
    append("It is warm. It heats.");
    m_view->finishAnswer(test::answer("a", "It is warm. It heats."));
    QCOMPARE(saidByScreenReader(), QStringList());
}

QTEST_MAIN(AnswerSpeakerTest)
#include "answer_speaker_test.moc"
