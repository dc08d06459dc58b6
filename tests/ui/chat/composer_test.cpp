// SPDX-License-Identifier: MIT
#include "ui/chat/attachment_chip.h"
#include "ui/chat/composer.h"
#include "ui/chat/composer_field.h"
#include "ui/chat/composer_hint.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QImage>
#include <QInputMethodEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
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
    void handsAPictureOfTheClipboardOn();
    void takesTheTextOfATableThatIsAPictureToo();
    void showsWhatIsAttached();
    void removesWhatIsAttachedByKey();
    void refusesPicturesThatTheModelCannotSee();
    void sendsNothingWhileAFileIsRead();
    void asksForWordsBesideWhatIsAttached();
    void refusesMorePicturesThanAreSent();
    void offersBothPlacesForFiles();
    void walksOnlyFromTheFirstAndTheLastLine();
    void tellsEachChangeOfTheDraft();
    void leavesTheInputMethodAloneWhenItIsOnlyLookedAt();
    void keepsAVeryLongDraftOutOfTheField();

private:
    ComposerField &field() { return *m_composer->findChild<ComposerField *>(); }
    QList<AttachmentChip *> chips() { return m_composer->findChildren<AttachmentChip *>(); }
    ComposerHint &hint() { return m_composer->hint(); }
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
    QTest::keyClick(&field(), Qt::Key_Return); // the next one, which waits
    QCOMPARE(submitted.count(), 2);
    sendOrStop().click();
    QCOMPARE(stopped.count(), 1);
    QCOMPARE(submitted.count(), 2);
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
    QFont larger = field().font();
    larger.setPixelSize(28);
    field().setFont(larger);
    QVERIFY(field().height() >= QFontMetrics(larger).lineSpacing());
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

static const Attachment kPicture{.name = "cat.png", .mimeType = "image/png", .bytes = QByteArray(2048, 'x')};
static const Attachment kNotes{.name = "notes.txt", .mimeType = "text/plain", .text = QString(4000, u'a')};

static QMimeData *pictureData()
{
    QImage picture(4, 3, QImage::Format_RGB32);
    picture.fill(Qt::red);
    auto *const data = new QMimeData;
    data->setImageData(picture);
    return data;
}

void ComposerTest::handsAPictureOfTheClipboardOn()
{
    QSignalSpy pasted(m_composer.get(), &Composer::picturePasted);
    QGuiApplication::clipboard()->setMimeData(pictureData());
    field().paste();
    QCOMPARE(pasted.count(), 1);
    QCOMPARE(pasted.at(0).at(0).value<QImage>().size(), QSize(4, 3));
    QCOMPARE(field().toPlainText(), QString());
}

void ComposerTest::takesTheTextOfATableThatIsAPictureToo()
{
    QSignalSpy pasted(m_composer.get(), &Composer::picturePasted);
    QMimeData *const data = pictureData();
    data->setText("1\t2");
    QGuiApplication::clipboard()->setMimeData(data);
    field().paste();
    QCOMPARE(pasted.count(), 0);
    QCOMPARE(field().toPlainText(), QString("1\t2"));
}

void ComposerTest::showsWhatIsAttached()
{
    QVERIFY(chips().isEmpty());
    m_composer->addAttachments({kPicture, kNotes});
    QCOMPARE(chips().size(), 2);
    QCOMPARE(chips().at(0)->accessibleName(), QString("cat.png, 2 kB"));
    QCOMPARE(chips().at(1)->accessibleName(), QString("notes.txt, 1k tokens"));
    QVERIFY(chips().at(1)->isVisible());
    const int oneLine = m_composer->sizeHint().height();
    m_composer->addAttachments({kPicture, kNotes, kPicture, kNotes}); // more than a line holds
    QTRY_VERIFY(chips().last()->y() > chips().first()->y());
    QVERIFY(m_composer->heightForWidth(600) > oneLine);
    QTRY_VERIFY(chips().last()->geometry().bottom() < chips().last()->parentWidget()->height());
    m_composer->setDraft({{}, {}, {kPicture, kNotes}});
    QCOMPARE(chips().at(1)->removeButton().accessibleName(), QString("Remove notes.txt, 1k tokens"));
    chips().at(0)->removeButton().click();
    QTRY_COMPARE(chips().size(), 1);
    QCOMPARE(m_composer->draft().attachments, QList<Attachment>{kNotes});
    m_composer->setDraft({});
    QVERIFY(chips().isEmpty());
}

void ComposerTest::removesWhatIsAttachedByKey()
{
    m_composer->addAttachments({kPicture, kNotes});
    m_composer->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_composer.get()));
    chips().at(0)->removeButton().setFocus();
    QTest::keyClick(&chips().at(0)->removeButton(), Qt::Key_Delete);
    QTRY_COMPARE(chips().size(), 1);
    QVERIFY(chips().at(0)->removeButton().hasFocus()); // the next one takes its place
    QTest::keyClick(&chips().at(0)->removeButton(), Qt::Key_Backspace);
    QTRY_VERIFY(chips().isEmpty());
    QVERIFY(field().hasFocus());
}

