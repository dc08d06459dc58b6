// SPDX-License-Identifier: MIT
#include "core/chat/learned_store.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace freshet;
using namespace std::chrono_literals;

namespace {

const ModelRef kModel{"openai", "gpt"};
const QUrl kUrl("https://api.openai.com/v1");

FallbackStep without(const QString &parameter)
{
    return {.kind = FallbackStep::Kind::WithoutParameter, .parameter = parameter};
}

} // namespace

class LearnedStoreTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void remembersPerModelAndAddress();
    void remembersAcrossStarts();
    void forgetsAfterADay();
    void keepsTheTimeOfWhatItKnows();
    void remembersNoPassingStep();
    void forgetsWhenAsked();
    void distrustsATimeThatLiesAhead();
    void keepsTheNewestEntries();
    void keepsWhatAnotherProgramLearned();
    void takesADamagedFileForNothing_data();
    void takesADamagedFileForNothing();
    void doesWithoutAFileThatCannotBeWritten();
    void keepsNoKeyAndIsClosedToOthers();

private:
    LearnedStore store()
    {
        return LearnedStore({.path = m_path, .clock = [this] { return m_now; }});
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    QDateTime m_now;
};

void LearnedStoreTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath("cache/learned.json");
    m_now = QDateTime({2026, 11, 28}, {12, 0}, Qt::UTC);
}

void LearnedStoreTest::remembersPerModelAndAddress()
{
    LearnedStore learned({.clock = [this] { return m_now; }});
    learned.learn(kModel, kUrl, {without("temperature"), {.kind = FallbackStep::Kind::WithoutStreaming}});
    QCOMPARE(learned.steps(kModel, kUrl),
        (QList<FallbackStep>{without("temperature"), {.kind = FallbackStep::Kind::WithoutStreaming}}));
    QVERIFY(learned.steps({"openai", "gpt-2"}, kUrl).isEmpty());
    QVERIFY(learned.steps({"other", "gpt"}, kUrl).isEmpty());
    QVERIFY(learned.steps(kModel, QUrl("https://proxy.example/v1")).isEmpty());
}

void LearnedStoreTest::remembersAcrossStarts()
{
    using Kind = FallbackStep::Kind;
    const QList<FallbackStep> all{without("top_p"), {.kind = Kind::OtherTokenLimitName, .parameter = "max_tokens"},
        {.kind = Kind::WithoutDeveloperRole}, {.kind = Kind::WithoutSystemRole}, {.kind = Kind::WithoutStreaming},
        {.kind = Kind::WithoutNativeApi}, {.kind = Kind::OtherDialect}};
    store().learn(kModel, kUrl, all);
    QCOMPARE(store().steps(kModel, kUrl), all);
}

void LearnedStoreTest::forgetsAfterADay()
{
    store().learn(kModel, kUrl, {without("temperature")});
    m_now = m_now.addSecs(24 * 3600 - 1);
    QCOMPARE(store().steps(kModel, kUrl).size(), 1);
    m_now = m_now.addSecs(1);
    QCOMPARE(store().steps(kModel, kUrl).size(), 0);
}

void LearnedStoreTest::keepsTheTimeOfWhatItKnows()
{
    LearnedStore learned = store();
    learned.learn(kModel, kUrl, {without("temperature")});
    m_now = m_now.addSecs(20 * 3600);
    learned.learn(kModel, kUrl, {without("temperature"), without("seed")}); // used, and one more refused
    m_now = m_now.addSecs(5 * 3600);
    QCOMPARE(learned.steps(kModel, kUrl), QList<FallbackStep>{without("seed")});
}

void LearnedStoreTest::remembersNoPassingStep()
{
    LearnedStore learned = store();
    learned.learn(kModel, kUrl, {{.kind = FallbackStep::Kind::WithoutStreamingOnce}});
    QVERIFY(learned.steps(kModel, kUrl).isEmpty());
    QVERIFY(!QFileInfo::exists(m_path));
}

void LearnedStoreTest::forgetsWhenAsked()
{
    LearnedStore learned = store();
    learned.learn(kModel, kUrl, {without("temperature")});
    learned.learn({"openai", "other"}, kUrl, {without("seed")});
    learned.forget(kModel, kUrl);
    learned.forget({"never", "seen"}, kUrl);
    QVERIFY(learned.steps(kModel, kUrl).isEmpty());
    QVERIFY(store().steps(kModel, kUrl).isEmpty());
    QCOMPARE(store().steps({"openai", "other"}, kUrl).size(), 1);
}

