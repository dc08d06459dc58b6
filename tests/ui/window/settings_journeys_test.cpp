// SPDX-License-Identifier: MIT
#include "tests/support/fake_embedding_reply.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/composer_field.h"
#include "ui/documents/document_controller.h"
#include "ui/models/model_list_model.h"
#include "ui/models/model_picker.h"
#include "ui/settings/general_page.h"
#include "ui/settings/model_table.h"
#include "ui/settings/model_table_model.h"
#include "ui/settings/settings_dialog.h"
#include "ui/settings/settings_page.h"
#include "ui/transcript/transcript_view.h"
#include "ui/widgets/busy_indicator.h"

#include <QAbstractSpinBox>
#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QProxyStyle>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTest>
#include <QTreeView>
#include <QTreeWidget>

using namespace freshet;
using test::FakeHttpServer;
using test::WindowFixture;
using Script = test::FakeHttpServer::Script;

namespace {

QStringList textsOf(const QAbstractItemModel &model, int column = 0)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, column).data().toString();
    return texts;
}

Script modelList(const QStringList &names)
{
    QStringList entries;
    for (const QString &name : names)
        entries << QStringLiteral(R"({"name":"%1"})").arg(name);
    return WindowFixture::whole("{\"models\":[" + entries.join(',').toUtf8() + "]}");
}

QString accessibleText(QWidget *widget, QAccessible::Text what)
{
    QAccessibleInterface *const interface = QAccessible::queryAccessibleInterface(widget);
    return interface ? interface->text(what) : QString();
}

} // namespace

class SettingsJourneysTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void opensAndClosesByKey();
    void refreshChangesEveryListOfModelsAtOnceAndAFailureNone();
    void usesWhatWasSetForTheNextQuestion();
    void keepsWhatIsNoNumberOutOfTheSettings();
    void keepsSettingsPageAndSizeForTheNextStart();
    void findsRowsOfPagesThatWereNeverSeen();
    void showsColoursAndSizesAtOnce();
    void tellsWhatBecomesOfEmbedding();
    void ticksAndRemovesCollections();
    void leavesValuesAloneWhenTheWheelScrolls();
    void reachesEveryControlByTab_data();
    void reachesEveryControlByTab();
    void namesEveryControlForScreenReaders();
    void tellsResultsToScreenReaders();
    void exportsAndImports();
    void standsStillWhereLessMotionIsWanted();

private:
    SettingsDialog &dialog() { return *m_app->window->findChild<SettingsDialog *>(); }
    QListWidget &pages() { return *dialog().findChild<QListWidget *>(); }
    QLineEdit &searchField() { return *dialog().findChild<QLineEdit *>(QString(), Qt::FindDirectChildrenOnly); }
    QWidget &page() { return *dialog().findChild<QStackedWidget *>()->currentWidget(); }
    void openPage(const QString &title);
    QStringList shownPages();
    QStringList visibleLabels();
    template <typename T>
    T *named(const QString &name);

    std::unique_ptr<WindowFixture> m_app;
};

void SettingsJourneysTest::init()
{
    m_app = std::make_unique<WindowFixture>();
    m_app->chooseModel("qwen3:8b");
    m_app->open();
    QTRY_VERIFY(!m_app->server.requests().isEmpty()); // the scan for local servers
}

void SettingsJourneysTest::cleanup()
{
    if (QTest::currentTestFailed() && m_app->window && m_app->window->findChild<SettingsDialog *>())
        dialog().grab().save(
            QString("%1/failed_%2.png").arg(QCoreApplication::applicationDirPath(), QTest::currentTestFunction()));
    m_app.reset();
}

void SettingsJourneysTest::openPage(const QString &title)
{
    if (!m_app->window->findChild<SettingsDialog *>() || !dialog().isVisible()) {
        m_app->window->activateWindow();
        QTest::keyClick(m_app->window.get(), Qt::Key_Comma, Qt::ControlModifier);
        QTRY_COMPARE(QApplication::activeWindow(), &dialog()); // else keys are the window's shortcuts
    }
    const auto found = pages().findItems(title, Qt::MatchExactly);
    QVERIFY(!found.isEmpty());
    pages().setCurrentItem(found.first());
}

