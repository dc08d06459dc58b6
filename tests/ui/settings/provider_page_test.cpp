// SPDX-License-Identifier: MIT
#include "core/models/http_model_list_source.h"
#include "core/models/model_refresh_service.h"
#include "core/net/http_client.h"
#include "core/providers/provider_registry.h"
#include "core/settings/keys.h"
#include "core/settings/secret_name.h"
#include "core/settings/session_fallback_secret_store.h"
#include "core/settings/settings_store.h"
#include "tests/core/settings/scripted_secret_store.h"
#include "tests/support/fake_http_server.h"
#include "ui/settings/provider_page.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using test::FakeHttpServer;
using Script = test::FakeHttpServer::Script;

class ProviderPageTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_page->hide(); } // as its dialog does before it dies
    void storesAKeyForTheOriginAndNeverShowsItAgain();
    void removesAKey();
    void takesNoKeyAlongToAnotherServer();
    void asksBeforeAKeyGoesToAnotherServer();
    void sendsNoKeyWhenTheAnswerIsNo();
    void asksNothingWithoutAKey();
    void saysThatAKeyIsForTheSessionOnly();
    void keepsAndResetsTheBaseUrl();
    void saysWhatIsWrongWithABaseUrl();
    void testsTheServerWithTheKey();
    void saysWhyATestFailed();

private:
    QLineEdit &urlField() { return *m_page->findChildren<QLineEdit *>().at(0); }
    QLineEdit &keyField() { return *m_page->findChildren<QLineEdit *>().at(1); }
    QPushButton &button(const QString &text);
    bool says(const QString &words);
    Secret stored(const QUrl &url);
    void makePage();
    void enter(QLineEdit &field, const QString &text);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<FakeHttpServer> m_server;
    HttpClient m_http{HttpClient::Options{}};
    std::unique_ptr<test::ScriptedSecretStore> m_keychain;
    std::unique_ptr<SessionFallbackSecretStore> m_secrets;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<ProviderRegistry> m_registry;
    std::unique_ptr<HttpModelListSource> m_source;
    std::unique_ptr<ModelRefreshService> m_models;
    std::unique_ptr<ProviderPage> m_page;
};

void ProviderPageTest::init()
{
    m_page.reset();
    m_models.reset();
    m_secrets.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FakeHttpServer>();
    m_keychain = std::make_unique<test::ScriptedSecretStore>();
    m_secrets = std::make_unique<SessionFallbackSecretStore>(*m_keychain);
    m_settings = std::make_unique<SettingsStore>(m_dir->filePath("s.ini"));
    const ProviderInfo openAi{.id = "openai",
        .name = "OpenAI",
        .defaultBaseUrl = m_server->url("/v1"),
        .needsKey = true,
        .keyPage = QUrl("https://platform.openai.com/api-keys")};
    m_registry = std::make_unique<ProviderRegistry>(QList{openAi},
        [this](const ProviderId &provider, const Origin &origin, QObject *context,
            std::function<void(Result<Secret>)> done) {
            m_secrets->read(secretName(provider, origin), context, std::move(done));
        });
    m_source = std::make_unique<HttpModelListSource>(m_http, *m_registry, HttpLimits{});
    m_models = std::make_unique<ModelRefreshService>(
        *m_source, ModelRefreshService::Options{.cachePath = m_dir->filePath("models.json")});
    makePage();
}

void ProviderPageTest::makePage()
{
    m_page = std::make_unique<ProviderPage>(
        "openai", ProviderPage::Services{*m_registry, *m_models, *m_settings, *m_secrets});
    m_page->resize(500, 500);
    m_page->show();
}

QPushButton &ProviderPageTest::button(const QString &text)
{
    for (QPushButton *button : m_page->findChildren<QPushButton *>()) {
        if (button->text() == text)
            return *button;
    }
    qFatal("no such button");
}

bool ProviderPageTest::says(const QString &words)
{
    const auto labels = m_page->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](QLabel *label) { return label->text().contains(words); });
}

