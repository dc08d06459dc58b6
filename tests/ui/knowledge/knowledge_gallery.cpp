// SPDX-License-Identifier: MIT
// Renders the knowledge window to pictures, to be looked at: knowledge_gallery OUT_DIR
#include "tests/ui/knowledge/knowledge_window_fixture.h"
#include "ui/knowledge/evaluation_panel.h"
#include "ui/knowledge/knowledge_controller.h"
#include "ui/knowledge/query_panel.h"
#include "ui/knowledge/question_dialog.h"

#include <QLineEdit>
#include <QTabWidget>

using namespace freshet;

/// Each picture is taken in one run, of what the ones before it left.
class KnowledgeGallery : public test::KnowledgeWindowFixture {
    Q_OBJECT

public:
    explicit KnowledgeGallery(const QString &folder);

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void shootsEachState();

private:
    void fill();
    void fillEvaluation();
    void shoot(const QString &name);
    void shoot(QWidget &widget, const QString &name);

    const QDir m_folder;
};

KnowledgeGallery::KnowledgeGallery(const QString &folder) : m_folder(folder) { }

void KnowledgeGallery::shootsEachState()
{
    shoot("00-empty");
    fill();
    auto *const tabs = m_window->findChild<QTabWidget *>();
    auto *const field = panel<QueryPanel>().findChild<QLineEdit *>();
    field->setText("How often must I descale the coffee machine?");
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        const QString theme = choice == ThemeChoice::Light ? "light" : "dark";
        m_theme.setChoice(choice);
        tabs->setCurrentIndex(0);
        shoot("01-documents-" + theme);
        tabs->setCurrentIndex(1);
        press("Search");
        QTRY_VERIFY(panel<QueryPanel>().findChild<QListWidget *>()->count() > 0);
        shoot("02-query-" + theme);
    }
    m_theme.setChoice(ThemeChoice::Light);
    tabs->setCurrentIndex(0);
    IndexQueue &queue = m_window->findChild<KnowledgeController *>()->queue();
    queue.add({.collection = kUserCollection, .paths = {m_dir->filePath("in")}}); // which are there already
    queue.setPaused(true);
    shoot("03-paused");
    queue.stop();
    QTRY_VERIFY(!queue.isRunning());
    m_window->resize(640, 480);
    shoot("04-small");
    tabs->setCurrentIndex(1);
    shoot("05-small-query");
    m_window->resize(1400, 1000);
    m_theme.setZoom(2);
    shoot("06-query-200");
    tabs->setCurrentIndex(0);
    shoot("07-documents-200");
    m_theme.setZoom(1);
    m_window->resize(980, 660);
    m_window->setLayoutDirection(Qt::RightToLeft);
    shoot("08-right-to-left");
    m_window->setLayoutDirection(Qt::LeftToRight);
    tabs->setCurrentIndex(2);
    shoot("09-evaluation-empty");
    fillEvaluation();
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        m_theme.setChoice(choice);
        shoot(choice == ThemeChoice::Light ? "10-evaluation-light" : "10-evaluation-dark");
    }
    m_theme.setChoice(ThemeChoice::Light);
    m_window->resize(640, 480);
    shoot("11-evaluation-small");
    m_window->resize(1400, 1000);
    m_theme.setZoom(2);
    shoot("12-evaluation-200"); // of what the new size asks for
    shoot("12-evaluation-200");
    m_theme.setZoom(1);
    m_window->resize(980, 660);
    press("Edit…", &panel<EvaluationPanel>());
    auto *const dialog = m_window->findChild<QuestionDialog *>();
    shoot(*dialog, "13-question");
    dialog->reject();
    m_language.setChoice("de");
    QTRY_COMPARE(m_window->windowTitle(), "Dokumente");
    QTRY_VERIFY(panel<EvaluationPanel>().view().before);
    shoot("14-evaluation-de");
}

void KnowledgeGallery::fill()
{
    const QString data = QStringLiteral(FRESHET_TEST_DATA "/documents/");
    write("in/broken.pdf", "%PDF-1.7 nothing");
    drop({data + "manual.md", data + "notes.txt", data + "page.html", data + "counter.cpp", data + "two_pages.pdf",
        m_dir->filePath("in")});
    QTRY_COMPARE(documents().rowCount(), 6);
    m_retrieval->setLocalOnly("tax", true, m_retrieval.get());
    m_retrieval->ensureGuide();
    QTRY_COMPARE(collections().size(), 3);
    QTRY_VERIFY(!panel<IndexingBar>().isVisible());
    table().setCurrentIndex(
        documents().index(documents().rowOf(QDir(m_dir->path()).canonicalPath() + "/in/broken.pdf"), 0));
}

/// A run, something else, and a run after it.
void KnowledgeGallery::fillEvaluation()
{
    const QString data = QStringLiteral(FRESHET_TEST_DATA "/documents/");
    const auto question = [&data](const char *id, const char *text, const char *document, const char *quote) {
        return EvaluationQuestion{.id = id,
            .collection = kUserCollection,
            .text = QString::fromUtf8(text),
            .expected = {{.documentId = data + document, .page = {}, .quote = QString::fromUtf8(quote)}}};
    };
    QVERIFY(m_evaluation->store().putQuestions(
        {question("a", "How often must I descale the coffee machine?", "manual.md", ""),
            question("b", "Which of the two pages tells what the second one is about?", "two_pages.pdf", "zebra"),
            question("c", "Who counts, and where is the counter kept?", "counter.cpp", ""),
            question("d", "What did the notes say about the roof of the boathouse?", "lost.txt", "")}));
    auto *const tabs = m_window->findChild<QTabWidget *>();
    tabs->setCurrentWidget(&panel<EvaluationPanel>());
    m_window->open();
    QTRY_COMPARE(panel<EvaluationPanel>().view().questions.size(), 4);
    press("Run the questions");
    QTRY_VERIFY(panel<EvaluationPanel>().view().after);
    QVERIFY(m_evaluation->store().putQuestions({question("e", "What is on the page?", "page.html", "")}));
    tabs->setCurrentIndex(0);
    drop({write("new/coffee.md", "# Coffee machine\n\nHow often must I descale the coffee machine? Never.\n")});
    QTRY_COMPARE(documents().rowCount(), 7);
    QTRY_VERIFY(!panel<IndexingBar>().isVisible());
    tabs->setCurrentWidget(&panel<EvaluationPanel>());
    press("Run the questions");
    QTRY_VERIFY(panel<EvaluationPanel>().view().before);
}

void KnowledgeGallery::shoot(const QString &name) { shoot(*m_window, name); }

void KnowledgeGallery::shoot(QWidget &widget, const QString &name)
{
    QCoreApplication::processEvents();
    QVERIFY(widget.grab().save(m_folder.filePath(name + ".png")));
}

int main(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    if (argc != 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1])))
        qFatal("usage: knowledge_gallery OUT_DIR");
    KnowledgeGallery gallery(QString::fromLocal8Bit(argv[1]));
    return QTest::qExec(&gallery, {QString::fromLocal8Bit(argv[0])}); // it waits as tests do
}

#include "knowledge_gallery.moc"
