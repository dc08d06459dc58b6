// SPDX-License-Identifier: MIT
#include "core/settings/session_fallback_secret_store.h"
#include "core/settings/tracked_secret_store.h"
#include "tests/core/settings/scripted_secret_store.h"
#include "tests/ui/settings/provider_page_fixture.h"
#include "ui/settings/headers_row.h"
#include "ui/settings/model_table.h"
#include "ui/settings/model_table_model.h"
#include "ui/settings/network_row.h"
#include "ui/settings/provider_models.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/lines_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QTreeView>

using namespace freshet;
using namespace freshet::test;
using Script = FakeHttpServer::Script;

class ProviderPageTest : public ProviderPageFixture {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { dropPage(); }
    void storesAKeyForTheOriginAndNeverShowsItAgain();
    void removesAKey();
    void takesNoKeyAlongToAnotherServer();
    void asksBeforeAKeyGoesToAnotherServer();
    void sendsNoKeyWhenTheAnswerIsNo();
    void asksNothingWithoutAKey();
    void saysThatAKeyIsForTheSessionOnly();
    void letsAKeyOfAnotherKeychainBeForgotten();
    void keepsAndResetsTheBaseUrl();
    void showsAStoredBaseUrlThatCannotBeUsed();
    void offersTheAddressWhereAServerAnswers();
    void keepsExtraHeadersAndShowsOnlyTheirNames();
    void keepsOnlyAProxyAndACaFileThatCanWork();
    void saysWhatIsWrongWithABaseUrl();
    void asksForTheModelsWithTheKeyThatWasSaved();
    void saysWhyARefreshFailedAndKeepsTheList();
    void tellsWhatIsNewAndWhatIsGone();
    void addsAModelByHandAndRemovesIt();
    void findsMarksAndUsesAModel();

private:
    QLineEdit &urlField() { return *m_page->findChildren<QLineEdit *>().at(0); }
    QLineEdit &keyField() { return *m_page->findChildren<QLineEdit *>().at(1); }
    QPushButton &button(const QString &text);
    bool says(const QString &words);
    Secret stored(const QUrl &url);

    std::unique_ptr<ScriptedSecretStore> m_keychain;
    std::unique_ptr<TrackedSecretStore> m_tracked;
    std::unique_ptr<SessionFallbackSecretStore> m_secrets;
};

void ProviderPageTest::init()
{
    startServer();
    m_secrets.reset();
    m_keychain = std::make_unique<ScriptedSecretStore>();
    m_tracked = std::make_unique<TrackedSecretStore>(
        *m_keychain, *m_settings, [](const auto &, QObject *, const auto &found) { found("secret-service"); });
    m_secrets = std::make_unique<SessionFallbackSecretStore>(*m_tracked);
    const ProviderInfo openAi{.id = "openai",
        .name = "OpenAI",
        .defaultBaseUrl = m_server->url("/v1"),
        .needsKey = true,
        .keyPage = QUrl("https://platform.openai.com/api-keys")};
    startServices({openAi}, *m_secrets);
    showPage("openai");
}

QPushButton &ProviderPageTest::button(const QString &text)
{
    for (QPushButton *button : m_page->findChildren<QPushButton *>()) {
        if (button->text().remove(u'&') == text)
            return *button;
    }
    qFatal("no such button");
}

bool ProviderPageTest::says(const QString &words)
{
    const auto labels = m_page->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(),
        [&](QLabel *label) { return label->isVisible() && label->text().contains(words); });
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

void ProviderPageTest::storesAKeyForTheOriginAndNeverShowsItAgain()
{
    QCOMPARE(keyField().echoMode(), QLineEdit::Password);
    enter(keyField(), " sk-secret ");
    QTRY_VERIFY(says("A key is stored"));
    QCOMPARE(keyField().text(), QString());
    QCOMPARE(stored(m_server->url()).reveal(), QByteArray("sk-secret"));
    m_page->hide();
    showPage("openai");
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
    FakeHttpServer elsewhere;
    elsewhere.enqueue(Script().chunk(R"({"object":"list","data":[{"id":"m"}]})").lastChunk());
    const QUrl base = elsewhere.url("/v1");
    enter(urlField(), base.toString());
    QVERIFY(says("is not sent to " + Origin::of(base)->toString()));
    QTRY_VERIFY(!button("Remove key").isVisible());
    QVERIFY(!says("A key is stored for " + Origin::of(base)->toString()));
    QTRY_COMPARE(elsewhere.requests().size(), 1); // it looked whether a server is there
    QCOMPARE(elsewhere.requests().at(0).header("authorization"), QByteArray());
    QVERIFY(stored(base).isEmpty());
    button("Reset").click();
    QTRY_VERIFY(button("Remove key").isVisible()); // it was waiting for its own server
}

