// SPDX-License-Identifier: MIT
#include "core/server/access_token_store.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <ctime>
#include <sys/stat.h>

using namespace freshet;
using namespace std::chrono_literals;

namespace {

const TokenScopes kReading = TokenScope::Query | TokenScope::Models;
const Secret kAdopted(QStringLiteral("0123456789abcdef0123456789abcdef"));

unsigned modeOf(const QString &path)
{
    struct stat info { };
    return ::stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_mode & 07777U : 0U;
}

} // namespace

class AccessTokenStoreTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLoggingCategory::setFilterRules("freshet.server=false"); }
    void init();
    void findsATokenByItsSecretOnly();
    void keepsTokensFromOneStartToTheNext();
    void writesNoSecret();
    void isReadableByItsOwnerAlone();
    void tightensAFileThatOthersCouldRead();
    void cleansNames_data();
    void cleansNames();
    void takesNoNameTwice();
    void takesNoMoreTokensThanItCanCompare();
    void changesWhatTheUserChanges();
    void revokesAtOnceAndForGood();
    void countsUseByTheDay();
    void countsDaysAsTheUsersClockDoes();
    void knowsWhenABudgetIsUsedUp();
    void knowsNoBudgetWithoutLimits();
    void writesUseNowAndThenOnly();
    void keepsUseFromOneStartToTheNext();
    void adoptsATokenForTheSession();
    void adoptsNoTokenThatCouldBeGuessed();
    void movesAFileAsideThatIsNotItsOwn_data();
    void movesAFileAsideThatIsNotItsOwn();
    void changesNothingWhenTheFileCannotBeWritten();
    void revokesEvenWhenTheFileCannotBeWritten();
    void tellsOnceThatUseIsNotKept();
    void survivesWhateverAFileHolds();

private:
    QString path() const { return m_dir->filePath("deep/tokens.json"); }
    std::unique_ptr<AccessTokenStore> open() const
    {
        return std::make_unique<AccessTokenStore>(path(), [this] { return m_now; });
    }
    void put(const QByteArray &content) const;
    QByteArray content() const;
    void makeUnwritable() const; ///< The directory's name becomes a file's, so that even root cannot write.

    std::unique_ptr<QTemporaryDir> m_dir;
    QDateTime m_now;
};

void AccessTokenStoreTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_now = QDateTime({2026, 11, 28}, {12, 0}, Qt::UTC);
}

void AccessTokenStoreTest::put(const QByteArray &content) const
{
    QDir(m_dir->path()).mkpath("deep");
    QFile file(path());
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(content);
}

