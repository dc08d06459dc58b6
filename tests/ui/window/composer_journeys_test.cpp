// SPDX-License-Identifier: MIT
#include "core/query/attachment_file.h"
#include "core/query/prompt_builder.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/chat/attachment_chip.h"
#include "ui/chat/budget_meter.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/composer.h"
#include "ui/chat/composer_controller.h"
#include "ui/chat/composer_field.h"
#include "ui/chat/composer_hint.h"
#include "ui/chat/prompt_dialog.h"
#include "ui/transcript/transcript_view.h"
#include "ui/widgets/status_line.h"

#include <QBuffer>
#include <QClipboard>
#include <QDir>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace freshet;
using namespace std::chrono_literals;
using test::FakeHttpServer;
using test::WindowFixture;

class ComposerJourneysTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void sendsADroppedFileWithTheQuestionAndAgainLater();
    void sendsAPastedPictureAndKeepsIt();
    void bringsAttachmentsBackWhenAQuestionIsEdited();
    void refusesAPictureForAModelThatCannotSee();
    void addsFoldersToTheDocuments();
    void addsFilesToTheDocumentsWhereNoModelAnswers();
    void refusesWhatIsAttachedWhereNoModelAnswers();
    void takesTwentyFilesAtMost();
    void saysWhichFileCannotBeRead();
    void attachesToTheChatThatItWasReadFor();
    void walksThroughTheQuestionsOfTheChat();
    void tellsTheBudgetWhileAQuestionIsWritten();
    void saysWhatWillBeLeftOut();
    void showsExactlyWhatIsSent();
    void bringsDraftsBackAfterARestart();
    void keepsTypingQuickBesideAPastedMegabyte();

private:
    ComposerField &field() { return *m_app->window->findChild<ComposerField *>(); }
    ChatPanel &panel() { return *m_app->window->findChild<ChatPanel *>(); }
    Composer &composer() { return panel().composer(); }
    ChatController &controller() { return *m_app->window->findChild<ChatController *>(); }
    TranscriptView &transcript() { return panel().transcript(); }
    TranscriptMessage message(int fromEnd)
    {
        return transcript().messages().value(transcript().messages().size() - fromEnd);
    }
    QJsonArray lastMessages()
    {
        return QJsonDocument::fromJson(m_app->lastQuestion()).object().value("messages").toArray();
    }
    QString fileWith(const QString &name, const QByteArray &bytes);
    void open();
    void drop(const QStringList &paths);
    void ask(const QString &question);
    void knowModel(const ModelInfo &model);

    std::unique_ptr<WindowFixture> m_app;
};

static QByteArray pngOf(const QSize &size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::darkCyan);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

void ComposerJourneysTest::init()
{
    m_app = std::make_unique<WindowFixture>();
    m_app->chooseModel("qwen3:8b");
}

void ComposerJourneysTest::cleanup()
{
    if (QTest::currentTestFailed() && m_app->window)
        m_app->window->grab().save(
            QString("%1/failed_%2.png").arg(QCoreApplication::applicationDirPath(), QTest::currentTestFunction()));
    m_app.reset();
}

