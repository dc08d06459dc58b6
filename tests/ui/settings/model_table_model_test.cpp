// SPDX-License-Identifier: MIT
#include "core/settings/settings_store.h"
#include "ui/models/favourite_models.h"
#include "ui/settings/model_table_model.h"

#include <QAbstractItemModelTester>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;

class ModelTableModelTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void tellsWhatIsKnownAndLeavesOutTheRest();
    void findsByNameIdAndAbility_data();
    void findsByNameIdAndAbility();
    void showsFavouritesFirstInTheOrderOfTheProvider();
    void sortsByAColumnWithTheUnknownLast();
    void staysCorrectForViewsThroughEveryChange();
    void speaksWhatIconsShow();
    void warnsOfAModelThatRetires();

private:
    QStringList names() const;
    QString cell(int row, int column) const { return m_table->index(row, column).data().toString(); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<FavouriteModels> m_favourites;
    std::unique_ptr<ModelTableModel> m_table;
};

namespace {

QList<ModelInfo> someModels()
{
    return {{.ref = {"p", "vendor/big"},
                .name = "Big",
                .origin = ModelOrigin::Live,
                .contextTokens = 131072,
                .canSee = true,
                .canUseTools = true,
                .priceIn = 2.5,
                .priceOut = 10.0},
        {.ref = {"p", "vendor/free"}, .name = "Free", .contextTokens = 8192, .priceIn = 0.0, .priceOut = 0.0},
        {.ref = {"p", "embed"}, .name = "Embed", .canChat = false, .canEmbed = true, .priceIn = 0.02},
        {.ref = {"p", "mine"}, .origin = ModelOrigin::Manual}};
}

} // namespace

void ModelTableModelTest::init()
{
    m_table.reset();
    m_favourites.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<SettingsStore>(m_dir->filePath("s.ini"));
    m_favourites = std::make_unique<FavouriteModels>(*m_settings);
    m_table = std::make_unique<ModelTableModel>(*m_favourites);
    m_table->setModels(someModels());
}

QStringList ModelTableModelTest::names() const
{
    QStringList names;
    for (int row = 0; row < m_table->rowCount(); ++row)
        names << cell(row, ModelTableModel::Name);
    return names;
}

void ModelTableModelTest::tellsWhatIsKnownAndLeavesOutTheRest()
{
    QCOMPARE(names(), (QStringList{"Big", "Free", "Embed", "mine"}));
    QCOMPARE(cell(0, ModelTableModel::Context), QString("128k"));
    QCOMPARE(cell(0, ModelTableModel::PriceIn), QString("$2.50"));
    QCOMPARE(cell(0, ModelTableModel::Abilities), QString("chat, vision, tools"));
    QCOMPARE(cell(0, ModelTableModel::Id), QString("vendor/big"));
    QCOMPARE(cell(0, ModelTableModel::Listed), QString("listed"));
    QCOMPARE(cell(1, ModelTableModel::PriceOut), QString("free"));
    QCOMPARE(cell(2, ModelTableModel::PriceIn), QString("$0.0200"));
    QCOMPARE(cell(2, ModelTableModel::PriceOut), QString());
    QCOMPARE(cell(2, ModelTableModel::Abilities), QString("embedding"));
    QCOMPARE(cell(3, ModelTableModel::Context), QString());
    QCOMPARE(cell(3, ModelTableModel::Listed), QString("added by hand"));
}

void ModelTableModelTest::findsByNameIdAndAbility_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("name") << "BIG" << QStringList{"Big"};
    QTest::newRow("id") << "vendor/" << QStringList{"Big", "Free"};
    QTest::newRow("ability") << "vision" << QStringList{"Big"};
    QTest::newRow("words in any order") << "free vendor" << QStringList{"Free"};
    QTest::newRow("nothing") << "zzz" << QStringList{};
}

void ModelTableModelTest::findsByNameIdAndAbility()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, found);
    m_table->setFilter(typed);
    QCOMPARE(names(), found);
    QCOMPARE(m_table->modelCount(), 4);
    m_table->setFilter({});
    QCOMPARE(names().size(), 4);
}

void ModelTableModelTest::showsFavouritesFirstInTheOrderOfTheProvider()
{
    m_favourites->toggle({"p", "mine"});
    m_favourites->toggle({"p", "vendor/free"});
    QCOMPARE(names(), (QStringList{"Free", "mine", "Big", "Embed"}));
    m_favourites->toggle({"p", "vendor/free"});
    QCOMPARE(names().first(), QString("mine"));
}

void ModelTableModelTest::sortsByAColumnWithTheUnknownLast()
{
    m_table->sort(ModelTableModel::PriceIn, Qt::AscendingOrder);
    QCOMPARE(names(), (QStringList{"Free", "Embed", "Big", "mine"}));
    m_table->sort(ModelTableModel::PriceIn, Qt::DescendingOrder);
    QCOMPARE(names(), (QStringList{"Big", "Embed", "Free", "mine"}));
    m_table->sort(ModelTableModel::Name, Qt::AscendingOrder);
    QCOMPARE(names(), (QStringList{"Big", "Embed", "Free", "mine"}));
    m_table->sort(ModelTableModel::Favourite, Qt::AscendingOrder);
    QCOMPARE(names(), (QStringList{"Big", "Free", "Embed", "mine"}));
}

void ModelTableModelTest::staysCorrectForViewsThroughEveryChange()
{
    const QAbstractItemModelTester tester(m_table.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_table->setFilter("vendor");
    m_table->setChosen({"p", "vendor/free"});
    m_favourites->toggle({"p", "vendor/free"});
    m_table->setModels(someModels().mid(1));
    QCOMPARE(names(), (QStringList{"Free (in use)"}));
    m_table->setModels({});
    QCOMPARE(m_table->rowCount(), 0);
}

void ModelTableModelTest::speaksWhatIconsShow()
{
    m_table->setChosen({"p", "vendor/big"});
    m_favourites->toggle({"p", "vendor/big"});
    const auto spoken
        = [this](int row, int column) { return m_table->index(row, column).data(Qt::AccessibleTextRole).toString(); };
    QCOMPARE(spoken(0, ModelTableModel::Name), QString("Big, favourite, used for questions"));
    QCOMPARE(spoken(0, ModelTableModel::Favourite), QString("Favourite"));
    QCOMPARE(spoken(1, ModelTableModel::Favourite), QString("Not a favourite"));
}

void ModelTableModelTest::warnsOfAModelThatRetires()
{
    QList<ModelInfo> models = someModels();
    models[0].retiresOn = QDate(2026, 12, 31);
    m_table->setModels(models);
    const int row = m_table->rowOf({"p", "vendor/big"});
    QCOMPARE(cell(row, ModelTableModel::Listed),
        QString("retires on " + QLocale().toString(QDate(2026, 12, 31), QLocale::ShortFormat)));
    QVERIFY(m_table->index(row, ModelTableModel::Listed).data(Qt::ToolTipRole).toString().contains("take it away"));
}

QTEST_MAIN(ModelTableModelTest)
#include "model_table_model_test.moc"