QByteArray AccessTokenStoreTest::content() const
{
    QFile file(path());
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

void AccessTokenStoreTest::makeUnwritable() const
{
    QVERIFY(QDir(m_dir->filePath("deep")).removeRecursively());
    QFile file(m_dir->filePath("deep"));
    QVERIFY(file.open(QFile::WriteOnly));
}

void AccessTokenStoreTest::findsATokenByItsSecretOnly()
{
    const auto store = open();
    const auto a = store->create("A", kReading);
    const auto b = store->create("B", TokenScope::Refresh);
    QVERIFY(a && b);
    QCOMPARE(store->find(a->secret.reveal())->id, a->id);
    QCOMPARE(store->find(b->secret.reveal())->id, b->id);
    QVERIFY(!store->find(a->secret.reveal().chopped(1)));
    QVERIFY(!store->find(a->secret.reveal().append('A')));
    QVERIFY(!store->find(""));
    QVERIFY(!store->find(store->token(a->id)->digest));
    QVERIFY(!store->find(store->token(a->id)->digest.toHex()));
}

void AccessTokenStoreTest::keepsTokensFromOneStartToTheNext()
{
    auto store = open();
    const auto a = store->create("A tool", kReading);
    QVERIFY(a);
    QVERIFY(store->create("Another", TokenScope::Documents));
    QVERIFY(store->setBudget(a->id, {.queries = 5, .tokens = std::nullopt}));
    const QList<AccessToken> before = store->tokens();
    store = open();
    QCOMPARE(store->tokens(), before);
    QCOMPARE(store->notice(), "");
    const auto found = store->find(a->secret.reveal());
    QCOMPARE(found->name, "A tool");
    QCOMPARE(found->scopes, kReading);
    QCOMPARE(found->created, m_now);
    QVERIFY(!found->lastUsed.isValid());
    QCOMPARE(found->budget, (TokenBudget{.queries = 5, .tokens = std::nullopt}));
    QCOMPARE(store->tokens().at(1).budget, (TokenBudget{.queries = 200, .tokens = 1'000'000}));
}

void AccessTokenStoreTest::writesNoSecret()
{
    const auto store = open();
    const auto a = store->create("A", kReading);
    QVERIFY(content().contains(store->token(a->id)->digest.toHex()));
    QVERIFY(!content().contains(a->secret.reveal()));
}

void AccessTokenStoreTest::isReadableByItsOwnerAlone()
{
    const mode_t old = ::umask(0);
    const auto store = open();
    const bool isMade = store->create("A", kReading).has_value() && store->create("B", kReading).has_value();
    ::umask(old);
    QVERIFY(isMade);
    QCOMPARE(modeOf(path()), 0600U);
    QCOMPARE(modeOf(m_dir->filePath("deep")), 0700U);
    QCOMPARE(QDir(m_dir->filePath("deep")).entryList(QDir::Files | QDir::Hidden), QStringList{"tokens.json"});
}

void AccessTokenStoreTest::tightensAFileThatOthersCouldRead()
{
    QVERIFY(open()->create("A", kReading));
    QVERIFY(QFile::setPermissions(path(), QFile::Permissions(0x6644)));
    QCOMPARE(open()->tokens().size(), 1);
    QCOMPARE(modeOf(path()), 0600U);
}

void AccessTokenStoreTest::cleansNames_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("name"); ///< Empty: refused.
    QTest::newRow("as it is") << "My editor 2"
                              << "My editor 2";
    QTest::newRow("spaces") << "  My \t editor\n"
                            << "My editor";
    QTest::newRow("text turned around") << QString::fromUtf8("a\u202eb") << "a b";
    QTest::newRow("invisible") << QString::fromUtf8("a\u200bb") << "a b";
    QTest::newRow("beyond the first plane") << QString::fromUtf8("\U0001F600") << QString::fromUtf8("\U0001F600");
    QTest::newRow("the longest") << QString(64, 'a') << QString(64, 'a');
    QTest::newRow("too long") << QString(65, 'a') << QString();
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("nothing to see") << QString::fromUtf8(" \u200b\n") << QString();
}

void AccessTokenStoreTest::cleansNames()
{
    QFETCH(QString, typed);
    QFETCH(QString, name);
    const auto store = open();
    const auto made = store->create(typed, kReading);
    QCOMPARE(made.has_value(), !name.isEmpty());
    if (made)
        QCOMPARE(store->token(made->id)->name, name);
    else
        QCOMPARE(made.error().kind, ErrorKind::BadRequest);
}

void AccessTokenStoreTest::takesNoNameTwice()
{
    const auto store = open();
    const auto a = store->create("Tool", kReading);
    const auto b = store->create("Other", kReading);
    QCOMPARE(store->create(" tool ", kReading).error().kind, ErrorKind::BadRequest);
    QCOMPARE(store->setName(b->id, "TOOL").error().kind, ErrorKind::BadRequest);
    QCOMPARE(store->adopt("tool", kAdopted, kReading).error().kind, ErrorKind::BadRequest);
    QVERIFY(store->setName(a->id, "TOOL"));
    QCOMPARE(store->tokens().size(), 2);
}

void AccessTokenStoreTest::takesNoMoreTokensThanItCanCompare()
{
    const auto store = open();
    for (int i = 0; i < 100; ++i)
        QVERIFY(store->adopt(QString::number(i), kAdopted, kReading));
    QCOMPARE(store->create("One more", kReading).error().kind, ErrorKind::BadRequest);
    QVERIFY(store->revoke(store->tokens().constFirst().id));
    QVERIFY(store->create("One more", kReading));
}

