// SPDX-License-Identifier: MIT
// Right-to-left text by paragraph, and where lines of Chinese, Japanese and Korean are broken.
#include "tests/ui/transcript/transcript_messages.h"
#include "ui/transcript/transcript_view.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QTest>
#include <QTextBlock>

using namespace freshet;

namespace {

using Section = MessageItem::Section;

const QString kArabic = QStringLiteral("هذا نص عربي طويل بما يكفي لكي يمتد على أكثر من سطر واحد في العمود.");
const QString kJapanese
    = QStringLiteral("日本語の文章も表示できます。鍵は「システムのキーチェーン」に保存され、ファイルには決して書き込ま"
                     "れません（本当に）。"
                     "それから、もう一つの文章があります！それは「とても長い」文章です、ええと、そうですね。");
const QString kChinese = QStringLiteral("密钥保存在系统的钥匙串中，从不写入文件。“引用的文字”也要保持完整，《书名》也一"
                                        "样；这是一个很长的段落，用来测试换行。");

/// Where text begins in the column: the left and right edge of its first line.
std::pair<double, double> firstLine(const BlockDocument &document, const QTextBlock &block)
{
    const QTextLayout *layout = block.layout();
    const QTextLine line = layout->lineAt(0);
    const double left = document.documentLayout()->blockBoundingRect(block).x() + line.naturalTextRect().x();
    return {left, left + line.naturalTextWidth()};
}

} // namespace

class WritingSystemsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void alignsEachParagraphByItsOwnDirection();
    void mirrorsListsAndQuotes();
    void mirrorsTables();
    void staysAsItIsInAWindowThatRunsFromRightToLeft();
    void keepsCodeLeftToRight_data();
    void keepsCodeLeftToRight();
    void keepsCodeLeftToRightWhileItStreams();
    void setsAQuestionByItsDirection();
    void breaksLinesAsTheScriptDoes_data();
    void breaksLinesAsTheScriptDoes();
    void keepsLatinWordsWholeAmongIdeographs();

private:
    BlockFlow &flow(size_t message = 0) { return m_view->column().item(message).flow(Section::Text); }
    void show(const QString &markdown, int width = 700);

    std::unique_ptr<TranscriptView> m_view;
};

void WritingSystemsTest::init()
{
    m_view = std::make_unique<TranscriptView>();
    m_view->show();
}

void WritingSystemsTest::show(const QString &markdown, int width)
{
    m_view->resize(width, 900);
    m_view->setMessages({test::answer("a", markdown)});
    QVERIFY(!flow().blocks().empty());
}

void WritingSystemsTest::alignsEachParagraphByItsOwnDirection()
{
    show(QStringLiteral("English first.\n\nمرحبا بكم English.\n\n**مرحبا** بكم\n\nEnglish مرحبا again.\n\n# مرحبا\n"));
    const QList<Qt::LayoutDirection> expected{
        Qt::LeftToRight, Qt::RightToLeft, Qt::RightToLeft, Qt::LeftToRight, Qt::RightToLeft};
    QCOMPARE(flow().blocks().size(), size_t(expected.size()));
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const BlockDocument &document = flow().document(size_t(i));
        QCOMPARE(document.begin().textDirection(), expected[i]);
        const auto [left, right] = firstLine(document, document.begin());
        if (expected[i] == Qt::LeftToRight)
            QVERIFY(left < 2);
        else
            QVERIFY2(right > flow().width() - 2, qPrintable(QString::number(right)));
    }
}

void WritingSystemsTest::mirrorsListsAndQuotes()
{
    show(QStringLiteral("- عنصر أول\n- one\n\n> اقتباس\n"));
    const auto edges = [this](size_t block) {
        const BlockDocument &document = flow().document(block);
        return firstLine(document, document.begin());
    };
    const double width = flow().width();
    QVERIFY(edges(0).second > width - 30 && edges(0).first > width / 2);
    QVERIFY(edges(1).first < 30 && edges(1).second < width / 2);
    QVERIFY(edges(2).second < width - 10 && edges(2).second > width - 30);
}

void WritingSystemsTest::mirrorsTables()
{
    show(QStringLiteral("| a | b |\n|--|--|\n| 1 | 2 |\n\n| أول | ثان |\n|--|--|\n")
        + QStringLiteral("| 1 | 2 |\n").repeated(60));
    const auto place = [this](size_t block, const QString &text) {
        const BlockDocument &document = flow().document(block);
        const QTextCursor found = document.find(text);
        return document.documentLayout()->blockBoundingRect(found.block());
    };
    QVERIFY(place(0, "1").right() < place(0, "2").left());
    QVERIFY(flow().blocks().size() > 2);
    for (size_t block = 1; block < flow().blocks().size(); ++block) { // of one table
        QVERIFY(place(block, "1").left() > place(block, "2").right());
        QCOMPARE(place(block, "1").right(), place(1, "أول").right());
        QVERIFY(place(block, "1").right() > flow().width() - 20);
    }
}