void LearnedStoreTest::distrustsATimeThatLiesAhead()
{
    store().learn(kModel, kUrl, {without("temperature")});
    m_now = m_now.addYears(-1);
    QVERIFY(store().steps(kModel, kUrl).isEmpty());
}

void LearnedStoreTest::keepsTheNewestEntries()
{
    LearnedStore learned({.clock = [this] { return m_now; }});
    for (int i = 0; i <= LearnedStore::kMostEntries; ++i) {
        m_now = m_now.addSecs(1);
        learned.learn({"openai", QString::number(i)}, kUrl, {without("temperature")});
    }
    QVERIFY(learned.steps({"openai", "0"}, kUrl).isEmpty());
    QCOMPARE(learned.steps({"openai", "1"}, kUrl).size(), 1);
    QCOMPARE(learned.steps({"openai", QString::number(LearnedStore::kMostEntries)}, kUrl).size(), 1);
}

void LearnedStoreTest::keepsWhatAnotherProgramLearned()
{
    LearnedStore window = store();
    QVERIFY(window.steps(kModel, kUrl).isEmpty()); // it has read the file
    store().learn({"openai", "other"}, kUrl, {without("seed")});
    window.learn(kModel, kUrl, {without("temperature")});
    QCOMPARE(store().steps({"openai", "other"}, kUrl).size(), 1);
    QCOMPARE(store().steps(kModel, kUrl).size(), 1);
}

void LearnedStoreTest::takesADamagedFileForNothing_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto entry = [](const QByteArray &steps) -> QByteArray {
        return R"({"version":1,"models":[{"provider":"openai","model":"gpt","base_url":"https://api.openai.com/v1","steps":)"
            + steps + "}]}";
    };
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << entry("[").left(60);
    QTest::newRow("a list") << QByteArray("[1,2]");
    QTest::newRow("another version") << QByteArray(R"({"version":99,"models":[]})");
    QTest::newRow("numbers") << QByteArray(R"({"version":1,"models":[1,{"provider":2}]})");
    QTest::newRow("steps are no list") << entry("{}");
    QTest::newRow("an unknown step") << entry(R"([{"step":"fly","at":"2026-11-28T11:00:00Z"}])");
    QTest::newRow("no time") << entry(R"([{"step":"without_streaming"}])");
    QTest::newRow("a wrong time") << entry(R"([{"step":"without_streaming","at":"yesterday"}])");
    QTest::newRow("a strange parameter") << entry(
        R"([{"step":"without_parameter","parameter":"sk-12345","at":"2026-11-28T11:00:00Z"}])");
    QTest::newRow("rubbish") << QByteArray("\x00\xff\xfe{", 4).repeated(100);
    QTest::newRow("deep") << QByteArray("[").repeated(100'000);
    QTest::newRow("huge") << entry("[" + QByteArray(5 * 1024 * 1024, ' ') + "]");
}

void LearnedStoreTest::takesADamagedFileForNothing()
{
    QFETCH(QByteArray, text);
    QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    LearnedStore learned = store();
    QVERIFY(learned.steps(kModel, kUrl).isEmpty());
    learned.learn(kModel, kUrl, {without("temperature")});
    QCOMPARE(store().steps(kModel, kUrl).size(), 1);
}

void LearnedStoreTest::doesWithoutAFileThatCannotBeWritten()
{
    QFile inTheWay(m_dir->filePath("cache"));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression("could not be written"));
    LearnedStore learned = store();
    learned.learn(kModel, kUrl, {without("temperature")});
    QCOMPARE(learned.steps(kModel, kUrl).size(), 1);
}

void LearnedStoreTest::keepsNoKeyAndIsClosedToOthers()
{
    store().learn(kModel, QUrl("https://user:secret-1@api.openai.com/v1?key=secret-2#secret-3"), {without("seed")});
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("secret"));
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
    QCOMPARE(store().steps(kModel, kUrl).size(), 1);
}

QTEST_GUILESS_MAIN(LearnedStoreTest)
#include "learned_store_test.moc"