void AccessTokenStoreTest::changesWhatTheUserChanges()
{
    auto store = open();
    const auto a = store->create("A", kReading);
    QSignalSpy changed(store.get(), &AccessTokenStore::changed);
    QVERIFY(store->setName(a->id, "B"));
    QVERIFY(store->setScopes(a->id, TokenScope::Refresh));
    QVERIFY(store->setBudget(a->id, {.queries = 7}));
    QCOMPARE(changed.count(), 3);
    QVERIFY(store->setName(a->id, "B"));
    QCOMPARE(changed.count(), 3);
    QCOMPARE(store->setScopes("nobody", kReading).error().kind, ErrorKind::NotFound);
    store = open();
    const auto kept = store->find(a->secret.reveal());
    QCOMPARE(kept->name, "B");
    QCOMPARE(kept->scopes, TokenScopes(TokenScope::Refresh));
    QCOMPARE(kept->budget.queries, 7);
}

void AccessTokenStoreTest::revokesAtOnceAndForGood()
{
    auto store = open();
    const auto a = store->create("A", kReading);
    const auto b = store->create("B", kReading);
    QSignalSpy revoked(store.get(), &AccessTokenStore::revoked);
    QVERIFY(store->revoke(a->id));
    QCOMPARE(revoked, (QList<QVariantList>{{a->id}}));
    QVERIFY(!store->find(a->secret.reveal()));
    QVERIFY(store->isOverBudget(a->id));
    QCOMPARE(store->revoke(a->id).error().kind, ErrorKind::NotFound);
    store->count(a->id, 1, 1);
    store = open();
    QVERIFY(!store->find(a->secret.reveal()));
    QVERIFY(store->find(b->secret.reveal()));
}

void AccessTokenStoreTest::countsUseByTheDay()
{
    const auto store = open();
    const auto a = store->create("A", kReading);
    QSignalSpy used(store.get(), &AccessTokenStore::used);
    store->count(a->id, 1, 100);
    store->count(a->id, 2, 50);
    QCOMPARE(store->useToday(a->id), (TokenUse{{2026, 11, 28}, 3, 150}));
    QCOMPARE(store->token(a->id)->lastUsed, m_now);
    QCOMPARE(used.count(), 2);
    m_now = m_now.addDays(1);
    QCOMPARE(store->useToday(a->id), (TokenUse{{2026, 11, 29}, 0, 0}));
    store->count(a->id, 0, 0);
    QCOMPARE(store->token(a->id)->lastUsed, m_now);
    QCOMPARE(store->useToday(a->id), (TokenUse{{2026, 11, 29}, 0, 0}));
}

void AccessTokenStoreTest::countsDaysAsTheUsersClockDoes()
{
    qputenv("TZ", "Pacific/Auckland"); // 13 hours ahead in November
    ::tzset();
    const auto store = open();
    const auto a = store->create("A", kReading);
    const TokenUse use = store->useToday(a->id);
    qputenv("TZ", "UTC");
    ::tzset();
    QCOMPARE(use.day, QDate(2026, 11, 29));
}

void AccessTokenStoreTest::knowsWhenABudgetIsUsedUp()
{
    const auto store = open();
    const auto a = store->create("A", kReading);
    QVERIFY(store->setBudget(a->id, {.queries = 2, .tokens = 100}));
    QSignalSpy reached(store.get(), &AccessTokenStore::budgetReached);
    store->count(a->id, 1, 99);
    QVERIFY(!store->isOverBudget(a->id));
    store->count(a->id, 0, 1);
    QVERIFY(store->isOverBudget(a->id));
    store->count(a->id, 1, 1);
    QCOMPARE(reached, (QList<QVariantList>{{a->id}}));
    m_now = m_now.addDays(1);
    QVERIFY(!store->isOverBudget(a->id));
    store->count(a->id, 2, 0);
    QVERIFY(store->isOverBudget(a->id));
    QCOMPARE(reached.count(), 2);
    QVERIFY(store->setBudget(a->id, {.queries = 3, .tokens = 100}));
    QVERIFY(!store->isOverBudget(a->id));
}

