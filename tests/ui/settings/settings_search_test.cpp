// SPDX-License-Identifier: MIT
#include "ui/settings/settings_search.h"

#include <QTest>

using namespace freshet;

class SettingsSearchTest : public QObject {
    Q_OBJECT

private slots:
    void findsRowsByAllWordsInAnyOrder_data();
    void findsRowsByAllWordsInAnyOrder();
    void findsAPageByItsOwnName();
};

namespace {

SettingsPageText openAiPage()
{
    return {.title = "OpenAI", .words = "provider", .rows = {{"&Base URL", "address proxy"}, {"API &key", "secret"}}};
}

} // namespace

void SettingsSearchTest::findsRowsByAllWordsInAnyOrder_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QList<int>>("rows");
    QTest::newRow("nothing typed") << "  " << QList<int>{0, 1};
    QTest::newRow("a word of the title, the shortcut's mark aside") << "KEY" << QList<int>{1};
    QTest::newRow("a word that is never shown") << "proxy" << QList<int>{0};
    QTest::newRow("the page and a row") << "secret openai" << QList<int>{1};
    QTest::newRow("the page alone") << "openai" << QList<int>{0, 1};
    QTest::newRow("words of two rows") << "proxy secret" << QList<int>{};
}

void SettingsSearchTest::findsRowsByAllWordsInAnyOrder()
{
    QFETCH(QString, typed);
    QFETCH(QList<int>, rows);
    QCOMPARE(SettingsSearch(typed).rowsIn(openAiPage()), rows);
    QCOMPARE(SettingsSearch(typed).finds(openAiPage()), !rows.isEmpty());
}

void SettingsSearchTest::findsAPageByItsOwnName()
{
    QVERIFY(SettingsSearch("provider").finds({.title = "Quotes", .words = "provider"}));
    QVERIFY(!SettingsSearch("theme").finds({.title = "Quotes", .words = "provider"}));
}

QTEST_GUILESS_MAIN(SettingsSearchTest)
#include "settings_search_test.moc"