void WritingSystemsTest::staysAsItIsInAWindowThatRunsFromRightToLeft()
{
    TranscriptMessage answer = test::answer("a", "Some words.\n\n```\ncode\n```");
    answer.footer = "m · 42 tok/s";
    m_view->resize(700, 400);
    m_view->setMessages({test::question("q", "Why?"), answer});
    const QImage before = m_view->viewport()->grab().toImage();
    QApplication::setLayoutDirection(Qt::RightToLeft);
    const QImage after = m_view->viewport()->grab().toImage();
    QApplication::setLayoutDirection(Qt::LeftToRight);
    QCOMPARE(after, before);
}

void WritingSystemsTest::keepsCodeLeftToRight_data()
{
    QTest::addColumn<bool>("wraps");
    QTest::newRow("scrolled") << false;
    QTest::newRow("wrapped") << true;
}

void WritingSystemsTest::keepsCodeLeftToRight()
{
    QFETCH(bool, wraps);
    m_view->setOptions({.wrapsCode = wraps});
    show(QStringLiteral("```\nمرحبا = 1\nx = \"مرحبا\"\nprint(x)\n```\n"));
    const BlockDocument &document = flow().document(0);
    for (QTextBlock line = document.begin(); line.isValid(); line = line.next()) {
        QCOMPARE(line.textDirection(), Qt::LeftToRight);
        QVERIFY2(firstLine(document, line).first < 2, qPrintable(line.text()));
    }
}

void WritingSystemsTest::keepsCodeLeftToRightWhileItStreams()
{
    m_view->appendMessage(test::growing("a"));
    for (const QString &piece : {QStringLiteral("```\nمر"), QStringLiteral("حبا\n"), QStringLiteral("عنصر")}) {
        m_view->appendText("a", piece);
        QTRY_VERIFY(flow().text().endsWith(piece) && !flow().blocks().empty() && !flow().blocks()[0].isStale);
    }
    QTRY_COMPARE(flow().document(0).blockCount(), 2);
    for (QTextBlock line = flow().document(0).begin(); line.isValid(); line = line.next())
        QCOMPARE(line.textDirection(), Qt::LeftToRight);
}

void WritingSystemsTest::setsAQuestionByItsDirection()
{
    m_view->resize(700, 900);
    m_view->setMessages({test::question("q", QStringLiteral("كيف أحفظ المفتاح؟\nIn English"))});
    QCOMPARE(flow().blocks().size(), size_t(1));
    const BlockDocument &document = flow().document(0);
    QCOMPARE(document.begin().textDirection(), Qt::RightToLeft);
    QCOMPARE(document.begin().next().textDirection(), Qt::LeftToRight);
    // The box is as narrow as its text, and both lines are within it.
    QVERIFY(m_view->column().item(0).layout().bubble.width() < 300);
    for (QTextBlock line = document.begin(); line.isValid(); line = line.next()) {
        const auto [left, right] = firstLine(document, line);
        QVERIFY(left > -1 && right <= document.textWidth() + 1);
    }
}

void WritingSystemsTest::breaksLinesAsTheScriptDoes_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("Japanese") << kJapanese;
    QTest::newRow("Chinese") << kChinese;
    QTest::newRow("Korean") << QStringLiteral(
        "열쇠는 시스템의 열쇠고리에 보관되며, 파일에는 절대로 기록되지 않습니다. 이것은 긴 문단입니다.");
    QTest::newRow("Arabic") << kArabic;
    QTest::newRow("Thai") << QStringLiteral("กุญแจถูกเก็บไว้ในพวงกุญแจของระบบและไม่เคยถูกเขียนลงในไฟล์เลยแม้แต่ครั้งเดียว");
}

void WritingSystemsTest::breaksLinesAsTheScriptDoes()
{
    QFETCH(QString, text);
    const QString neverFirst = QStringLiteral("。、，．！？）」』】》”；：ーぁぃぅぇぉっゃゅょァィゥェォッャュョ!?,.");
    const QString neverLast = QStringLiteral("「『（【《“");
    for (int width = 180; width < 420; width += 7) {
        show(text, width);
        const QTextBlock block = flow().document(0).begin();
        QCOMPARE(block.text(), text);
        QVERIFY(block.layout()->lineCount() > 1);
        for (int i = 0; i < block.layout()->lineCount(); ++i) {
            const QTextLine line = block.layout()->lineAt(i);
            const QString words = text.mid(line.textStart(), line.textLength()).trimmed();
            QVERIFY2(line.naturalTextWidth() <= flow().width() + 1, qPrintable(words));
            QVERIFY2(!neverFirst.contains(words.front()), qPrintable(words));
            QVERIFY2(!neverLast.contains(words.back()), qPrintable(words));
        }
    }
}

void WritingSystemsTest::keepsLatinWordsWholeAmongIdeographs()
{
    const QString text = QStringLiteral("鍵はkeychainに保存されます。").repeated(6);
    for (int width = 180; width < 420; width += 7) {
        show(text, width);
        const QTextLayout *layout = flow().document(0).begin().layout();
        for (int i = 1; i < layout->lineCount(); ++i) {
            const int at = layout->lineAt(i).textStart();
            const bool isWithinWord
                = text[at].script() == QChar::Script_Latin && text[at - 1].script() == QChar::Script_Latin;
            QVERIFY2(!isWithinWord, qPrintable(text.mid(at - 4, 8)));
        }
    }
}

QTEST_MAIN(WritingSystemsTest)
#include "writing_systems_test.moc"