void AccessTokenStoreTest::knowsNoBudgetWithoutLimits()
{
    const auto store = open();
    const auto a = store->create("A", kReading);
    QVERIFY(store->setBudget(a->id, {.queries = std::nullopt, .tokens = std::nullopt}));
    store->count(a->id, 1'000'000, 1'000'000'000'000);
    QVERIFY(!store->isOverBudget(a->id));
    QVERIFY(store->setBudget(a->id, {.queries = 0, .tokens = std::nullopt}));
    m_now = m_now.addDays(1);
    QVERIFY(store->isOverBudget(a->id));
}

void AccessTokenStoreTest::writesUseNowAndThenOnly()
{
    const auto store = open();
    const auto a = store->create("A", kReading);
    const QByteArray before = content();
    for (int i = 0; i < 1000; ++i)
        store->count(a->id, 1, 10);
    QCOMPARE(content(), before);
    auto *timer = store->findChild<QTimer *>();
    QVERIFY(timer->isActive());
    QCOMPARE(timer->intervalAsDuration(), 1min);
    timer->setInterval(0);
    QTRY_VERIFY(content() != before);
    QVERIFY(!timer->isActive());
    QCOMPARE(open()->useToday(a->id), (TokenUse{{2026, 11, 28}, 1000, 10000}));
}