Secret ProviderPageTest::stored(const QUrl &url)
{
    std::optional<Secret> found;
    m_secrets->read(
        secretName("openai", *Origin::of(url)), this, [&](const Result<Secret> &secret) { found = *secret; });
    while (!found)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return *found;
}

void ProviderPageTest::enter(QLineEdit &field, const QString &text)
{
    field.selectAll();
    QTest::keyClicks(&field, text);
    QTest::keyClick(&field, Qt::Key_Return);
}

void ProviderPageTest::storesAKeyForTheOriginAndNeverShowsItAgain()
{
    QCOMPARE(keyField().echoMode(), QLineEdit::Password);
    enter(keyField(), " sk-secret ");
    QTRY_VERIFY(says("A key is stored"));
    QCOMPARE(keyField().text(), QString());
    QCOMPARE(stored(m_server->url()).reveal(), QByteArray("sk-secret"));
    m_page->hide();
    makePage();
    QTRY_VERIFY(says("A key is stored"));
    QCOMPARE(keyField().text(), QString());
    QFile file(m_dir->filePath("s.ini"));
    QVERIFY(!file.exists() || (file.open(QIODevice::ReadOnly) && !file.readAll().contains("sk-secret")));
}

void ProviderPageTest::removesAKey()
{
    enter(keyField(), "sk-secret");
    QTRY_VERIFY(button("Remove key").isVisible());
    button("Remove key").click();
    QTRY_VERIFY(!button("Remove key").isVisible());
    QVERIFY(stored(m_server->url()).isEmpty());
}

void ProviderPageTest::takesNoKeyAlongToAnotherServer()
{
    enter(keyField(), "sk-secret");
    QTRY_VERIFY(says("A key is stored"));
    enter(urlField(), "https://elsewhere.example/v1");
    QVERIFY(says("is not sent to https://elsewhere.example"));
    QTRY_VERIFY(!button("Remove key").isVisible());
    QVERIFY(!says("A key is stored for https://elsewhere.example"));
    QVERIFY(stored(QUrl("https://elsewhere.example")).isEmpty());
    button("Reset").click();
    QTRY_VERIFY(button("Remove key").isVisible()); // it was waiting for its own server
}

void ProviderPageTest::asksBeforeAKeyGoesToAnotherServer()
{
    enter(keyField(), "sk-secret");
    QTRY_VERIFY(says("A key is stored"));
    FakeHttpServer elsewhere;
    enter(urlField(), elsewhere.url("/v1").toString());
    const QString question = QString("Send the key of %1 to %2 too?")
                                 .arg(Origin::of(m_server->url())->toString(), Origin::of(elsewhere.url())->toString());
    QTRY_VERIFY(says(question));
    QTRY_VERIFY(button("Send the key").isVisible());
    QCOMPARE(button("Send the key").accessibleDescription(), question);

    elsewhere.enqueue(Script().chunk(R"({"object":"list","data":[{"id":"m"}]})").lastChunk());
    button("Test and refresh models").click();
    QTRY_VERIFY(says("It works"));
    QVERIFY(elsewhere.requests().at(0).header("authorization").isEmpty()); // nobody has answered

    button("Send the key").click();
    QVERIFY(!button("Send the key").isVisible());
    QTRY_VERIFY(says(QString("A key is stored for " + Origin::of(elsewhere.url())->toString())));
    elsewhere.enqueue(Script().chunk(R"({"object":"list","data":[{"id":"m"}]})").lastChunk());
    button("Test and refresh models").click();
    QTRY_COMPARE(elsewhere.requests().size(), 2);
    QCOMPARE(elsewhere.requests().at(1).header("authorization"), QByteArray("Bearer sk-secret"));
    QCOMPARE(stored(m_server->url()).reveal(), QByteArray("sk-secret"));
}