void ProviderPageTest::asksBeforeAKeyGoesToAnotherServer()
{
    enter(keyField(), "sk-secret");
    QTRY_VERIFY(says("A key is stored"));
    FakeHttpServer elsewhere;
    elsewhere.setHandler([](const FakeHttpServer::Request &) {
        return Script().chunk(R"({"object":"list","data":[{"id":"m"}]})").lastChunk();
    });
    enter(urlField(), elsewhere.url("/v1").toString());
    const QString question = QString("Send the key of %1 to %2 too?")
                                 .arg(Origin::of(m_server->url())->toString(), Origin::of(elsewhere.url())->toString());
    QTRY_VERIFY(says(question));
    QTRY_VERIFY(button("Send the key").isVisible());
    QCOMPARE(button("Send the key").accessibleDescription(), question);

    button("Refresh models").click();
    QTRY_VERIFY(says("It works"));
    for (const FakeHttpServer::Request &request : elsewhere.requests())
        QVERIFY(request.header("authorization").isEmpty()); // nobody has answered

    button("Send the key").click();
    QVERIFY(!button("Send the key").isVisible());
    QTRY_VERIFY(says(QString("A key is stored for " + Origin::of(elsewhere.url())->toString())));
    button("Refresh models").click();
    QTRY_COMPARE(elsewhere.requests().last().header("authorization"), QByteArray("Bearer sk-secret"));
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
    m_keychain->state = ScriptedSecretStore::State::Absent;
    enter(keyField(), "sk-secret");
    QTRY_VERIFY(says("Kept until Freshet is closed. There is no keychain here."));
    QCOMPARE(stored(m_server->url()).reveal(), QByteArray("sk-secret"));
    button("Try the keychain again").click();
    QTRY_VERIFY(button("Try the keychain again").isEnabled());
    QTRY_VERIFY(says("Kept until Freshet is closed."));

    m_keychain->state = ScriptedSecretStore::State::Open;
    button("Try the keychain again").click();
    QTRY_VERIFY(says("A key is stored"));
    QVERIFY(!button("Try the keychain again").isVisible());
    QVERIFY(!says("Kept until"));
}

void ProviderPageTest::letsAKeyOfAnotherKeychainBeForgotten()
{
    m_settings->set(keys::keptSecrets, {"kwallet " + secretName("openai", *Origin::of(m_server->url()))});
    showPage("openai");
    QTRY_VERIFY(says("It was saved in KWallet"));
    QVERIFY(button("Remove key").isVisible());
    button("Remove key").click();
    QTRY_VERIFY(says("The key was removed."));
    QVERIFY(!button("Remove key").isVisible());
    QCOMPARE(m_settings->get(keys::keptSecrets), QStringList());
}

void ProviderPageTest::keepsAndResetsTheBaseUrl()
{
    FakeHttpServer elsewhere;
    elsewhere.setHandler([](const FakeHttpServer::Request &) {
        return Script().chunk(R"({"object":"list","data":[{"id":"m"}]})").lastChunk();
    });
    const QUrl base = elsewhere.url("/v1");
    enter(urlField(), "HTTP" + base.toString().mid(4) + '/');
    QCOMPARE(m_registry->baseUrl("openai"), base);
    QCOMPARE(urlField().text(), base.toString());
    QCOMPARE(m_settings->get(keys::baseUrl("openai")), base.toString());
    button("Reset").click();
    QCOMPARE(m_registry->baseUrl("openai"), m_server->url("/v1"));
    QCOMPARE(m_settings->get(keys::baseUrl("openai")), QString());
    QVERIFY(!button("Reset").isEnabled());
}

void ProviderPageTest::showsAStoredBaseUrlThatCannotBeUsed()
{
    const QString stored = "http://127.0.0:::1/v1";
    m_settings->set(keys::baseUrl("openai"), stored);
    QVERIFY(!m_registry->restoreBaseUrl("openai", stored));
    showPage("openai");
    QCOMPARE(urlField().text(), stored);
    QVERIFY(says("its base URL in the settings cannot be used"));
    button("Reset").click();
    QVERIFY(!says("its base URL in the settings cannot be used"));
    QCOMPARE(m_registry->baseUrl("openai"), m_server->url("/v1"));
    QCOMPARE(m_settings->get(keys::baseUrl("openai")), QString());
}

