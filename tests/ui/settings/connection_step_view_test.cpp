// SPDX-License-Identifier: MIT
#include "core/diagnosis/connection_report.h"
#include "ui/language/language_controller.h"
#include "ui/settings/connection_step_view.h"

#include <QPushButton>
#include <QTest>

using namespace freshet;

class ConnectionStepViewTest : public QObject {
    Q_OBJECT

private slots:
    void offersWhatMendsItInTheLanguageThatIsSpoken_data();
    void offersWhatMendsItInTheLanguageThatIsSpoken();
};

void ConnectionStepViewTest::offersWhatMendsItInTheLanguageThatIsSpoken_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QStringList>("buttons");
    QTest::newRow("English") << "en"
                             << QStringList{"Use http://127.0.0.1:1234/v1", "Use it as Ollama's own API",
                                    "Enter another key", "Use the model a-1"};
    QTest::newRow("German") << "de"
                            << QStringList{"http://127.0.0.1:1234/v1 verwenden", "Als eigene API von Ollama verwenden",
                                   "Anderen Schlüssel eingeben", "Modell a-1 verwenden"};
    QTest::newRow("Chinese") << "zh_CN"
                             << QStringList{"使用 http://127.0.0.1:1234/v1", "作为 Ollama 自有 API 使用",
                                    "输入其他密钥", "使用模型 a-1"};
}

void ConnectionStepViewTest::offersWhatMendsItInTheLanguageThatIsSpoken()
{
    QFETCH(QString, language);
    QFETCH(QStringList, buttons);
    using Kind = ConnectionFix::Kind;
    LanguageController controller([] { return QLocale::c(); });
    controller.setChoice(language);
    ConnectionStepView view(nullptr);
    view.setStep(
        {.id = ConnectionStepId::Dialect,
            .state = ConnectionStepState::Failed,
            .fixes = {{.kind = Kind::UseBaseUrl, .sentence = "Use it", .url = QUrl("http://127.0.0.1:1234/v1")},
                {.kind = Kind::UseOtherDialect, .sentence = "Use it", .dialect = Dialect::Ollama},
                {.kind = Kind::AddKey, .sentence = "Enter another key"},
                {.kind = Kind::ChooseModel, .sentence = "Use it", .model = "a-1"}}},
        ConnectionStepView::Sentence::Shown);
    QStringList shown;
    for (const QPushButton *button : view.findChildren<QPushButton *>())
        shown << button->text();
    QCOMPARE(shown, buttons);
}

QTEST_MAIN(ConnectionStepViewTest)
#include "connection_step_view_test.moc"