void ProviderPageTest::sendsNoKeyWhenTheAnswerIsNo()
{
    enter(keyField(), "sk-secret");
    QTRY_VERIFY(says("A key is stored"));
    urlField().setText("https://api.b\u00fccher.example/v1"); // pasted
    QTest::keyClick(&urlField(), Qt::Key_Return);
    QTRY_VERIFY(button("Do not send").isVisible());
    QVERIFY(says("to https://api.xn--bcher-kva.example too?"));
    button("Do not send").click();
    QVERIFY(!button("Do not send").isVisible());
    QVERIFY(stored(QUrl("https://api.b\u00fccher.example")).isEmpty());
    enter(urlField(), "https://third.example/v1");
    QVERIFY(stored(QUrl("https://third.example")).isEmpty()); // and the page has looked, too
    QVERIFY(!button("Do not send").isVisible());
}

void ProviderPageTest::asksNothingWithoutAKey()
{
    enter(urlField(), "https://elsewhere.example/v1");
    QVERIFY(stored(QUrl("https://elsewhere.example")).isEmpty());
    QVERIFY(!button("Send the key").isVisible());
}

void ProviderPageTest::saysThatAKeyIsForTheSessionOnly()
{
    m_keychain->state = test::ScriptedSecretStore::State::Absent;
    enter(keyField(), "sk-secret");
    QTRY_VERIFY(says("Kept until Freshet is closed. There is no keychain here."));
    QCOMPARE(stored(m_server->url()).reveal(), QByteArray("sk-secret"));
    button("Try the keychain again").click();
    QTRY_VERIFY(button("Try the keychain again").isEnabled());
    QVERIFY(says("Kept until Freshet is closed."));

    m_keychain->state = test::ScriptedSecretStore::State::Open;
    button("Try the keychain again").click();
    QTRY_VERIFY(says("A key is stored"));
    QVERIFY(!button("Try the keychain again").isVisible());
    QVERIFY(!says("Kept until"));
}

void ProviderPageTest::keepsAndResetsTheBaseUrl()
{
    enter(urlField(), "HTTPS://Proxy.example/v1/");
    QCOMPARE(m_registry->baseUrl("openai"), QUrl("https://proxy.example/v1"));
    QCOMPARE(urlField().text(), QString("https://proxy.example/v1"));
    QCOMPARE(m_settings->get(keys::baseUrl("openai")), QString("https://proxy.example/v1"));
    button("Reset").click();
    QCOMPARE(m_registry->baseUrl("openai"), m_server->url("/v1"));
    QCOMPARE(m_settings->get(keys::baseUrl("openai")), QString());
    QVERIFY(!button("Reset").isEnabled());
}

void ProviderPageTest::saysWhatIsWrongWithABaseUrl()
{
    enter(urlField(), "ftp://x");
    QCOMPARE(m_registry->baseUrl("openai"), m_server->url("/v1"));
    QCOMPARE(m_settings->get(keys::baseUrl("openai")), QString());
    QVERIFY(says("http"));
    QCOMPARE(urlField().text(), QString("ftp://x")); // to be mended, not to be typed again
}

void ProviderPageTest::testsTheServerWithTheKey()
{
    enter(keyField(), "sk-secret");
    QTRY_VERIFY(says("A key is stored"));
    m_server->enqueue(Script().chunk(R"({"object":"list","data":[{"id":"gpt-x"},{"id":"gpt-y"}]})").lastChunk());
    button("Test and refresh models").click();
    QTRY_VERIFY(says("It works: 2 models."));
    QCOMPARE(m_server->requests().at(0).header("authorization"), QByteArray("Bearer sk-secret"));
}

void ProviderPageTest::saysWhyATestFailed()
{
    enter(keyField(), "sk-wrong");
    QTRY_VERIFY(says("A key is stored"));
    m_server->enqueue(Script().status(401).chunk(R"({"error":{"message":"Incorrect API key provided"}})").lastChunk());
    button("Test and refresh models").click();
    QTRY_VERIFY(!m_page->findChild<QLabel *>("testResult")->text().contains("Asking"));
    QVERIFY(!says("It works"));
    QVERIFY(says("key"));
    QVERIFY(!says("sk-wrong"));
    QVERIFY(button("Test and refresh models").isEnabled());
}

QTEST_MAIN(ProviderPageTest)
#include "provider_page_test.moc"
