// SPDX-License-Identifier: MIT
#include "core/settings/keys.h"
#include "ui/language/core_words.h"
#include "ui/language/language_controller.h"

#include <QApplication>
#include <QFile>
#include <QLibraryInfo>
#include <QMap>
#include <QTest>

using namespace freshet;

namespace {

/// Counts how often a language came or went.
class LanguageWatcher : public QObject {
public:
    LanguageWatcher() { qApp->installEventFilter(this); }
    int changes = 0;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        changes += watched == qApp && event->type() == QEvent::LanguageChange ? 1 : 0;
        return false;
    }
};

QString settingsWord() { return QCoreApplication::translate("freshet::SettingsDialog", "Settings"); }

} // namespace

class LanguageControllerTest : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { QLocale::setDefault(QLocale::c()); }
    void followsTheSystem_data();
    void followsTheSystem();
    void speaksEveryLanguageThatCanBeChosen();
    void comesBackToEnglish();
    void loadsNothingForEnglish();
    void changesNothingWhenTheLanguageStays();
    void writesNumbersAsTheLanguageDoes();
    void writesDatesAsTheLanguageDoes_data();
    void writesDatesAsTheLanguageDoes();
    void speaksForQtToo_data();
    void speaksForQtToo();
    void leavesNamesAlone();
};

void LanguageControllerTest::followsTheSystem_data()
{
    QTest::addColumn<QLocale>("system");
    QTest::addColumn<QString>("language");
    QTest::newRow("German") << QLocale("de_DE") << "de";
    QTest::newRow("Swiss German") << QLocale("de_CH") << "de";
    QTest::newRow("Chinese") << QLocale("zh_CN") << "zh_CN";
    QTest::newRow("Chinese by its script") << QLocale("zh_Hans") << "zh_CN";
    QTest::newRow("Chinese of nowhere") << QLocale("zh") << "zh_CN";
    QTest::newRow("Chinese of Singapore") << QLocale("zh_SG") << "zh_CN";
    QTest::newRow("Chinese of Taiwan, the nearest") << QLocale("zh_TW") << "zh_CN";
    QTest::newRow("British English") << QLocale("en_GB") << "en";
    QTest::newRow("a language that is not there") << QLocale("fr_FR") << "en";
    QTest::newRow("none") << QLocale::c() << "en";
}

void LanguageControllerTest::followsTheSystem()
{
    QFETCH(QLocale, system);
    QFETCH(QString, language);
    LanguageController controller([system] { return system; });
    controller.setChoice({});
    QCOMPARE(controller.language(), language);
    const QMap<QString, QString> words{{"en", "Settings"}, {"de", "Einstellungen"}, {"zh_CN", "设置"}};
    QCOMPARE(settingsWord(), words.value(language));
}

void LanguageControllerTest::speaksEveryLanguageThatCanBeChosen()
{
    QStringList words;
    for (const QString &language : keys::languages()) {
        LanguageController controller([] { return QLocale::c(); });
        controller.setChoice(language);
        QCOMPARE(controller.language(), language);
        QVERIFY2(!words.contains(settingsWord()), qPrintable(language + " has no translation in the program"));
        words << settingsWord();
    }
}

void LanguageControllerTest::comesBackToEnglish()
{
    LanguageController controller([] { return QLocale("de_DE"); });
    controller.setChoice("de");
    QCOMPARE(settingsWord(), QString("Einstellungen"));
    controller.setChoice("en");
    QCOMPARE(settingsWord(), QString("Settings"));
    controller.setChoice({});
    QCOMPARE(settingsWord(), QString("Einstellungen"));
}

void LanguageControllerTest::loadsNothingForEnglish()
{
    const LanguageWatcher watcher;
    LanguageController controller([] { return QLocale("fr_FR"); });
    controller.setChoice({});
    controller.setChoice("en");
    QCOMPARE(watcher.changes, 0);
    controller.setChoice("de");
    QVERIFY(watcher.changes > 0);
}

void LanguageControllerTest::changesNothingWhenTheLanguageStays()
{
    LanguageController controller([] { return QLocale("de_DE"); });
    controller.setChoice({});
    const LanguageWatcher watcher;
    controller.setChoice("de");
    QCOMPARE(watcher.changes, 0);
}

void LanguageControllerTest::writesNumbersAsTheLanguageDoes()
{
    QLocale system("de_CH");
    LanguageController controller([&system] { return system; });
    controller.setChoice({});
    QCOMPARE(QLocale().toString(1.5), QString("1.5")); // as in Switzerland
    controller.setChoice("en");
    QCOMPARE(QLocale().language(), QLocale::English);
    system = QLocale("fr_FR");
    controller.setChoice("de");
    QCOMPARE(QLocale().toString(1.5), QString("1,5"));
    QCOMPARE(QString::number(1.5), QString("1.5")); // what is stored and sent
}

void LanguageControllerTest::writesDatesAsTheLanguageDoes_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("date");
    QTest::newRow("German") << "de"
                            << "29. November 2026";
    QTest::newRow("Chinese") << "zh_CN"
                             << "2026年11月29日";
}

void LanguageControllerTest::writesDatesAsTheLanguageDoes()
{
    QFETCH(QString, language);
    QFETCH(QString, date);
    LanguageController controller([] { return QLocale("en_US"); });
    controller.setChoice(language);
    const QString written = QLocale().toString(QDate(2026, 11, 29), QLocale::LongFormat); // with the day of the week
    QVERIFY2(written.contains(date), qPrintable(written));
}

void LanguageControllerTest::speaksForQtToo_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("cancel");
    QTest::newRow("German") << "de"
                            << "Abbrechen";
    QTest::newRow("Chinese") << "zh_CN"
                             << "取消";
}

void LanguageControllerTest::speaksForQtToo()
{
    QFETCH(QString, language);
    QFETCH(QString, cancel);
    const QString file = QLibraryInfo::path(QLibraryInfo::TranslationsPath) + "/qtbase_" + language + ".qm";
    QVERIFY2(QFile::exists(file), "Qt's own translations are not installed: packaging/install_packages run");
    LanguageController controller([] { return QLocale::c(); });
    controller.setChoice(language);
    QCOMPARE(QCoreApplication::translate("QPlatformTheme", "Cancel"), cancel);
}

void LanguageControllerTest::leavesNamesAlone()
{
    LanguageController controller([] { return QLocale::c(); });
    controller.setChoice("de");
    QCOMPARE(spokenWord("OpenAI"), QString("OpenAI"));
    QCOMPARE(spokenWord("Quotes from documents"), QString("Dokumentzitate"));
    controller.setChoice("zh_CN");
    QCOMPARE(spokenWord("OpenAI"), QString("OpenAI"));
    QCOMPARE(spokenWord("Quotes from documents"), QString("文档摘录"));
}

QTEST_MAIN(LanguageControllerTest)
#include "language_controller_test.moc"
