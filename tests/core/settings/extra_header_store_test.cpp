// SPDX-License-Identifier: MIT
#include "core/settings/extra_header_store.h"
#include "core/settings/keys.h"
#include "core/settings/memory_secret_store.h"
#include "core/settings/settings_store.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

using namespace freshet;

/// Counts how often it is read; refuses everything when told to.
class WatchedHeaderSecrets : public MemorySecretStore {
public:
    void read(const QString &name, QObject *context, std::function<void(Result<Secret>)> done) override
    {
        ++reads;
        MemorySecretStore::read(name, context, std::move(done));
    }
    void write(const QString &name, const Secret &secret, QObject *context, std::function<void(Status)> done) override
    {
        if (isBroken)
            refuse(context, done);
        else
            MemorySecretStore::write(name, secret, context, std::move(done));
    }
    void remove(const QString &name, QObject *context, std::function<void(Status)> done) override
    {
        if (isBroken)
            refuse(context, done);
        else
            MemorySecretStore::remove(name, context, std::move(done));
    }

    int reads = 0;
    bool isBroken = false;

private:
    static void refuse(QObject *context, const std::function<void(Status)> &done)
    {
        QMetaObject::invokeMethod(
            context, [done] { done(failure({.kind = ErrorKind::Storage, .message = "locked"})); },
            Qt::QueuedConnection);
    }
};

namespace {

const QList<ExtraHeader> &accessHeaders()
{
    static const QList<ExtraHeader> headers{{.name = "CF-Access-Client-Id", .value = Secret("canary-id: 1")},
        {.name = "CF-Access-Client-Secret", .value = Secret("canary-secret")}};
    return headers;
}

Origin originOf(const char *url) { return Origin::of(QUrl(url)).value_or(Origin()); }

} // namespace

class ExtraHeaderStoreTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void givesBackWhatWasSaved();
    void givesNothingToAnotherOrigin();
    void keepsTheHeadersOfSeveralOrigins();
    void keepsValuesOutOfTheSettingsFile();
    void doesNotAskTheKeychainWhereThereAreNone();
    void saysWhenTheKeychainLostThem();
    void changesNothingWhenTheKeychainRefuses();
    void removesThem();
    void savesAlsoWhenTheDialogIsClosedAtOnce();

private:
    Status save(const char *url, const QList<ExtraHeader> &headers);
    Result<QList<ExtraHeader>> read(const char *url);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<WatchedHeaderSecrets> m_secrets;
    std::unique_ptr<ExtraHeaderStore> m_store;
};

void ExtraHeaderStoreTest::init()
{
    m_store.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<SettingsStore>(m_dir->filePath("freshet.ini"));
    m_secrets = std::make_unique<WatchedHeaderSecrets>();
    m_store = std::make_unique<ExtraHeaderStore>(*m_settings, *m_secrets);
}

Status ExtraHeaderStoreTest::save(const char *url, const QList<ExtraHeader> &headers)
{
    std::optional<Status> answer;
    m_store->save("p", originOf(url), headers, this, [&answer](const Status &status) { answer = status; });
    if (answer || !QTest::qWaitFor([&answer] { return answer.has_value(); }))
        return failure({.message = "answered too early, or not at all"});
    return *answer;
}

Result<QList<ExtraHeader>> ExtraHeaderStoreTest::read(const char *url)
{
    std::optional<Result<QList<ExtraHeader>>> answer;
    m_store->read("p", originOf(url), this, [&answer](const auto &headers) { answer = headers; });
    if (answer || !QTest::qWaitFor([&answer] { return answer.has_value(); }))
        return failure({.message = "answered too early, or not at all"});
    return *answer;
}

void ExtraHeaderStoreTest::givesBackWhatWasSaved()
{
    QSignalSpy changed(m_store.get(), &ExtraHeaderStore::headersChanged);
    QVERIFY(save("https://a.example", accessHeaders()));
    QCOMPARE(m_store->names("p", originOf("https://a.example/v1")),
        (QStringList{"CF-Access-Client-Id", "CF-Access-Client-Secret"}));
    QCOMPARE(*read("https://a.example"), accessHeaders());
    QCOMPARE(changed.count(), 1);
    QVERIFY(save("https://a.example", {{.name = "CF-Access-Client-Id", .value = Secret("new")}}));
    QCOMPARE(changed.count(), 2);
    QCOMPARE(read("https://a.example")->size(), 1);
    QCOMPARE(m_store->names("p", originOf("https://a.example")), QStringList("CF-Access-Client-Id"));
}

