// SPDX-License-Identifier: MIT
// Formulas in a conversation, with the real engine.
#include "tests/ui/transcript/markdown_samples.h"
#include "tests/ui/transcript/transcript_messages.h"
#include "ui/transcript/display_text.h"
#include "ui/transcript/selection_copier.h"
#include "ui/transcript/text_rects.h"
#include "ui/transcript/transcript_view.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>

#include <memory>

using namespace freshet;

namespace {

using Section = MessageItem::Section;

constexpr int kPatience = 30'000;

const QString kFormulas = QStringLiteral(
    "So $E = mc^2$ holds.\n\n$$\nx = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}\n$$\n\n"
    "- item \\(a_1\\)\n- $$\\sum_{i=1}^n i$$\n\n| a | b |\n|---|---|\n| $|x|$ | $5 |\n\n> \\[ y_1 \\]\n\n"
    "## On $x^2$\n\n```math\n\\int_0^1 x\\,dx\n```\n\nAnd **bold $b$** `$c$` [$d$](https://example.org).");

BlockFlow &flowOf(TranscriptView &view, size_t message = 0) { return view.column().item(message).flow(Section::Text); }

QString textOf(TranscriptView &view, size_t message = 0)
{
    QStringList texts;
    BlockFlow &flow = flowOf(view, message);
    for (size_t i = 0; i < flow.blocks().size(); ++i)
        texts << flow.document(i).toPlainText();
    return texts.join(u'\n');
}

/// Nothing that is shown waits for a formula.
bool isDrawn(TranscriptView &view)
{
    for (size_t i = 0; i < view.column().count(); ++i) {
        for (const BlockFlow::Block &block : flowOf(view, i).blocks()) {
            if (block.document && !block.document->awaited().isEmpty())
                return false;
        }
    }
    return true;
}

QImage textPicture(const TranscriptView &view)
{
    QImage image = view.viewport()->grab().toImage();
    return image.copy(0, 0, image.width() - 20, image.height());
}

} // namespace

class TranscriptFormulaTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void showsTheSourceUntilTheFormulaIsDrawn();
    void keepsTheSourceOfWhatCannotBeDrawn();
    void looksTheSameStreamedAsSetAtOnce();
    void saysTheSameHoweverTheTextIsCut();
    void doesNotMoveAPixelUnderTheReadersEye();
    void staysAtTheEndWhileFormulasAreDrawn();
    void copiesTheSource();
    void copiesTheSourceOfAPart();
    void keepsTheSelectionWhenAFormulaIsDrawn();
    void readsTheSourceAloud();
    void scrollsAFormulaThatIsTooWide();
    void drawsAnewForAnotherTheme();
    void drawsNoMoreThanItCanRemember();
    void showsTheSourceWhereTheReaderWantsIt();
    void startsNoEngineForATextWithoutFormulas();

private:
    void show(const QString &text);

    std::unique_ptr<TranscriptView> m_view;
};

void TranscriptFormulaTest::init()
{
    m_view = std::make_unique<TranscriptView>();
    m_view->resize(700, 900);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void TranscriptFormulaTest::show(const QString &text)
{
    m_view->setMessages({test::answer("a", text)});
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(*m_view), kPatience);
}

void TranscriptFormulaTest::showsTheSourceUntilTheFormulaIsDrawn()
{
    m_view->setMessages({test::answer("a", "So $x^2$ is.")});
    QCOMPARE(textOf(*m_view), QStringLiteral("So $x^2$ is."));
    QTRY_COMPARE_WITH_TIMEOUT(textOf(*m_view), u"So \ufffc is."_qs, kPatience);
    QCOMPARE(writtenText(flowOf(*m_view).document(0)), QStringLiteral("So $x^2$ is."));
}

void TranscriptFormulaTest::keepsTheSourceOfWhatCannotBeDrawn()
{
    show("So $\\nosuch{x}$ and $y$.");
    QCOMPARE(textOf(*m_view), u"So $\\nosuch{x}$ and \ufffc."_qs);
    QTextCursor cursor = flowOf(*m_view).document(0).find(QStringLiteral("nosuch"));
    QVERIFY(cursor.charFormat().fontFixedPitch());
}

void TranscriptFormulaTest::looksTheSameStreamedAsSetAtOnce()
{
    m_view->appendMessage(test::growing("a"));
    for (qsizetype fed = 0; fed < kFormulas.size(); fed += 7) {
        m_view->appendText("a", kFormulas.mid(fed, 7));
        if (fed % 70 == 0)
            QTest::qWait(20);
    }
    m_view->finishAnswer(test::answer("a", kFormulas));
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(*m_view), kPatience);
    TranscriptView other;
    other.resize(m_view->size());
    other.show();
    other.setMessages({test::answer("a", kFormulas)});
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(other), kPatience);
    QCOMPARE(other.column().height(), m_view->column().height());
    QCOMPARE(textPicture(*m_view), textPicture(other));
    QVERIFY(textOf(other).count(QChar::ObjectReplacementCharacter) >= 8);
}