void ComposerTest::refusesPicturesThatTheModelCannotSee()
{
    QSignalSpy submitted(m_composer.get(), &Composer::submitted);
    QSignalSpy wanted(m_composer.get(), &Composer::chooseModelRequested);
    QTest::keyClicks(&field(), "What is this?");
    m_composer->addAttachments({kPicture, kNotes});
    QVERIFY(!hint().isVisible());
    m_composer->setSight(Composer::Sight::Impossible);
    QVERIFY(hint().isVisible());
    QVERIFY(hint().text().contains("cannot see pictures"));
    QCOMPARE(chips().at(0)->accessibleName(), QString("cat.png, the model cannot see it"));
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(submitted.count(), 0);
    const auto ways = hint().findChildren<QPushButton *>();
    ways.at(0)->click();
    QCOMPARE(wanted.count(), 1);
    ways.at(1)->click();
    QCOMPARE(m_composer->draft().attachments, QList<Attachment>{kNotes});
    QVERIFY(!hint().isVisible());
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(submitted.count(), 1);
}

void ComposerTest::sendsNothingWhileAFileIsRead()
{
    QSignalSpy submitted(m_composer.get(), &Composer::submitted);
    QTest::keyClicks(&field(), "Sum it up");
    m_composer->setPending({"large.pdf"});
    QCOMPARE(chips().size(), 1);
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(submitted.count(), 0);
    QCOMPARE(hint().text(), QString("\"large.pdf\" is still being read. Send when it is there."));
    m_composer->setPending({});
    QVERIFY(!hint().isVisible());
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(submitted.count(), 1);
}

void ComposerTest::asksForWordsBesideWhatIsAttached()
{
    QSignalSpy submitted(m_composer.get(), &Composer::submitted);
    m_composer->addAttachments({kNotes});
    sendOrStop().click();
    QCOMPARE(submitted.count(), 0);
    QVERIFY(hint().text().startsWith("Write a question"));
    QTest::keyClicks(&field(), "Why?");
    QVERIFY(!hint().isVisible());
    sendOrStop().click();
    QCOMPARE(submitted.count(), 1);
}

void ComposerTest::refusesMorePicturesThanAreSent()
{
    QSignalSpy submitted(m_composer.get(), &Composer::submitted);
    Attachment large = kPicture;
    large.bytes = QByteArray(11 * 1024 * 1024, 'x');
    m_composer->setDraft({"What are these?", {}, {large, large}});
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(submitted.count(), 0);
    QVERIFY(hint().text().contains("20 MB"));
    chips().first()->removeButton().click();
    QTRY_VERIFY(!hint().isVisible());
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(submitted.count(), 1);
}

void ComposerTest::offersBothPlacesForFiles()
{
    QSignalSpy attach(m_composer.get(), &Composer::attachRequested);
    QSignalSpy documents(m_composer.get(), &Composer::documentsRequested);
    QSignalSpy folder(m_composer.get(), &Composer::folderRequested);
    auto *const button = m_composer->findChild<QToolButton *>("attach");
    button->click();
    auto *const menu = button->findChild<QMenu *>();
    QTRY_VERIFY(menu->isVisible());
    for (QAction *action : menu->actions())
        action->trigger();
    QCOMPARE(attach.count(), 1);
    QCOMPARE(documents.count(), 1);
    QCOMPARE(folder.count(), 1);
}

void ComposerTest::walksOnlyFromTheFirstAndTheLastLine()
{
    QSignalSpy earlier(m_composer.get(), &Composer::earlierRequested);
    QSignalSpy later(m_composer.get(), &Composer::laterRequested);
    m_composer->setDraft({"one\ntwo", {}});
    QTest::keyClick(&field(), Qt::Key_Up); // from the second line to the first
    QCOMPARE(earlier.count(), 0);
    QTest::keyClick(&field(), Qt::Key_Down);
    QCOMPARE(later.count(), 0);
    QTest::keyClick(&field(), Qt::Key_Down);
    QCOMPARE(later.count(), 1);
    QTest::keyClick(&field(), Qt::Key_Up);
    QTest::keyClick(&field(), Qt::Key_Up);
    QCOMPARE(earlier.count(), 1);
    QTest::keyClick(&field(), Qt::Key_Up, Qt::ShiftModifier); // marks
    QCOMPARE(earlier.count(), 1);
    QInputMethodEvent composing(QString::fromUtf8("\xE3\x81\x8B"), {});
    QCoreApplication::sendEvent(&field(), &composing);
    QTest::keyClick(&field(), Qt::Key_Up); // chooses a candidate
    QCOMPARE(earlier.count(), 1);
}

void ComposerTest::tellsEachChangeOfTheDraft()
{
    QSignalSpy changed(m_composer.get(), &Composer::draftChanged);
    QTest::keyClicks(&field(), "ab");
    QCOMPARE(changed.count(), 2);
    m_composer->addAttachments({kNotes});
    QCOMPARE(changed.count(), 3);
    chips().at(0)->removeButton().click();
    QTRY_COMPARE(changed.count(), 4);
}

void ComposerTest::leavesTheInputMethodAloneWhenItIsOnlyLookedAt()
{
    QTest::keyClicks(&field(), "x");
    QInputMethodEvent composing(QString::fromUtf8("\xE3\x81\x8B"), {});
    QCoreApplication::sendEvent(&field(), &composing);
    QCOMPARE(m_composer->draftSoFar().text, QString("x"));
    QCOMPARE(field().textCursor().block().layout()->preeditAreaText().size(), 1); // still composing
}

void ComposerTest::keepsAVeryLongDraftOutOfTheField()
{
    const QString large(1'000'000, u'x');
    m_composer->setText(large);
    QCOMPARE(field().toPlainText(), QString());
    QCOMPARE(m_composer->question(), large);
}

QTEST_MAIN(ComposerTest)
#include "composer_test.moc"