void AccessTokenStoreTest::keepsUseFromOneStartToTheNext()
{
    auto store = open();
    const auto a = store->create("A", kReading);
    store->count(a->id, 1, 5'000'000'000);
    store.reset();
    store = open();
    QCOMPARE(store->useToday(a->id), (TokenUse{{2026, 11, 28}, 1, 5'000'000'000}));
    QCOMPARE(store->token(a->id)->lastUsed, m_now);
}

void AccessTokenStoreTest::adoptsATokenForTheSession()
{
    auto store = open();
    const auto id = store->adopt("serve", kAdopted, kReading, {.queries = std::nullopt, .tokens = std::nullopt});
    QVERIFY(id);
    QCOMPARE(store->find(kAdopted.reveal())->id, *id);
    QVERIFY(!QFileInfo::exists(path()));
    const auto kept = store->create("Kept", kReading);
    QVERIFY(store->setScopes(*id, TokenScope::Refresh));
    store->count(*id, 1, 1);
    store->count(kept->id, 1, 1);
    store.reset();
    QVERIFY(!content().contains("serve"));
    store = open();
    QVERIFY(!store->find(kAdopted.reveal()));
    QCOMPARE(store->tokens().size(), 1);
}

void AccessTokenStoreTest::adoptsNoTokenThatCouldBeGuessed()
{
    const auto store = open();
    const auto refused = store->adopt("serve", Secret("test"), kReading);
    QCOMPARE(refused.error().kind, ErrorKind::BadRequest);
    QVERIFY(!refused.error().message.contains("test"));
    QVERIFY(!store->find("test"));
}

void AccessTokenStoreTest::movesAFileAsideThatIsNotItsOwn_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("why");
    const QByteArray good = R"({"id":"a","name":"A","scopes":["query"],"created":"2026-11-28T12:00:00.000Z",)"
                            R"("daily_queries":1,"daily_tokens":null,"sha256":")";
    const auto one = [](const QByteArray &start) -> QByteArray {
        return R"({"version":1,"tokens":[)" + start + QByteArray(64, 'a') + "\"}]}";
    };
    QTest::newRow("our own") << one(good) << QString();
    QTest::newRow("empty") << QByteArray() << "broken";
    QTest::newRow("no JSON") << QByteArray("tokens") << "broken";
    QTest::newRow("cut off") << one(good).chopped(3) << "broken";
    QTest::newRow("no version") << QByteArray(R"({"tokens":[]})") << "broken";
    QTest::newRow("no tokens") << QByteArray(R"({"version":1})") << "broken";
    QTest::newRow("an unknown scope") << one(QByteArray(good).replace("query", "everything")) << "broken";
    QTest::newRow("a short digest") << one(good + "a") << "broken";
    QTest::newRow("no digest") << QByteArray(R"({"version":1,"tokens":[{}]})") << "broken";
    QTest::newRow("a limit that is none") << one(QByteArray(good).replace(":1,", ":-1,")) << "broken";
    QTest::newRow("too large") << QByteArray(2 * 1024 * 1024, ' ') << "broken";
    QTest::newRow("newer") << QByteArray(R"({"version":2,"tokens":{}})") << "newer";
}

void AccessTokenStoreTest::movesAFileAsideThatIsNotItsOwn()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, why);
    put(bytes);
    const auto store = open();
    const QStringList aside = QDir(m_dir->filePath("deep")).entryList({"tokens.json." + why + "-*"});
    QCOMPARE(store->notice().isEmpty(), why.isEmpty());
    QCOMPARE(store->tokens().isEmpty(), !why.isEmpty());
    if (why.isEmpty())
        return;
    QCOMPARE(aside.size(), 1);
    QVERIFY(store->notice().contains(aside.constFirst()));
    QFile file(m_dir->filePath("deep/" + aside.constFirst()));
    QVERIFY(file.open(QFile::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
    QVERIFY(store->create("A", kReading));
    QCOMPARE(open()->notice(), "");
}

void AccessTokenStoreTest::changesNothingWhenTheFileCannotBeWritten()
{
    const auto store = open();
    const auto a = store->create("A", kReading);
    const QList<AccessToken> before = store->tokens();
    makeUnwritable();
    QSignalSpy changed(store.get(), &AccessTokenStore::changed);
    QCOMPARE(store->create("B", kReading).error().kind, ErrorKind::Storage);
    QCOMPARE(store->setName(a->id, "C").error().kind, ErrorKind::Storage);
    QCOMPARE(store->setScopes(a->id, {}).error().kind, ErrorKind::Storage);
    QCOMPARE(store->tokens(), before);
    QCOMPARE(changed.count(), 0);
}

void AccessTokenStoreTest::revokesEvenWhenTheFileCannotBeWritten()
{
    const auto store = open();
    const auto a = store->create("A", kReading);
    makeUnwritable();
    QSignalSpy revoked(store.get(), &AccessTokenStore::revoked);
    QCOMPARE(store->revoke(a->id).error().kind, ErrorKind::Storage);
    QVERIFY(!store->find(a->secret.reveal()));
    QCOMPARE(revoked.count(), 1);
}

void AccessTokenStoreTest::tellsOnceThatUseIsNotKept()
{
    const auto store = open();
    const auto a = store->create("A", kReading);
    makeUnwritable();
    QSignalSpy failed(store.get(), &AccessTokenStore::saveFailed);
    store->findChild<QTimer *>()->setInterval(0);
    store->count(a->id, 1, 1);
    QTRY_COMPARE(failed.count(), 1);
    store->count(a->id, 1, 1);
    QTRY_VERIFY(!store->findChild<QTimer *>()->isActive());
    QCOMPARE(failed.count(), 1);
    QCOMPARE(store->useToday(a->id).queries, 2);
}

void AccessTokenStoreTest::survivesWhateverAFileHolds()
{
    {
        const auto store = open();
        const auto a = store->create("A", kReading);
        store->count(a->id, 1, 1);
    }
    const QByteArray whole = content();
    for (qsizetype at = 0; at < whole.size(); at += 3) {
        put(whole.first(at));
        QVERIFY(open()->tokens().isEmpty());
        QByteArray changed = whole;
        changed[at] = char(changed[at] ^ 0x15);
        put(changed);
        QVERIFY(open()->tokens().size() <= 1);
    }
}

QTEST_GUILESS_MAIN(AccessTokenStoreTest)
#include "access_token_store_test.moc"