QStringList SettingsJourneysTest::shownPages()
{
    QStringList titles;
    for (int row = 0; row < pages().count(); ++row) {
        if (!pages().item(row)->isHidden())
            titles << pages().item(row)->text();
    }
    return titles;
}

QStringList SettingsJourneysTest::visibleLabels()
{
    QStringList texts;
    for (const QLabel *label : page().findChildren<QLabel *>()) {
        if (label->isVisible())
            texts << label->text().remove(u'&');
    }
    return texts;
}

template <typename T>
T *SettingsJourneysTest::named(const QString &name)
{
    for (T *widget : page().findChildren<T *>()) {
        if (accessibleText(widget, QAccessible::Name) == name)
            return widget;
    }
    return nullptr;
}

void SettingsJourneysTest::opensAndClosesByKey()
{
    QTest::keyClick(m_app->window.get(), Qt::Key_Comma, Qt::ControlModifier);
    QVERIFY(QTest::qWaitForWindowActive(&dialog()));
    QVERIFY(!dialog().isModal());
    QTRY_VERIFY(pages().hasFocus());
    QTest::keyClick(&dialog(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(searchField().hasFocus());
    QTest::keyClicks(&searchField(), "theme");
    QTest::keyClick(&searchField(), Qt::Key_Escape); // first the search
    QCOMPARE(searchField().text(), QString());
    QVERIFY(dialog().isVisible());
    QTest::keyClick(&searchField(), Qt::Key_Escape);
    QVERIFY(!dialog().isVisible());
}

void SettingsJourneysTest::refreshChangesEveryListOfModelsAtOnceAndAFailureNone()
{
    openPage("Chat");
    named<QPushButton>("Model for questions: qwen3:8b · Ollama")->click();
    const auto *const inSettings = page().findChild<ModelListModel *>();
    QVERIFY(inSettings);
    QTRY_VERIFY(textsOf(*inSettings).contains("gemma3:4b"));
    page().findChild<ModelPicker *>()->hide();
    m_app->window->activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), m_app->window.get());
    QTest::keyClick(m_app->window.get(), Qt::Key_M, Qt::ControlModifier);
    auto *const picker = m_app->window->findChild<ModelPicker *>(QString(), Qt::FindDirectChildrenOnly);
    QVERIFY(picker);
    const auto *const inWindow = picker->findChild<ModelListModel *>();
    picker->hide();
    openPage("Ollama");
    const QAbstractItemModel &table = *page().findChild<QTreeView *>()->model();

    const auto holds = [](const QStringList &list, const QStringList &models) {
        return std::all_of(models.cbegin(), models.cend(), [&](const QString &it) { return list.contains(it); });
    };
    const QStringList fresh{"phi5:3b", "qwen4:8b"};
    QVERIFY(!holds(textsOf(*inWindow), fresh));
    m_app->server.enqueueFor("/api/tags");
    m_app->server.enqueue(modelList(fresh));
    named<QPushButton>("Refresh models")->click();
    QTRY_VERIFY(holds(textsOf(*inWindow), fresh));
    QVERIFY(holds(textsOf(*inSettings), fresh));
    QVERIFY(holds(textsOf(table, ModelTableModel::Name), fresh));

    const QStringList before = textsOf(table, ModelTableModel::Name);
    m_app->server.enqueue(Script().status(403).chunk(R"({"error":"not for you"})").lastChunk());
    named<QPushButton>("Refresh models")->click();
    auto *const result = page().findChild<QLabel *>("refreshResult");
    QTRY_VERIFY(result->isVisible() && result->text().contains("Ollama"));
    QCOMPARE(textsOf(table, ModelTableModel::Name), before);
    QCOMPARE(m_app->models->state("ollama").error->message, result->text());
}