void TranscriptFormulaTest::saysTheSameHoweverTheTextIsCut()
{
    TranscriptColumn column(builtInTheme(ThemeVariant::Light)); // without an engine all formulas are their source
    column.setWidth(600);
    const auto said = [](BlockFlow &flow) {
        QStringList texts;
        flow.sync();
        for (size_t i = 0; i < flow.blocks().size(); ++i)
            texts << flow.document(i).toPlainText();
        return texts;
    };
    for (quint32 seed = 0; seed < 150; ++seed) {
        const QString text = kFormulas.sliced(seed) + QLatin1String("\n\n") + test::randomMarkdown(seed, 16);
        column.setMessages({test::answer("whole", text)});
        MessageItem &whole = column.item(0);
        TranscriptMessage empty = test::answer("grown", {});
        empty.state = MessageState::Streaming;
        column.append(empty);
        MessageItem &grown = column.item(1);
        for (qsizetype fed = 0; fed < text.size(); fed += 1 + seed % 13) {
            grown.append(Section::Text, text.mid(fed, 1 + seed % 13));
            said(grown.flow(Section::Text));
        }
        grown.setMessage(test::answer("grown", text));
        QVERIFY2(said(grown.flow(Section::Text)) == said(whole.flow(Section::Text)), qPrintable(text));
    }
}

void TranscriptFormulaTest::doesNotMoveAPixelUnderTheReadersEye()
{
    // Above the reader, in the block that is cut by the top of the view, and below: formulas everywhere.
    QString long1;
    for (int i = 0; i < 12; ++i)
        long1 += QStringLiteral("Words and words before $\\frac{a_{%1}}{b}$ and some more words after it. ").arg(i);
    long1 += QLatin1String("<br>"); // so that the lines below stay as they are
    long1 += QStringLiteral("Here nothing but words stands for quite a while, line after line. ").repeated(30);
    QString text = QStringLiteral("$$\\sum_{i=1}^n \\frac{a_i}{b_i}$$\n\n").repeated(3) + long1;
    text += QStringLiteral("\n\nPlain words below.").repeated(60);
    m_view->resize(700, 300);
    m_view->setMessages({test::answer("a", text)});
    QScrollBar *bar = m_view->verticalScrollBar();
    bar->triggerAction(QAbstractSlider::SliderToMinimum);
    // To the plain part of the long paragraph: its begin, with the formulas, is above the view.
    BlockFlow &flow = flowOf(*m_view);
    const int y = flow.blocks()[3].y + flow.blocks()[3].height / 2;
    bar->setSliderPosition(y);
    bar->triggerAction(QAbstractSlider::SliderMove);
    const QImage before = textPicture(*m_view);
    QVERIFY(!isDrawn(*m_view)); // the engine is not loaded yet
    const int height = flow.blocks()[3].height;
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(*m_view), kPatience);
    QVERIFY(flow.blocks()[3].height != height);
    QCOMPARE(textPicture(*m_view), before);
}

void TranscriptFormulaTest::staysAtTheEndWhileFormulasAreDrawn()
{
    m_view->resize(700, 300);
    m_view->setMessages({test::answer("a", kFormulas + QLatin1String("\n\n") + kFormulas)});
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(*m_view), kPatience);
    QVERIFY(m_view->isFollowing());
    QCOMPARE(m_view->verticalScrollBar()->value(), m_view->verticalScrollBar()->maximum());
}

void TranscriptFormulaTest::copiesTheSource()
{
    show(kFormulas);
    m_view->selectAll();
    m_view->copySelection();
    const QMimeData *copied = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(QString::fromUtf8(copied->data("text/markdown")), kFormulas);
    QCOMPARE(copied->text(),
        QStringLiteral("So $E = mc^2$ holds.\n\n$$\nx = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}\n$$\n\n"
                       "\u2022\titem \\(a_1\\)\n\u2022\t$$\\sum_{i=1}^n i$$\n\n| a | b |\n|---|---|\n| $|x|$ | $5 |\n\n"
                       "\\[ y_1 \\]\n\nOn $x^2$\n\n$$\n\\int_0^1 x\\,dx\n$$\n\nAnd bold $b$ $c$ $d$."));
    QVERIFY(copied->html().contains(QLatin1String("$E = mc^2$")));
}