QString ComposerJourneysTest::fileWith(const QString &name, const QByteArray &bytes)
{
    QFile file(m_app->dir.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

void ComposerJourneysTest::open()
{
    m_app->open();
    QTRY_VERIFY(!m_app->server.requests().isEmpty()); // the scan for local servers
}

void ComposerJourneysTest::drop(const QStringList &paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls << QUrl::fromLocalFile(path);
    data.setUrls(urls);
    const QPoint middle = panel().rect().center();
    QDragEnterEvent enter(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&panel(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent dropped(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&panel(), &dropped);
}

void ComposerJourneysTest::ask(const QString &question)
{
    const qsizetype before = transcript().messages().size();
    field().setFocus();
    QTest::keyClicks(&field(), question);
    QTest::keyClick(&field(), Qt::Key_Return);
    QTRY_COMPARE(transcript().messages().size(), before + 2);
    QTRY_COMPARE(message(1).state, MessageState::Done);
}

void ComposerJourneysTest::knowModel(const ModelInfo &model)
{
    m_app->models->setStaticModels("ollama", {model}, true);
    m_app->chooseModel(model.ref.model);
}

void ComposerJourneysTest::sendsADroppedFileWithTheQuestionAndAgainLater()
{
    open();
    drop({fileWith("notes.txt", "The boiler is blue.")});
    QTRY_COMPARE(composer().draft().attachments.size(), 1);
    ask("What colour?");
    QVERIFY(composer().draft().isEmpty());
    QCOMPARE(lastMessages().last()["content"].toString(),
        questionText("What colour?", "File \"notes.txt\":\n\nThe boiler is blue."));
    const TranscriptMessage shown = message(2);
    QCOMPARE(shown.text, QString("What colour?"));
    QCOMPARE(shown.attachments.size(), 1);
    QCOMPARE(shown.attachments.first().name, QString("notes.txt"));

    const ConversationId chat = controller().current();
    controller().newChat();
    controller().open(chat);
    QTRY_COMPARE(transcript().messages().size(), 2);
    QCOMPARE(message(2).attachments, shown.attachments);
    ask("Sure?");
    QCOMPARE(lastMessages().size(), 3);
    QVERIFY(lastMessages().first()["content"].toString().contains("The boiler is blue."));
    QCOMPARE(lastMessages().last()["content"].toString(), QString("Sure?"));
}

void ComposerJourneysTest::sendsAPastedPictureAndKeepsIt()
{
    open();
    auto *const data = new QMimeData;
    data->setImageData(QImage::fromData(pngOf({60, 40})));
    QGuiApplication::clipboard()->setMimeData(data);
    field().paste();
    QTRY_COMPARE(composer().draft().attachments.size(), 1);
    const Attachment picture = composer().draft().attachments.first();
    ask("What is this?");
    const QString sent = QString::fromLatin1(picture.bytes.toBase64());
    QCOMPARE(lastMessages().last()["images"].toArray().first().toString(), sent);
    QCOMPARE(message(2).attachments.first().thumbnail, picture.thumbnail);

    transcript().setFocus();
    emit transcript().actionTriggered(message(1).id, MessageAction::Regenerate);
    QTRY_COMPARE(message(1).state, MessageState::Done);
    QCOMPARE(lastMessages().last()["images"].toArray().first().toString(), sent);
    ask("Sure?");
    QCOMPARE(lastMessages().first()["images"].toArray().first().toString(), sent);
}

void ComposerJourneysTest::bringsAttachmentsBackWhenAQuestionIsEdited()
{
    open();
    drop({fileWith("a.txt", "A."), fileWith("b.txt", "B.")});
    QTRY_COMPARE(composer().draft().attachments.size(), 2);
    ask("Which?");
    emit transcript().actionTriggered(message(2).id, MessageAction::Edit);
    QCOMPARE(composer().draft().attachments.size(), 2);
    composer().findChildren<AttachmentChip *>().first()->removeButton().click();
    QTRY_COMPARE(composer().draft().attachments.size(), 1);
    QTest::keyClick(&field(), Qt::Key_Return);
    QTRY_VERIFY(m_app->lastQuestion().contains("B.") && !m_app->lastQuestion().contains("A."));
    QCOMPARE(message(2).attachments.size(), 1);
}

void ComposerJourneysTest::refusesAPictureForAModelThatCannotSee()
{
    knowModel({.ref = {"ollama", "blind"}, .name = "Blind", .canSee = false});
    open();
    drop({fileWith("p.png", pngOf({20, 20}))});
    QTRY_COMPARE(composer().draft().attachments.size(), 1);
    QVERIFY(composer().hint().text().contains("cannot see pictures"));
    field().setFocus();
    QTest::keyClicks(&field(), "What is this?");
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(transcript().messages().size(), 0);
    m_app->chooseModel("unknown"); // may see, for all that is known
    QVERIFY(!composer().hint().isVisible());
    QTest::keyClick(&field(), Qt::Key_Return);
    QTRY_COMPARE(transcript().messages().size(), 2);
}

void ComposerJourneysTest::addsFoldersToTheDocuments()
{
    open();
    const QString folder = m_app->dir.filePath("papers");
    QVERIFY(QDir().mkpath(folder));
    fileWith("papers/one.md", "# One\n\nText.");
    drop({folder, fileWith("two.txt", "Two.")});
    QTRY_COMPARE(composer().draft().attachments.size(), 1);
    QCOMPARE(composer().draft().attachments.first().name, QString("two.txt"));
    QTRY_VERIFY(m_app->settings.get(keys::chatCollections).contains(kUserCollection));
}

void ComposerJourneysTest::addsFilesToTheDocumentsWhereNoModelAnswers()
{
    m_app->settings.set(keys::defaultProvider, QStringLiteral("documents"));
    open();
    drop({fileWith("one.md", "# One\n\nText.")});
    QTRY_VERIFY(m_app->settings.get(keys::chatCollections).contains(kUserCollection));
    QVERIFY(composer().draft().attachments.isEmpty());
}

void ComposerJourneysTest::refusesWhatIsAttachedWhereNoModelAnswers()
{
    open();
    drop({fileWith("one.txt", "Text.")});
    QTRY_COMPARE(composer().draft().attachments.size(), 1);
    QTest::keyClicks(&field(), "What is this?");
    m_app->settings.set(keys::defaultProvider, QStringLiteral("documents"));
    QVERIFY(composer().hint().text().contains("not read"));
    QVERIFY(!composer().budget().isVisible());
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(transcript().messages().size(), 0);
    composer().hint().findChildren<QPushButton *>().at(1)->click();
    QVERIFY(composer().draft().attachments.isEmpty());
    QTest::keyClick(&field(), Qt::Key_Return);
    QTRY_COMPARE(transcript().messages().size(), 2);
}

void ComposerJourneysTest::takesTwentyFilesAtMost()
{
    open();
    QStringList paths;
    for (int i = 0; i < 25; ++i)
        paths << fileWith(QStringLiteral("%1.txt").arg(i), "Text.");
    drop(paths);
    QTRY_COMPARE(composer().draft().attachments.size(), 20);
    QVERIFY(composer().hint().text().startsWith("Up to 20 files"));
    drop({paths.first()});
    QVERIFY(controller().writing().pendingFiles().isEmpty());
}

void ComposerJourneysTest::saysWhichFileCannotBeRead()
{
    open();
    drop({fileWith("a.zip", QByteArray("PK\0\0", 4)), fileWith("b.txt", "B.")});
    QTRY_COMPARE(composer().draft().attachments.size(), 1);
    QVERIFY2(
        composer().hint().text().startsWith("\"a.zip\" is neither a picture"), qPrintable(composer().hint().text()));
    QVERIFY(composer().hint().isVisible());
}

void ComposerJourneysTest::attachesToTheChatThatItWasReadFor()
{
    open();
    ask("Hi");
    const ConversationId chat = controller().current();
    drop({fileWith("p.png", pngOf({3000, 2000}))});
    controller().newChat(); // before it is read
    QVERIFY(composer().draft().isEmpty());
    QTRY_VERIFY(controller().writing().isKept(chat));
    QVERIFY(composer().draft().isEmpty());
    controller().open(chat);
    QTRY_COMPARE(composer().draft().attachments.size(), 1);
}

void ComposerJourneysTest::walksThroughTheQuestionsOfTheChat()
{
    open();
    ask("one");
    ask("two");
    QTest::keyClicks(&field(), "draft");
    const auto press = [this](Qt::Key key) {
        QTest::keyClick(&field(), key);
        return field().toPlainText();
    };
    QCOMPARE(press(Qt::Key_Up), QString("two"));
    QCOMPARE(press(Qt::Key_Up), QString("one"));
    QCOMPARE(press(Qt::Key_Up), QString("one"));
    QCOMPARE(press(Qt::Key_Down), QString("two"));
    QCOMPARE(press(Qt::Key_Down), QString("draft"));
    field().clear();
    QCOMPARE(press(Qt::Key_Up), QString("two")); // to be edited
    QVERIFY(!composer().draft().editing.isEmpty());
    QCOMPARE(press(Qt::Key_Up), QString("one")); // to be asked anew
    QVERIFY(composer().draft().editing.isEmpty());
    QCOMPARE(press(Qt::Key_Down), QString("two"));
    QCOMPARE(press(Qt::Key_Down), QString());
    press(Qt::Key_Up);
    QTest::keyClicks(&field(), " changed");
    QCOMPARE(press(Qt::Key_Up), QString("two changed"));
    QVERIFY(!composer().draft().editing.isEmpty());
}

void ComposerJourneysTest::tellsTheBudgetWhileAQuestionIsWritten()
{
    knowModel({.ref = {"ollama", "known"}, .name = "Known", .contextTokens = 32000});
    open();
    BudgetMeter &meter = composer().budget();
    QTRY_VERIFY(meter.text().endsWith(" / 32k"));
    QTest::keyClicks(&field(), "Why?");
    drop({fileWith("notes.txt", QByteArray(8000, 'x'))});
    QTRY_VERIFY2(meter.text().startsWith("2k"), qPrintable(meter.text()));
    QVERIFY(meter.toolTip().contains("Attached: 2,0"));
    m_app->chooseModel("unknown");
    QTRY_COMPARE(meter.text(), QString("2k tokens"));
}

void ComposerJourneysTest::saysWhatWillBeLeftOut()
{
    knowModel({.ref = {"ollama", "small"}, .name = "Small", .contextTokens = 2000});
    open();
    ask("First " + QString(400, u'a'));
    QVERIFY(!composer().hint().isVisible());
    QTest::keyClicks(&field(), "Why?");
    drop({fileWith("notes.txt", QByteArray(5600, 'x'))}); // 1400 of the 1500 that the answer leaves
    QTRY_VERIFY2(composer().hint().text().startsWith("The first 2 message"), qPrintable(composer().hint().text()));
    drop({fileWith("more.txt", QByteArray(5600, 'x'))});
    QTRY_VERIFY(composer().hint().text().startsWith("This is too long for the model"));
    composer().setDraft({});
    QTRY_VERIFY(!composer().hint().isVisible());
}

void ComposerJourneysTest::showsExactlyWhatIsSent()
{
    m_app->settings.set(keys::instructions, QStringLiteral("Be short."));
    open();
    ask("First");
    drop({fileWith("notes.txt", "The boiler is blue.")});
    QTRY_COMPARE(composer().draft().attachments.size(), 1);
    QTest::keyClicks(&field(), "What colour?");
    QTest::mouseClick(&composer().budget(), Qt::LeftButton);
    auto *const dialog = m_app->window->findChild<PromptDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    auto *const view = dialog->findChild<QPlainTextEdit *>();
    QTRY_VERIFY(view->toPlainText().contains("What colour?"));
    const qsizetype asked = m_app->server.requests().size();
    dialog->findChildren<QPushButton *>().first()->click();
    const QString copied = QGuiApplication::clipboard()->text();
    QCOMPARE(copied, view->toPlainText());
    dialog->close();
    QCOMPARE(m_app->server.requests().size(), asked); // nothing was sent by looking

    QTest::keyClick(&field(), Qt::Key_Return);
    QTRY_COMPARE(transcript().messages().size(), 4);
    QTRY_COMPARE(message(1).state, MessageState::Done);
    QCOMPARE(lastMessages().size(), 4);
    qsizetype at = 0;
    for (const QJsonValue &sent : lastMessages()) {
        at = copied.indexOf("──\n" + sent["content"].toString(), at);
        QVERIFY2(at >= 0, qPrintable(sent["content"].toString()));
    }
}

void ComposerJourneysTest::bringsDraftsBackAfterARestart()
{
    open();
    ask("Hi");
    const ConversationId chat = controller().current();
    QTest::keyClicks(&field(), "half a question");
    controller().newChat();
    QTest::keyClicks(&field(), "in the new chat");
    drop({fileWith("notes.txt", "Notes.")});
    QTRY_COMPARE(composer().draft().attachments.size(), 1);
    m_app->close(); // what was typed just now is kept, too

    open();
    QTRY_COMPARE(field().toPlainText(), QString("in the new chat"));
    QCOMPARE(composer().draft().attachments.size(), 1);
    controller().open(chat);
    QTRY_COMPARE(transcript().messages().size(), 2);
    QCOMPARE(field().toPlainText(), QString("half a question"));
    controller().remove(chat);
    QCOMPARE(field().toPlainText(), QString("in the new chat"));
    m_app->close();
    open();
    QTRY_COMPARE(field().toPlainText(), QString("in the new chat"));
    QVERIFY(!controller().writing().isKept(chat));
}

void ComposerJourneysTest::keepsTypingQuickBesideAPastedMegabyte()
{
    knowModel({.ref = {"ollama", "known"}, .name = "Known", .contextTokens = 2'000'000});
    open();
    QGuiApplication::clipboard()->setText(QString(1'000'000, u'x'));
    QElapsedTimer clock;
    clock.start();
    field().paste();
    QCoreApplication::processEvents();
    QVERIFY2(clock.elapsed() < 200, qPrintable(QString::number(clock.elapsed())));
    QTRY_VERIFY(composer().budget().text().startsWith("250k"));
    qint64 longest = 0;
    for (int i = 0; i < 60; ++i) { // over several estimates and stored drafts
        clock.restart();
        QTest::keyClicks(&field(), "x");
        QCoreApplication::processEvents();
        longest = std::max(longest, clock.elapsed());
        QTest::qWait(16);
    }
    qInfo("the longest key press beside a pasted megabyte: %lld ms", static_cast<long long>(longest));
    QVERIFY2(longest < 150, qPrintable(QString::number(longest)));
}

QTEST_MAIN(ComposerJourneysTest)
#include "composer_journeys_test.moc"
