// SPDX-License-Identifier: MIT
#include "ui/transcript/find_bar.h"

#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace freshet;

namespace {

using Step = TranscriptView::Step;

QToolButton *buttonOf(const FindBar &bar, const QString &name)
{
    for (QToolButton *button : bar.findChildren<QToolButton *>()) {
        if (button->accessibleName().startsWith(name))
            return button;
    }
    return nullptr;
}

} // namespace

class FindBarTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void tellsWhatIsTyped();
    void saysHowItGoes();
    void stepsByKeyAndByButton();
    void closesByKeyAndByButton();
    void isKnownToScreenReaders();

private:
    QLineEdit *field() { return m_bar->findChild<QLineEdit *>(); }

    std::unique_ptr<FindBar> m_bar;
};

void FindBarTest::init()
{
    m_bar = std::make_unique<FindBar>();
    m_bar->show();
    QVERIFY(QTest::qWaitForWindowActive(m_bar.get()));
    m_bar->edit();
}

void FindBarTest::tellsWhatIsTyped()
{
    QSignalSpy changed(m_bar.get(), &FindBar::changed);
    QTest::keyClicks(field(), "key");
    QCOMPARE(changed.count(), 3);
    QCOMPARE(m_bar->text(), QStringLiteral("key"));
    QCOMPARE(m_bar->cases(), Qt::CaseInsensitive);
    buttonOf(*m_bar, "Match")->click();
    QCOMPARE(changed.count(), 4);
    QCOMPARE(m_bar->cases(), Qt::CaseSensitive);
    m_bar->edit(); // once more: what is there is replaced
    QTest::keyClicks(field(), "x");
    QCOMPARE(m_bar->text(), QStringLiteral("x"));
}

void FindBarTest::saysHowItGoes()
{
    QCOMPARE(m_bar->stateText(), QString());
    m_bar->setText("key");
    m_bar->setState({.number = 3, .count = 1'017, .isDone = true});
    QCOMPARE(m_bar->stateText(), QStringLiteral("3 of 1,017"));
    QVERIFY(buttonOf(*m_bar, "Next")->isEnabled());
    m_bar->setState({.number = 0, .count = 0, .isDone = false});
    QCOMPARE(m_bar->stateText(), QStringLiteral("Searching…"));
    m_bar->setState({.number = 0, .count = 0, .isDone = true});
    QCOMPARE(m_bar->stateText(), QStringLiteral("Not found"));
    QVERIFY(!buttonOf(*m_bar, "Next")->isEnabled());
    m_bar->setText({});
    m_bar->setState({});
    QCOMPARE(m_bar->stateText(), QString());
}

void FindBarTest::stepsByKeyAndByButton()
{
    m_bar->setState({.number = 1, .count = 2, .isDone = true});
    QList<Step> steps;
    connect(m_bar.get(), &FindBar::stepRequested, this, [&steps](Step step) { steps << step; });
    QTest::keyClick(field(), Qt::Key_Return);
    QTest::keyClick(field(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(field(), Qt::Key_Enter, Qt::KeypadModifier);
    buttonOf(*m_bar, "Previous")->click();
    buttonOf(*m_bar, "Next")->click();
    QCOMPARE(steps, QList<Step>({Step::Next, Step::Previous, Step::Next, Step::Previous, Step::Next}));
}

void FindBarTest::closesByKeyAndByButton()
{
    QSignalSpy closed(m_bar.get(), &FindBar::closeRequested);
    QTest::keyClick(field(), Qt::Key_Escape);
    QCOMPARE(closed.count(), 1);
    buttonOf(*m_bar, "Next")->setFocus();
    QTest::keyClick(m_bar.get(), Qt::Key_Escape);
    QCOMPARE(closed.count(), 2);
    buttonOf(*m_bar, "Close")->click();
    QCOMPARE(closed.count(), 3);
}

void FindBarTest::isKnownToScreenReaders()
{
    QCOMPARE(m_bar->accessibleName(), QStringLiteral("Find in this chat"));
    QCOMPARE(field()->accessibleName(), QStringLiteral("Find in this chat"));
    for (const QToolButton *button : m_bar->findChildren<QToolButton *>()) {
        QVERIFY(!button->accessibleName().isEmpty());
        QVERIFY(!button->toolTip().isEmpty());
    }
    auto *const state = m_bar->findChild<QLabel *>();
    QCOMPARE(QAccessible::queryAccessibleInterface(state)->role(), QAccessible::Notification);
    m_bar->setText("key");
    m_bar->setState({.number = 1, .count = 2, .isDone = true});
    // It comes into view anew, which is when a screen reader says it; once the typing has paused, and only then.
    struct Shows : QObject {
        bool eventFilter(QObject *, QEvent *event) override
        {
            count += event->type() == QEvent::Show ? 1 : 0;
            return false;
        }
        int count = 0;
    } shows;
    state->installEventFilter(&shows);
    for (int number = 2; number < 9; ++number)
        m_bar->setState({.number = number, .count = 9, .isDone = true});
    QCOMPARE(shows.count, 0);
    QTRY_COMPARE(shows.count, 1);
    QCOMPARE(QAccessible::queryAccessibleInterface(state)->text(QAccessible::Name), QStringLiteral("8 of 9"));
}

QTEST_MAIN(FindBarTest)
#include "find_bar_test.moc"