void SettingsJourneysTest::usesWhatWasSetForTheNextQuestion()
{
    openPage("Chat");
    QTest::keyClicks(named<QPlainTextEdit>("Instructions for every question"), "Answer in rhymes.");
    QTest::keyClicks(named<QLineEdit>("Temperature"), "0.25");
    QTest::keyClicks(named<QLineEdit>("Seed"), "7");
    QTest::keyClicks(named<QPlainTextEdit>("Stop texts"), "END");
    QTest::keyClick(named<QPlainTextEdit>("Stop texts"), Qt::Key_Return);
    QTest::keyClicks(named<QPlainTextEdit>("Stop texts"), "STOP");
    QTest::keyClick(named<QCheckBox>("Enter sends the question"), Qt::Key_Space);
    QTest::keyClick(&dialog(), Qt::Key_Escape);
    QVERIFY(!dialog().isVisible());

    auto &field = *m_app->window->findChild<ComposerField *>();
    QTest::keyClicks(&field, "Hi");
    QTest::keyClick(&field, Qt::Key_Return); // only a new line now
    QTest::keyClick(&field, Qt::Key_Return, Qt::ControlModifier);
    const auto &transcript = m_app->window->findChild<ChatPanel *>()->transcript();
    QTRY_VERIFY(transcript.messages().size() == 2 && transcript.messages().at(1).state == MessageState::Done);
    const QJsonObject sent = QJsonDocument::fromJson(m_app->lastQuestion()).object();
    const QJsonObject options = sent.value("options").toObject();
    QCOMPARE(options.value("temperature").toDouble(), 0.25);
    QCOMPARE(options.value("seed").toInt(), 7);
    QCOMPARE(options.value("stop").toVariant().toStringList(), (QStringList{"END", "STOP"}));
    QVERIFY(!options.contains("top_p")); // as the provider decides
    QVERIFY(m_app->lastQuestion().contains("Answer in rhymes."));
}

void SettingsJourneysTest::keepsWhatIsNoNumberOutOfTheSettings()
{
    openPage("Chat");
    auto *const field = named<QLineEdit>("Temperature");
    QTest::keyClicks(field, "0.5");
    QTest::keyClicks(field, "x");
    QCOMPARE(m_app->settings.get(keys::temperature), std::optional(0.5));
    QVERIFY(visibleLabels().contains("The temperature is a number from 0 to 2."));
    field->selectAll();
    QTest::keyClicks(field, "9");
    QCOMPARE(m_app->settings.get(keys::temperature), std::optional(0.5));
    field->selectAll();
    QTest::keyClick(field, Qt::Key_Delete);
    QCOMPARE(m_app->settings.get(keys::temperature), std::optional<double>());
    QVERIFY(!visibleLabels().contains("The temperature is a number from 0 to 2."));
}

void SettingsJourneysTest::keepsSettingsPageAndSizeForTheNextStart()
{
    openPage("Documents");
    dialog().resize(640, 500);
    named<QSpinBox>("Passages for a question")->setValue(12);
    m_app->close();
    const SettingsStore stored(m_app->dir.filePath("settings.ini"));
    QCOMPARE(stored.get(keys::chatPassages), 12);
    m_app->open();
    QTest::keyClick(m_app->window.get(), Qt::Key_Comma, Qt::ControlModifier);
    QCOMPARE(pages().currentItem()->text(), QString("Documents"));
    QCOMPARE(dialog().size(), QSize(640, 500));
    QCOMPARE(named<QSpinBox>("Passages for a question")->value(), 12);
}