void TranscriptFormulaTest::copiesTheSourceOfAPart()
{
    show("One $a_1 \\cdot b_1$ two $$\n\\frac{x_1}{y*z}\n$$ three.");
    const DrawnPlaces places = flowOf(*m_view).document(0).places();
    TranscriptSelection selection;
    selection.start({.message = 0, .section = Section::Text, .block = 0, .position = places.sourceOf(4)});
    selection.extend({.message = 0, .section = Section::Text, .block = 0, .position = places.sourceOf(12)});
    const std::unique_ptr<QMimeData> copied = SelectionCopier(m_view->column(), selection).data();
    QCOMPARE(copied->text(), QStringLiteral("$a_1 \\cdot b_1$ two \n$$\n\\frac{x_1}{y*z}\n$$"));
    QCOMPARE(QString::fromUtf8(copied->data("text/markdown")),
        QStringLiteral("$a_1 \\cdot b_1$ two \n\n$$\n\\frac{x_1}{y*z}\n$$"));
}

void TranscriptFormulaTest::keepsTheSelectionWhenAFormulaIsDrawn()
{
    const auto selectedText = [this] {
        QGuiApplication::clipboard()->clear();
        m_view->copySelection();
        return QGuiApplication::clipboard()->text();
    };
    const auto doubleClickOnWord = [this] {
        const BlockDocument &document = flowOf(*m_view).document(0);
        const QRect word = textRects(document, document.find("word").selectionStart(), 4).value(0);
        const QPoint origin = m_view->columnOrigin() + QPoint(0, int(m_view->column().top(0)))
            + m_view->column().item(0).flowOrigin(Section::Text);
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, origin + word.center());
    };
    m_view->setMessages({test::answer("a", "So $x^2 + y^2$ is the last word.")});
    QCOMPARE(flowOf(*m_view).document(0).find("word").selectionStart(), 27);
    doubleClickOnWord();
    QCOMPARE(selectedText(), QStringLiteral("word"));
    QTRY_VERIFY_WITH_TIMEOUT(isDrawn(*m_view), kPatience);
    QCOMPARE(flowOf(*m_view).document(0).find("word").selectionStart(), 17);
    QCOMPARE(selectedText(), QStringLiteral("word"));
    m_view->clearSelection();
    QCOMPARE(selectedText(), QString());
    doubleClickOnWord();
    QCOMPARE(selectedText(), QStringLiteral("word"));
}

void TranscriptFormulaTest::readsTheSourceAloud()
{
    show("So $x^2$ is.\n\n$$\ny\n$$");
    QAccessibleInterface *view = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(view);
    QCOMPARE(view->child(0)->text(QAccessible::Value), QStringLiteral("So $x^2$ is.\n$$\ny\n$$"));
}

void TranscriptFormulaTest::scrollsAFormulaThatIsTooWide()
{
    show(QStringLiteral("$$") + QStringLiteral("a + b + c + ").repeated(40) + QStringLiteral("d$$"));
    const BlockFlow &flow = flowOf(*m_view);
    QVERIFY(flow.blocks()[0].contentWidth > flow.textRect(0).width());
    show(QStringLiteral("$$") + QStringLiteral("a + b + c + ").repeated(5) + QStringLiteral("d$$"));
    QVERIFY(flow.blocks()[0].contentWidth <= flow.textRect(0).width());
}

void TranscriptFormulaTest::drawsAnewForAnotherTheme()
{
    m_view->setTheme(builtInTheme(ThemeVariant::Light), 1);
    show("$$\\rule{3em}{3em}$$");
    const auto shadeOfTheRule = [this] {
        const QImage image = textPicture(*m_view);
        return qGray(image.pixel(image.width() / 2, flowOf(*m_view).height() / 2));
    };
    QVERIFY(shadeOfTheRule() < 60);
    m_view->setTheme(builtInTheme(ThemeVariant::Dark), 1);
    QVERIFY(isDrawn(*m_view)); // it is known already
    QVERIFY(shadeOfTheRule() > 200);
}

void TranscriptFormulaTest::drawsNoMoreThanItCanRemember()
{
    QString text;
    for (int i = 0; i < 1'000; ++i)
        text += QStringLiteral("$x_{%1}$ ").arg(i);
    m_view->setMessages({test::answer("a", text)});
    QCOMPARE(flowOf(*m_view).document(0).awaited().size(), 400);
}

void TranscriptFormulaTest::showsTheSourceWhereTheReaderWantsIt()
{
    show("So $x^2$ is.");
    m_view->setOptions({.drawsFormulas = false});
    QCOMPARE(textOf(*m_view), QStringLiteral("So $x^2$ is."));
    QVERIFY(isDrawn(*m_view));
    m_view->setOptions({.drawsFormulas = true});
    QCOMPARE(textOf(*m_view), u"So \ufffc is."_qs);
}

void TranscriptFormulaTest::startsNoEngineForATextWithoutFormulas()
{
    show("It costs $5 and $10.\n\n- `$x$`\n\n```\n$y$\n```");
    QVERIFY(!m_view->column().context().math->isStarted());
    show("$x$");
    QVERIFY(m_view->column().context().math->isStarted());
}

QTEST_MAIN(TranscriptFormulaTest)
#include "transcript_formula_test.moc"