void ProviderPageTest::offersTheAddressWhereAServerAnswers()
{
    FakeHttpServer elsewhere;
    elsewhere.setHandler([](const FakeHttpServer::Request &request) {
        if (request.path == "/llm/v1/models")
            return Script().chunk(R"({"object":"list","data":[{"id":"m"}]})").lastChunk();
        return Script().status(404).chunk("no").lastChunk();
    });
    enter(urlField(), elsewhere.url("/llm").toString());
    const QString right = elsewhere.url("/llm/v1").toString();
    const auto offered = [&] {
        const auto buttons = m_page->findChildren<QPushButton *>();
        return std::any_of(buttons.begin(), buttons.end(),
            [&](QPushButton *it) { return it->isVisible() && it->text() == "Use " + right; });
    };
    QTRY_VERIFY(offered());
    QCOMPARE(m_registry->baseUrl("openai"), elsewhere.url("/llm")); // offered, not taken
    button("Use " + right).click();
    QCOMPARE(m_registry->baseUrl("openai"), elsewhere.url("/llm/v1"));
    QTRY_VERIFY(!offered());
}

void ProviderPageTest::keepsExtraHeadersAndShowsOnlyTheirNames()
{
    auto *const field = m_page->findChild<HeadersRow *>()->findChild<LinesField *>();
    QTest::keyClicks(field, "X-Team: blue-secret");
    button("Save headers").click();
    QTRY_VERIFY(says("X-Team"));
    QVERIFY(!says("blue-secret"));
    QCOMPARE(field->toPlainText(), QString());
    QVERIFY(button("Remove headers").isVisible());
    QTest::keyClicks(field, "no colon");
    button("Save headers").click();
    QVERIFY(!says("X-Team"));
    QCOMPARE(field->toPlainText(), QString("no colon")); // to be mended
    QCOMPARE(m_headers->names("openai", *Origin::of(m_server->url())), QStringList{"X-Team"});
    button("Remove headers").click();
    QTRY_VERIFY(m_headers->names("openai", *Origin::of(m_server->url())).isEmpty());
}

void ProviderPageTest::keepsOnlyAProxyAndACaFileThatCanWork()
{
    auto *const row = m_page->findChild<NetworkRow *>();
    auto *const choice = row->findChild<QComboBox *>();
    QLineEdit *const proxy = row->findChildren<QLineEdit *>().at(0);
    QLineEdit *const caFile = row->findChildren<QLineEdit *>().at(1);
    QVERIFY(!proxy->isEnabled());
    QTest::keyClick(choice, Qt::Key_End); // "This one:"
    QVERIFY(proxy->isEnabled());
    QCOMPARE(m_settings->get(keys::proxy("openai")), QString("system")); // until there is an address
    enter(*proxy, "ftp://x");
    QCOMPARE(m_settings->get(keys::proxy("openai")), QString("system"));
    QVERIFY(says("proxy"));
    enter(*proxy, "proxy.example:3128");
    QCOMPARE(m_settings->get(keys::proxy("openai")), QString("manual"));
    QCOMPARE(m_settings->get(keys::proxyUrl("openai")), QString("http://proxy.example:3128"));
    QTest::keyClick(choice, Qt::Key_Home);
    QCOMPARE(m_settings->get(keys::proxy("openai")), QString("system"));

    enter(*caFile, m_dir->filePath("none.pem"));
    QVERIFY(says("none.pem"));
    QCOMPARE(m_settings->get(keys::caFile("openai")), QString());
    auto *const only = row->findChild<QCheckBox *>();
    QVERIFY(!only->isEnabled()); // of no file
    enter(*caFile, QStringLiteral(FRESHET_TEST_DATA "/tls/authority.pem"));
    QVERIFY(says("The certificate of the file is trusted."));
    QVERIFY(only->isEnabled() && !only->isChecked());
    QTest::keyClick(only, Qt::Key_Space);
    QVERIFY(m_settings->get(keys::onlyCaFile("openai")));
}

void ProviderPageTest::saysWhatIsWrongWithABaseUrl()
{
    enter(urlField(), "ftp://x");
    QCOMPARE(m_registry->baseUrl("openai"), m_server->url("/v1"));
    QCOMPARE(m_settings->get(keys::baseUrl("openai")), QString());
    QVERIFY(says("http"));
    QCOMPARE(urlField().text(), QString("ftp://x")); // to be mended, not to be typed again
}

