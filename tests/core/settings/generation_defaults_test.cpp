// SPDX-License-Identifier: MIT
#include "core/settings/generation_defaults.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;

class GenerationDefaultsTest : public QObject {
    Q_OBJECT

private slots:
    void asksForNothingThatNobodySet();
    void keepsWhatIsSetFromOneStartToTheNext();
    void forgetsWhatIsUnsetAgain();
    void bringsWhateverStandsInTheFileIntoItsRange();
    void letsTheQuestionOverrideTheDefaults();

private:
    QTemporaryDir m_dir;
    QString path() const { return m_dir.filePath("s.ini"); }
};

void GenerationDefaultsTest::asksForNothingThatNobodySet()
{
    const SettingsStore store(m_dir.filePath("none.ini"));
    QCOMPARE(generationDefaults(store), GenerationOptions());
}

void GenerationDefaultsTest::keepsWhatIsSetFromOneStartToTheNext()
{
    {
        SettingsStore store(path());
        store.set(keys::temperature, std::optional(0.0)); // which is not unset
        store.set(keys::topP, std::optional(0.9));
        store.set(keys::maxTokens, std::optional(500));
        store.set(keys::seed, std::optional(7));
        store.set(keys::stopTexts, QStringList{"END", "\n\n"});
        store.set(keys::reasoningEffort, QString("low"));
    }
    const SettingsStore store(path());
    const GenerationOptions expected{.temperature = 0.0,
        .topP = 0.9,
        .maxTokens = 500,
        .seed = 7,
        .reasoningEffort = "low",
        .stop = {"END", "\n\n"}};
    QCOMPARE(generationDefaults(store), expected);
}

void GenerationDefaultsTest::forgetsWhatIsUnsetAgain()
{
    SettingsStore store(path());
    store.set(keys::temperature, std::optional(1.5));
    store.set(keys::temperature, std::optional<double>());
    QCOMPARE(store.get(keys::temperature), std::optional<double>());
}

void GenerationDefaultsTest::bringsWhateverStandsInTheFileIntoItsRange()
{
    QFile file(m_dir.filePath("wild.ini"));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write("[chat]\ntemperature=7\ntop_p=nan\nmax_tokens=-3\nseed=many\nreasoning_effort=enormous\npassages=0\n");
    file.close();
    const SettingsStore store(file.fileName());
    const GenerationOptions options = generationDefaults(store);
    QCOMPARE(options.temperature, std::optional(2.0));
    QCOMPARE(options.topP, std::optional<double>());
    QCOMPARE(options.maxTokens, std::optional(1));
    QCOMPARE(options.seed, std::optional<qint64>());
    QCOMPARE(options.reasoningEffort, QString());
    QCOMPARE(store.get(keys::chatPassages), 1);
}

void GenerationDefaultsTest::letsTheQuestionOverrideTheDefaults()
{
    const GenerationOptions usual{.temperature = 0.5, .seed = 7, .reasoningEffort = "low", .stop = {"END"}};
    QCOMPARE(overridden(usual, {}), usual);
    const GenerationOptions both = overridden(usual, {.temperature = 0.0, .maxTokens = 9, .stop = {"."}});
    QCOMPARE(both.temperature, std::optional(0.0));
    QCOMPARE(both.maxTokens, std::optional(9));
    QCOMPARE(both.seed, std::optional<qint64>(7));
    QCOMPARE(both.reasoningEffort, QString("low"));
    QCOMPARE(both.stop, QStringList{"."});
    QCOMPARE(overridden(usual, {.thinkingBudget = 100}).reasoningEffort, QString()); // one of the two
}

QTEST_GUILESS_MAIN(GenerationDefaultsTest)
#include "generation_defaults_test.moc"
