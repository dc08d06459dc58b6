// SPDX-License-Identifier: MIT
#include "tests/support/tls_server.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/composer_field.h"
#include "ui/settings/base_url_row.h"
#include "ui/settings/key_row.h"
#include "ui/settings/network_row.h"
#include "ui/settings/settings_dialog.h"
#include "ui/transcript/transcript_view.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>

using namespace freshet;
using test::FakeHttpServer;
using test::WindowFixture;
using Script = test::FakeHttpServer::Script;

/// From something that does not work to the field of the settings where it is mended.
class ProviderJumpTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_app.reset(); }
    void goesFromAMissingKeyToTheFieldForIt();
    void goesFromACertificateToTheCaFile();
    void goesFromADeadServerToItsAddress();
    void leadsToTheProviderThatSpeaksWithTheServer();

private:
    SettingsDialog &dialog() { return *m_app->window->findChild<SettingsDialog *>(); }
    QWidget &page() { return *dialog().findChild<QStackedWidget *>()->currentWidget(); }
    QString pageTitle() { return dialog().findChild<QListWidget *>()->currentItem()->text(); }
    QPushButton *button(const QString &text);
    void failToAnswer();
    void openSettingsOfTheAnswer();

    std::unique_ptr<WindowFixture> m_app;
};

void ProviderJumpTest::init()
{
    m_app = std::make_unique<WindowFixture>();
    m_app->chooseModel("qwen3:8b");
}

QPushButton *ProviderJumpTest::button(const QString &text)
{
    const auto buttons = page().findChildren<QPushButton *>();
    const auto found = std::find_if(buttons.cbegin(), buttons.cend(), [&text](const QPushButton *it) {
        return it->isVisible() && QString(it->text()).remove(u'&').remove(QChar(0x200b)) == text;
    });
    return found == buttons.cend() ? nullptr : *found;
}

void ProviderJumpTest::failToAnswer()
{
    m_app->open();
    auto &field = *m_app->window->findChild<ComposerField *>();
    QTest::keyClicks(&field, "Hi");
    QTest::keyClick(&field, Qt::Key_Return);
    const auto &transcript = m_app->window->findChild<ChatPanel *>()->transcript();
    QTRY_VERIFY(transcript.messages().size() == 2 && transcript.messages().at(1).notice);
}

void ProviderJumpTest::openSettingsOfTheAnswer()
{
    auto &transcript = m_app->window->findChild<ChatPanel *>()->transcript();
    const TranscriptMessage failed = transcript.messages().at(1);
    QVERIFY(failed.notice->actions.contains(MessageAction::OpenSettings));
    emit transcript.actionTriggered(failed.id, MessageAction::OpenSettings);
    QTRY_COMPARE(QApplication::activeWindow(), &dialog());
}

void ProviderJumpTest::goesFromAMissingKeyToTheFieldForIt()
{
    m_app->settings.set(keys::defaultProvider, QString("openai"));
    m_app->settings.set(keys::defaultModel, QString("gpt-x"));
    failToAnswer();
    m_app->chooseModel("qwen3:8b"); // meanwhile; it is the answer's provider that has no key
    openSettingsOfTheAnswer();
    QCOMPARE(pageTitle(), QString("OpenAI"));
    auto *const key = page().findChild<KeyRow *>()->findChild<QLineEdit *>();
    QCOMPARE(QApplication::focusWidget(), key);
    QTest::keyClicks(key, "sk-new");
    QTest::keyClick(key, Qt::Key_Return);
    std::optional<Result<Secret>> kept;
    m_app->secrets.read(secretName("openai", *Origin::of(QUrl("https://api.openai.com/v1"))), this,
        [&kept](const Result<Secret> &secret) { kept = secret; });
    QTRY_VERIFY(kept);
    QCOMPARE((*kept)->reveal(), QByteArray("sk-new"));
}

void ProviderJumpTest::goesFromACertificateToTheCaFile()
{
    FakeHttpServer server(test::tlsWith("self_signed"));
    QVERIFY(m_app->registry->setBaseUrl("ollama", server.url("").toString()));
    failToAnswer();
    openSettingsOfTheAnswer();
    QCOMPARE(pageTitle(), QString("Ollama"));
    QCOMPARE(QApplication::focusWidget(), page().findChild<NetworkRow *>()->findChildren<QLineEdit *>().at(1));
}

void ProviderJumpTest::goesFromADeadServerToItsAddress()
{
    QVERIFY(m_app->registry->setBaseUrl("ollama", QString("http://127.0.0.1:%1").arg(WindowFixture::deadPort())));
    failToAnswer();
    openSettingsOfTheAnswer();
    QCOMPARE(QApplication::focusWidget(), page().findChild<BaseUrlRow *>()->findChild<QLineEdit *>());

    dialog().findChild<QLineEdit *>(QString(), Qt::FindDirectChildrenOnly)->setText("proxy"); // hides the row
    m_app->window->activateWindow();
    openSettingsOfTheAnswer();
    QCOMPARE(QApplication::focusWidget(), page().findChild<BaseUrlRow *>()->findChild<QLineEdit *>());
}

void ProviderJumpTest::leadsToTheProviderThatSpeaksWithTheServer()
{
    FakeHttpServer ollama;
    ollama.setHandler([](const FakeHttpServer::Request &request) {
        return request.path == "/api/tags" ? WindowFixture::whole(WindowFixture::ollamaTags({"llama3.2"}))
                                           : Script().status(404).chunk("{}").lastChunk();
    });
    QVERIFY(m_app->registry->setBaseUrl("openai", ollama.url("").toString()));
    m_app->open();
    QTest::keyClick(m_app->window.get(), Qt::Key_Comma, Qt::ControlModifier);
    dialog().showProvider("openai");
    button("Test connection")->click();
    QTRY_VERIFY(button("Use it as Ollama's own API"));
    button("Use it as Ollama's own API")->click();
    QCOMPARE(pageTitle(), QString("Ollama"));
    QPushButton *const use = button("Use " + ollama.url("").toString());
    QVERIFY(use);
    QTRY_COMPARE(QApplication::focusWidget(), use);
    QTest::keyClick(use, Qt::Key_Space);
    QCOMPARE(m_app->registry->baseUrl("ollama"), ollama.url(""));
    QCOMPARE(m_app->settings.get(keys::baseUrl("ollama")), ollama.url("").toString());
}

QTEST_MAIN(ProviderJumpTest)
#include "provider_jump_test.moc"