void ProviderPageTest::asksForTheModelsWithTheKeyThatWasSaved()
{
    m_server->enqueue(Script().chunk(R"({"object":"list","data":[{"id":"gpt-x"},{"id":"gpt-y"}]})").lastChunk());
    enter(keyField(), "sk-secret");
    QTRY_COMPARE(m_models->state("openai").models.size(), 2);
    QCOMPARE(m_server->requests().at(0).header("authorization"), QByteArray("Bearer sk-secret"));
    QTRY_VERIFY(says("2 models"));

    m_server->enqueue(Script().chunk(R"({"object":"list","data":[{"id":"gpt-x"}]})").lastChunk());
    button("Refresh models").click();
    auto *const age = m_page->findChild<ProviderModels *>()->findChild<ElidedLabel *>();
    QVERIFY(age->text().contains("Asking for the models"));
    QTRY_COMPARE(age->text(), QString("Refreshed just now."));
    QVERIFY(m_page->findChild<QLabel *>("refreshResult")->isVisible());
}

void ProviderPageTest::saysWhyARefreshFailedAndKeepsTheList()
{
    m_server->enqueue(Script().chunk(R"({"object":"list","data":[{"id":"gpt-x"},{"id":"gpt-y"}]})").lastChunk());
    enter(keyField(), "sk-wrong");
    QTRY_COMPARE(m_models->state("openai").models.size(), 2);
    m_server->enqueue(Script().status(401).chunk(R"({"error":{"message":"Incorrect API key provided"}})").lastChunk());
    button("Refresh models").click();
    QLabel *const result = m_page->findChild<QLabel *>("refreshResult");
    QTRY_VERIFY(result->text().contains("key"));
    QVERIFY(result->isVisible());
    QVERIFY(!says("sk-wrong"));
    QVERIFY(says("2 models"));
    QVERIFY(button("Refresh models").isEnabled());
}

void ProviderPageTest::tellsWhatIsNewAndWhatIsGone()
{
    m_server->enqueue(Script().chunk(R"({"object":"list","data":[{"id":"a"},{"id":"b"}]})").lastChunk());
    enter(keyField(), "sk-secret");
    QTRY_COMPARE(m_models->state("openai").models.size(), 2);
    m_server->enqueue(Script().chunk(R"({"object":"list","data":[{"id":"b"},{"id":"c"},{"id":"d"}]})").lastChunk());
    button("Refresh models").click();
    QTRY_VERIFY(says("It works: 3 models, 2 new, 1 gone."));
}

void ProviderPageTest::addsAModelByHandAndRemovesIt()
{
    auto *const table = m_page->findChild<ModelTable *>();
    auto *const id = table->findChildren<QLineEdit *>().at(1);
    QTest::keyClicks(id, "preview-x");
    QTest::keyClick(id, Qt::Key_Return);
    QVERIFY(says("Added preview-x."));
    QCOMPARE(m_models->manualModels(), (QList<ModelRef>{{"openai", "preview-x"}}));
    auto *const view = m_page->findChild<QTreeView *>();
    QCOMPARE(view->currentIndex().siblingAtColumn(ModelTableModel::Id).data().toString(), QString("preview-x"));
    button("Remove model").click();
    QVERIFY(m_models->manualModels().isEmpty());
    QVERIFY(!button("Remove model").isEnabled());
}

void ProviderPageTest::findsMarksAndUsesAModel()
{
    ModelInfo big{.ref = {"openai", "big-1"}, .name = "Big", .canSee = true, .priceIn = 2.5};
    ModelInfo small{.ref = {"openai", "small-1"}, .name = "Small"};
    m_models->setStaticModels("openai", {big, small}, false);
    auto *const view = m_page->findChild<QTreeView *>();
    QCOMPARE(view->model()->rowCount(), 2);
    auto *const search = m_page->findChild<ModelTable *>()->findChild<QLineEdit *>();
    QTest::keyClicks(search, "SMALL");
    QCOMPARE(view->model()->rowCount(), 1);
    QVERIFY(says("1 of 2"));

    view->setFocus();
    QTest::keyClick(view, Qt::Key_Down);
    button("Favourite").click();
    QVERIFY(m_favourites->contains(small.ref));
    search->clear();
    QCOMPARE(view->model()->index(0, ModelTableModel::Name).data().toString(), QString("Small")); // comes first now
    button("Use for questions").click();
    QCOMPARE(m_choice->current(), small.ref);
    QCOMPARE(view->model()->index(0, ModelTableModel::Name).data().toString(), QString("Small (in use)"));
}

QTEST_MAIN(ProviderPageTest)
#include "provider_page_test.moc"
