// SPDX-License-Identifier: MIT
#include "ui/chat/question_walk.h"

#include <QTest>

using namespace freshet;
using Step = QuestionWalk::Step;

class QuestionWalkTest : public QObject {
    Q_OBJECT

private slots:
    void walksBackAndForth();
    void beginsAtTheOneBeforeWhereTheLastIsThere();
    void takesAChangedQuestionForWhatIsBeingWritten();
    void staysWhereThereIsNoMore();
    void forgetsAChatThatIsGone();

private:
    const QStringList m_questions{"one", "two", "three"};
};

void QuestionWalkTest::walksBackAndForth()
{
    QuestionWalk walk;
    QCOMPARE(walk.take(Step::Earlier, m_questions, "draft"), std::optional<QString>("three"));
    QCOMPARE(walk.take(Step::Earlier, m_questions, "three"), std::optional<QString>("two"));
    QCOMPARE(walk.take(Step::Earlier, m_questions, "two"), std::optional<QString>("one"));
    QCOMPARE(walk.take(Step::Later, m_questions, "one"), std::optional<QString>("two"));
    QCOMPARE(walk.take(Step::Later, m_questions, "two"), std::optional<QString>("three"));
    QCOMPARE(walk.take(Step::Later, m_questions, "three"), std::optional<QString>("draft"));
}

void QuestionWalkTest::beginsAtTheOneBeforeWhereTheLastIsThere()
{
    QuestionWalk walk;
    QCOMPARE(walk.take(Step::Earlier, m_questions, "three", "aside"), std::optional<QString>("two"));
    QCOMPARE(walk.take(Step::Later, m_questions, "two"), std::optional<QString>("three"));
    QCOMPARE(walk.take(Step::Later, m_questions, "three"), std::optional<QString>("aside"));
}

void QuestionWalkTest::takesAChangedQuestionForWhatIsBeingWritten()
{
    QuestionWalk walk;
    walk.take(Step::Earlier, m_questions, "draft");
    QCOMPARE(walk.take(Step::Earlier, m_questions, "three, but better"), std::optional<QString>("three"));
    QCOMPARE(walk.take(Step::Later, m_questions, "three"), std::optional<QString>("three, but better"));
}

void QuestionWalkTest::staysWhereThereIsNoMore()
{
    QuestionWalk walk;
    QCOMPARE(walk.take(Step::Later, m_questions, "draft"), std::nullopt);
    QCOMPARE(walk.take(Step::Earlier, {}, "draft"), std::nullopt);
    QCOMPARE(walk.take(Step::Earlier, {"one"}, ""), std::optional<QString>("one"));
    QCOMPARE(walk.take(Step::Earlier, {"one"}, "one"), std::nullopt);
    QCOMPARE(walk.take(Step::Later, {"one"}, "one"), std::optional<QString>(""));
}

void QuestionWalkTest::forgetsAChatThatIsGone()
{
    QuestionWalk walk;
    walk.take(Step::Earlier, m_questions, "draft");
    walk.take(Step::Earlier, m_questions, "three");
    QCOMPARE(walk.take(Step::Earlier, {"other"}, "two"), std::optional<QString>("other"));
}

QTEST_GUILESS_MAIN(QuestionWalkTest)
#include "question_walk_test.moc"