void SettingsJourneysTest::findsRowsOfPagesThatWereNeverSeen()
{
    openPage("Chat");
    QTest::keyClicks(&searchField(), "theme");
    QCOMPARE(shownPages(), QStringList{"Appearance"});
    QVERIFY(visibleLabels().contains("Colours"));
    QVERIFY(!visibleLabels().contains("Text size"));

    searchField().clear();
    QTest::keyClicks(&searchField(), "key openai");
    QCOMPARE(shownPages(), (QStringList{"Providers", "OpenAI"}));
    QVERIFY(visibleLabels().contains("API key"));
    QVERIFY(!visibleLabels().contains("Base URL"));

    searchField().clear();
    QTest::keyClicks(&searchField(), "xyzzy");
    QCOMPARE(shownPages(), QStringList());
    QVERIFY(qobject_cast<QLabel *>(&page())->text().contains("xyzzy"));
    searchField().clear();
    QCOMPARE(shownPages().size(), pages().count());
    QVERIFY(visibleLabels().contains("Base URL"));
}

void SettingsJourneysTest::showsColoursAndSizesAtOnce()
{
    openPage("Appearance");
    QTest::mouseClick(named<QRadioButton>("Dark"), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < 80);
    QCOMPARE(m_app->settings.get(keys::theme), QString("dark"));
    QTest::mouseClick(named<QRadioButton>("Light"), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(QApplication::palette().color(QPalette::Window).lightness() > 200);

    auto *const slider = named<QSlider>("Text size in percent");
    const int before = QFontInfo(QApplication::font()).pixelSize();
    QTest::keyClick(slider, Qt::Key_Right);
    QCOMPARE(m_app->settings.get(keys::textZoomPercent), 110);
    QTest::keyClick(slider, Qt::Key_End);
    QCOMPARE(QFontInfo(QApplication::font()).pixelSize(), 2 * before);
    named<QPushButton>("Reset the text size")->click();
    QCOMPARE(slider->value(), 100);
    QCOMPARE(QFontInfo(QApplication::font()).pixelSize(), before);
}

void SettingsJourneysTest::tellsWhatBecomesOfEmbedding()
{
    openPage("Documents");
    m_app->settings.set(keys::embeddingModel, QString("nowhere/nomic-embed-text"));
    const QString unknown(
        "No provider is called so. Write the provider and its model, such as ollama/nomic-embed-text.");
    QVERIFY(visibleLabels().contains(unknown));

    QList<test::FakeEmbeddingReply *> asked;
    m_app->retrieval.setEmbeddings({.embed = [&asked](const EmbeddingRequest &request, QObject *parent) {
        asked << new test::FakeEmbeddingReply(request, parent);
        return asked.last();
    }});
    m_app->retrieval.setEmbeddingModel({"ollama", "nomic-embed-text"});
    m_app->settings.set(keys::embeddingModel, QString("ollama/nomic-embed-text"));
    QTRY_VERIFY(!asked.isEmpty()); // the window keeps its documents embedded: the guide
    QVERIFY(visibleLabels().contains("Your documents are being embedded in the background."));
    asked.last()->answer(failure({.kind = ErrorKind::Auth, .message = "The key of Ollama is refused."}));
    QTRY_VERIFY(visibleLabels().contains("The key of Ollama is refused."));

    asked.clear();
    m_app->retrieval.providerChanged("ollama"); // as a new key does
    QTRY_VERIFY(!asked.isEmpty());
    QVERIFY(!visibleLabels().contains("The key of Ollama is refused."));
    m_app->settings.set(keys::embeddingModel, QString());
    m_app->retrieval.setEmbeddingModel({});
    QVERIFY(!visibleLabels().contains("Your documents are being embedded in the background."));
    QVERIFY(!visibleLabels().contains(unknown));
}

void SettingsJourneysTest::ticksAndRemovesCollections()
{
    QFile file(m_app->dir.filePath("note.md"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# Boiler\n\nBleed it every October.\n");
    file.close();
    QSignalSpy changed(&m_app->retrieval, &RetrievalService::collectionsChanged);
    m_app->window->findChild<DocumentController *>()->add({file.fileName()});
    QTRY_VERIFY(changed.count() >= 1);
    openPage("Documents");
    auto *const list = page().findChild<QTreeWidget *>();
    QTRY_VERIFY(textsOf(*list->model()).contains("My files"));
    QTreeWidgetItem *const mine = list->findItems("My files", Qt::MatchExactly).first();
    QCOMPARE(mine->text(1), QString("1"));
    QTRY_COMPARE(mine->checkState(0), Qt::Checked); // adding it did that
    mine->setCheckState(0, Qt::Unchecked);
    QCOMPARE(m_app->settings.get(keys::chatCollections), QStringList());
    mine->setCheckState(0, Qt::Checked);
    QCOMPARE(m_app->settings.get(keys::chatCollections), QStringList{"documents"});

    list->setCurrentItem(mine);
    named<QPushButton>("Remove…")->click();
    auto *const question = dialog().findChild<QMessageBox *>();
    QVERIFY(question);
    for (QAbstractButton *button : question->buttons()) {
        if (question->buttonRole(button) == QMessageBox::DestructiveRole)
            button->click();
    }
    QTRY_VERIFY(!textsOf(*list->model()).contains("My files"));
    QCOMPARE(m_app->settings.get(keys::chatCollections), QStringList());
    QVERIFY(visibleLabels().contains("Removed \"My files\" with 1 document."));
    QVERIFY(file.exists());
}

void SettingsJourneysTest::leavesValuesAloneWhenTheWheelScrolls()
{
    openPage("Chat");
    auto *const list = page().findChild<QComboBox *>(); // of the reasoning effort
    QWheelEvent wheel(
        QPointF(5, 5), list->mapToGlobal(QPointF(5, 5)), {}, {0, -120}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(list, &wheel);
    QCOMPARE(list->currentIndex(), 0);
    QCOMPARE(m_app->settings.get(keys::reasoningEffort), QString());
}

void SettingsJourneysTest::reachesEveryControlByTab_data()
{
    QTest::addColumn<QString>("title");
    for (const char *title : {"Chat", "Documents", "Appearance", "Local endpoint", "OpenAI", "Ollama"})
        QTest::newRow(title) << QString(title);
}

void SettingsJourneysTest::reachesEveryControlByTab()
{
    QFETCH(QString, title);
    openPage("Chat"); // another page first: its controls must not be in the way
    openPage(title);
    QTest::qWait(0);
    QSet<QWidget *> wanted;
    for (QWidget *widget : page().findChildren<QWidget *>()) {
        const bool isTabStop = (widget->focusPolicy() & Qt::TabFocus) && widget->isVisible() && widget->isEnabled();
        const auto *const radio = qobject_cast<QRadioButton *>(widget); // of a group, Tab reaches the chosen one
        if (isTabStop && !widget->focusProxy() && (!radio || radio->isChecked()))
            wanted << widget;
    }
    QVERIFY(wanted.size() >= 2);
    searchField().setFocus();
    QWidget *before = nullptr;
    for (int presses = 0; presses < 60; ++presses) {
        QWidget *const at = QApplication::focusWidget();
        QVERIFY2(at && at != before, qPrintable(QString("stuck at %1").arg(accessibleText(at, QAccessible::Name))));
        wanted.remove(at);
        QVERIFY2(dialog().rect().intersects(QRect(at->mapTo(&dialog(), QPoint()), at->size())), // scrolled to
            qPrintable(accessibleText(at, QAccessible::Name)));
        before = at;
        QTest::keyClick(at, Qt::Key_Tab);
        if (QApplication::focusWidget() == &searchField())
            break;
    }
    QCOMPARE(QApplication::focusWidget(), &searchField());
    for (const QWidget *missed : std::as_const(wanted))
        qWarning() << "Tab does not reach" << missed;
    QVERIFY(wanted.isEmpty());
}

void SettingsJourneysTest::namesEveryControlForScreenReaders()
{
    openPage("Chat");
    for (int row = 0; row < pages().count(); ++row) {
        if (!pages().item(row)->flags().testFlag(Qt::ItemIsSelectable))
            continue;
        pages().setCurrentRow(row);
        for (QWidget *widget : dialog().findChildren<QWidget *>()) {
            const bool isPart = qobject_cast<QAbstractSpinBox *>(widget->parent()); // read as one with it
            if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) && !isPart)
                QVERIFY2(!accessibleText(widget, QAccessible::Name).isEmpty(),
                    qPrintable(pages().item(row)->text() + ": " + widget->metaObject()->className() + ' '
                        + widget->objectName()));
        }
    }
    openPage("Chat");
    QVERIFY(accessibleText(named<QLineEdit>("Temperature"), QAccessible::Description).contains("predictable"));
    openPage("OpenAI");
    QVERIFY(named<QLineEdit>("API key"));
    QAccessibleInterface *const key = QAccessible::queryAccessibleInterface(named<QLineEdit>("API key"));
    QVERIFY(key->state().passwordEdit);
}

void SettingsJourneysTest::tellsResultsToScreenReaders()
{
    openPage("Ollama");
    m_app->server.enqueueFor("/api/tags");
    m_app->server.enqueue(Script().status(403).chunk(R"({"error":"not for you"})").lastChunk());
    named<QPushButton>("Refresh models")->click();
    auto *const result = page().findChild<QLabel *>("refreshResult");
    QTRY_VERIFY(result->isVisible());
    QCOMPARE(accessibleText(result, QAccessible::Name), m_app->models->state("ollama").error->message);
}

void SettingsJourneysTest::exportsAndImports()
{
    openPage("General");
    auto &general = *qobject_cast<GeneralPage *>(&page());
    m_app->settings.set(keys::temperature, std::optional(0.5));
    m_app->settings.set(keys::baseUrl("openai"), QString("https://gateway.example/v1"));
    const QString path = m_app->dir.filePath("export.json");
    general.exportTo(path);
    QVERIFY(QFile::exists(path));
    m_app->settings.set(keys::temperature, std::optional<double>());
    m_app->settings.set(keys::baseUrl("openai"), QString());

    general.importFrom(path); // leads OpenAI to another server, so it asks
    auto *const question = dialog().findChild<QMessageBox *>();
    QVERIFY(question);
    QVERIFY(question->text().contains("https://gateway.example"));
    QCOMPARE(m_app->settings.get(keys::temperature), std::optional<double>());
    question->defaultButton()->click(); // "Keep my servers"
    QCOMPARE(m_app->settings.get(keys::temperature), std::optional(0.5));
    QCOMPARE(m_app->settings.get(keys::baseUrl("openai")), QString());
    QVERIFY(visibleLabels().contains("Imported."));

    QFile broken(m_app->dir.filePath("broken.json"));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("{");
    broken.close();
    general.importFrom(broken.fileName());
    QVERIFY(!visibleLabels().contains("Imported."));
    QCOMPARE(m_app->settings.get(keys::temperature), std::optional(0.5));
}

void SettingsJourneysTest::standsStillWhereLessMotionIsWanted()
{
    class StyleWithMotion : public QProxyStyle {
    public:
        explicit StyleWithMotion(int duration) : m_duration(duration) { }
        int styleHint(
            StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const override
        {
            return hint == SH_Widget_Animation_Duration ? m_duration
                                                        : QProxyStyle::styleHint(hint, option, widget, data);
        }

    private:
        int m_duration;
    };
    StyleWithMotion still(0);
    StyleWithMotion moving(200);
    BusyIndicator busy;
    busy.setStyle(&still);
    busy.show();
    QVERIFY(!busy.isTurning());
    busy.hide();
    busy.setStyle(&moving);
    busy.show();
    QVERIFY(busy.isTurning());
    busy.hide();
    QVERIFY(!busy.isTurning());
}

QTEST_MAIN(SettingsJourneysTest)
#include "settings_journeys_test.moc"
