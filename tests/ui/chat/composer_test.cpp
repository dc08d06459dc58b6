// SPDX-License-Identifier: MIT
#include "ui/chat/composer.h"
#include "ui/chat/composer_field.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace freshet;

class ComposerTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void sendsOnEnterAndBreaksTheLineOnShiftEnter();
    void sendsOnControlEnterAloneWhenToldSo();
    void leavesEnterToTheInputMethodWhileItComposes();
    void sendsNothingWhenThereIsNothing();
    void keepsTheTextUntilItIsTakenAway();
    void stopsInThePlaceWhereItSends();
    void bringsTheLastQuestionBackOnlyIntoAnEmptyField();
    void growsWithTheTextUpToItsLimit();
    void takesAPastedMegabyteAtOnceAndSendsItAlong();
    void handsPastedFilesOn();

private:
    ComposerField &field() { return *m_composer->findChild<ComposerField *>(); }
    QToolButton &sendOrStop() { return *m_composer->findChild<QToolButton *>("sendOrStop"); }

    std::unique_ptr<Composer> m_composer;
};

void ComposerTest::init()
{
    m_composer = std::make_unique<Composer>();
    m_composer->resize(600, 300);
    m_composer->show();
}

void ComposerTest::sendsOnEnterAndBreaksTheLineOnShiftEnter()
{
    QSignalSpy submitted(m_composer.get(), &Composer::submitted);
    QTest::keyClicks(&field(), "one");
    QTest::keyClick(&field(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(&field(), "two");
    QCOMPARE(submitted.count(), 0);
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(submitted.count(), 1);
    QCOMPARE(submitted.at(0).at(0).toString(), QString("one\ntwo"));
    QTest::keyClick(&field(), Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(submitted.count(), 2);
}

void ComposerTest::sendsOnControlEnterAloneWhenToldSo()
{
    QSignalSpy submitted(m_composer.get(), &Composer::submitted);
    m_composer->setSendKey(Composer::SendKey::ControlEnter);
    QTest::keyClicks(&field(), "one");
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(submitted.count(), 0);
    QCOMPARE(field().toPlainText(), QString("one\n"));
    QTest::keyClick(&field(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(submitted.count(), 1);
}

void ComposerTest::leavesEnterToTheInputMethodWhileItComposes()
{
    QSignalSpy submitted(m_composer.get(), &Composer::submitted);
    QTest::keyClicks(&field(), "x");
    QInputMethodEvent composing(QString::fromUtf8("\xE3\x81\x8B"), {});
    QCoreApplication::sendEvent(&field(), &composing);
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(submitted.count(), 0);
    QInputMethodEvent committed;
    committed.setCommitString(QString::fromUtf8("\xE6\x9B\xB8"));
    QCoreApplication::sendEvent(&field(), &committed);
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(submitted.count(), 1);
}

void ComposerTest::sendsNothingWhenThereIsNothing()
{
    QSignalSpy submitted(m_composer.get(), &Composer::submitted);
    QTest::keyClick(&field(), Qt::Key_Return);
    field().setPlainText("  \n ");
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(submitted.count(), 0);
}

void ComposerTest::keepsTheTextUntilItIsTakenAway()
{
    QTest::keyClicks(&field(), "one");
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(m_composer->draft().text, QString("one"));
    m_composer->setDraft({});
    QVERIFY(m_composer->draft().isEmpty());
}

void ComposerTest::stopsInThePlaceWhereItSends()
{
    QSignalSpy submitted(m_composer.get(), &Composer::submitted);
    QSignalSpy stopped(m_composer.get(), &Composer::stopRequested);
    QVERIFY(!sendOrStop().isEnabled());
    QTest::keyClicks(&field(), "one");
    const QRect place = sendOrStop().geometry();
    sendOrStop().click();
    QCOMPARE(submitted.count(), 1);
    m_composer->setActivity(Composer::Activity::Answering);
    QCOMPARE(sendOrStop().geometry(), place);
    QTest::keyClick(&field(), Qt::Key_Return); // one question at a time
    QCOMPARE(submitted.count(), 1);
    sendOrStop().click();
    QCOMPARE(stopped.count(), 1);
    QCOMPARE(submitted.count(), 1);
}

void ComposerTest::bringsTheLastQuestionBackOnlyIntoAnEmptyField()
{
    QSignalSpy wanted(m_composer.get(), &Composer::lastQuestionRequested);
    QTest::keyClick(&field(), Qt::Key_Up);
    QCOMPARE(wanted.count(), 1);
    QTest::keyClicks(&field(), "x");
    QTest::keyClick(&field(), Qt::Key_Up);
    QCOMPARE(wanted.count(), 1);
}

void ComposerTest::growsWithTheTextUpToItsLimit()
{
    m_composer->setHeightLimit(120);
    const int oneLine = field().height();
    field().setPlainText("1\n2\n3");
    const int threeLines = field().height();
    QVERIFY(threeLines > oneLine + 20);
    field().setPlainText(QString("line\n").repeated(200));
    QCOMPARE(field().height(), 120);
    field().setPlainText(QString("word ").repeated(60)); // wraps
    QVERIFY(field().height() > oneLine);
    field().clear();
    QCOMPARE(field().height(), oneLine);
}

void ComposerTest::takesAPastedMegabyteAtOnceAndSendsItAlong()
{
    const QString large = QString(1'000'000, 'x');
    QGuiApplication::clipboard()->setText(large);
    QTest::keyClicks(&field(), "Sum this up:");
    QSignalSpy submitted(m_composer.get(), &Composer::submitted);
    QElapsedTimer clock;
    clock.start();
    field().paste();
    QCoreApplication::processEvents();
    QVERIFY2(clock.elapsed() < 100, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(field().toPlainText(), QString("Sum this up:"));
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(submitted.at(0).at(0).toString(), QString("Sum this up:\n\n" + large));
    const Composer::Draft draft = m_composer->draft();
    m_composer->setDraft({});
    QVERIFY(m_composer->draft().isEmpty());
    m_composer->setDraft(draft);
    QCOMPARE(m_composer->draft(), draft);
}

void ComposerTest::handsPastedFilesOn()
{
    QSignalSpy pasted(m_composer.get(), &Composer::filesPasted);
    auto *const data = new QMimeData;
    data->setUrls({QUrl::fromLocalFile("/tmp/a.pdf"), QUrl("https://example.org/b.pdf")});
    data->setText("/tmp/a.pdf");
    QGuiApplication::clipboard()->setMimeData(data);
    field().paste();
    QCOMPARE(pasted.count(), 1);
    QCOMPARE(pasted.at(0).at(0).toStringList(), QStringList{"/tmp/a.pdf"});
    QCOMPARE(field().toPlainText(), QString());
}

QTEST_MAIN(ComposerTest)
#include "composer_test.moc"