void ExtraHeaderStoreTest::givesNothingToAnotherOrigin()
{
    QVERIFY(save("https://a.example", accessHeaders()));
    for (const char *other : {"https://b.example", "http://a.example", "https://a.example:8443", "https://a.exampl"}) {
        QVERIFY(read(other));
        QVERIFY(read(other)->isEmpty());
        QVERIFY(m_store->names("p", originOf(other)).isEmpty());
    }
    QVERIFY(m_store->names("q", originOf("https://a.example")).isEmpty());
}

void ExtraHeaderStoreTest::keepsTheHeadersOfSeveralOrigins()
{
    const QList<ExtraHeader> others{{.name = "X-B", .value = Secret("b")}};
    QVERIFY(save("https://a.example", accessHeaders()));
    QVERIFY(save("https://b.example", others));
    QCOMPARE(*read("https://a.example"), accessHeaders());
    QCOMPARE(*read("https://b.example"), others);
}

void ExtraHeaderStoreTest::keepsValuesOutOfTheSettingsFile()
{
    QVERIFY(save("https://a.example", accessHeaders()));
    m_store.reset();
    m_settings.reset();
    QFile file(m_dir->filePath("freshet.ini"));
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.contains("CF-Access-Client-Secret"));
    QVERIFY2(!bytes.contains("canary"), bytes.constData());
}

void ExtraHeaderStoreTest::doesNotAskTheKeychainWhereThereAreNone()
{
    QVERIFY(read("https://a.example")->isEmpty());
    QCOMPARE(m_secrets->reads, 0);
}

void ExtraHeaderStoreTest::saysWhenTheKeychainLostThem()
{
    QVERIFY(save("https://a.example", accessHeaders()));
    WatchedHeaderSecrets empty;
    ExtraHeaderStore afterwards(*m_settings, empty);
    std::optional<Result<QList<ExtraHeader>>> answer;
    afterwards.read("p", originOf("https://a.example"), this, [&answer](const auto &headers) { answer = headers; });
    QTRY_VERIFY(answer);
    QVERIFY(!*answer);
    QCOMPARE(answer->error().kind, ErrorKind::Auth);
    QVERIFY(answer->error().message.contains("https://a.example"));
}

void ExtraHeaderStoreTest::changesNothingWhenTheKeychainRefuses()
{
    QVERIFY(save("https://a.example", accessHeaders()));
    QSignalSpy changed(m_store.get(), &ExtraHeaderStore::headersChanged);
    m_secrets->isBroken = true;
    QCOMPARE(save("https://a.example", {}).error().kind, ErrorKind::Storage);
    QCOMPARE(save("https://a.example", {{.name = "X", .value = Secret("x")}}).error().kind, ErrorKind::Storage);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(m_store->names("p", originOf("https://a.example")).size(), 2);
    QCOMPARE(*read("https://a.example"), accessHeaders());
}

void ExtraHeaderStoreTest::removesThem()
{
    QVERIFY(save("https://a.example", accessHeaders()));
    QVERIFY(save("https://a.example", {}));
    QVERIFY(m_store->names("p", originOf("https://a.example")).isEmpty());
    QVERIFY(read("https://a.example")->isEmpty());
}

void ExtraHeaderStoreTest::savesAlsoWhenTheDialogIsClosedAtOnce()
{
    QSignalSpy changed(m_store.get(), &ExtraHeaderStore::headersChanged);
    bool wasTold = false;
    {
        const std::unique_ptr<QObject> dialog = std::make_unique<QObject>();
        m_store->save(
            "p", originOf("https://a.example"), accessHeaders(), dialog.get(), [&wasTold](Status) { wasTold = true; });
    }
    QVERIFY(changed.wait());
    QVERIFY(!wasTold);
    QCOMPARE(*read("https://a.example"), accessHeaders());
}

QTEST_GUILESS_MAIN(ExtraHeaderStoreTest)
#include "extra_header_store_test.moc"
