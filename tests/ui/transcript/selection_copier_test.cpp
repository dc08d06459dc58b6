// SPDX-License-Identifier: MIT
#include "tests/ui/transcript/transcript_messages.h"
#include "ui/transcript/selection_copier.h"

#include <QTest>

using namespace freshet;

namespace {

struct Copied {
    Copied(const QList<TranscriptMessage> &messages, const TranscriptSelection &selection)
    {
        TranscriptColumn column(builtInTheme(ThemeVariant::Light));
        column.setWidth(600);
        column.setMessages(messages);
        const std::unique_ptr<QMimeData> data = SelectionCopier(column, selection).data();
        plain = data->text();
        html = data->html();
        markdown = QString::fromUtf8(data->data(QStringLiteral("text/markdown")));
    }

    QString plain;
    QString html;
    QString markdown;
};

TranscriptSelection everything()
{
    TranscriptSelection selection;
    selection.selectAll();
    return selection;
}

} // namespace

class SelectionCopierTest : public QObject {
    Q_OBJECT

private slots:
    void givesWholeMessagesAsTheirSource();
    void givesPartsOfTwoMessages();
    void selectsBackwardsAsWell();
    void givesHtmlThatHoldsNoForeignHtml();
    void givesAVeryLargeSelectionAsSource();
    void givesNothingForNothing();
    void givesHiddenCharactersAsTheyWereWritten();
    void givesALongTableAsOne();
    void givesTheRestOfALongTableWithItsHeader();
};

void SelectionCopierTest::givesWholeMessagesAsTheirSource()
{
    const QString markdown = QStringLiteral(
        "Some **bold** words.\n\n\n- one\n- two\n\n```py\nx = 1\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |");
    const Copied copied({test::question("q", "Why?\nReally?"), test::answer("a", markdown)}, everything());
    QCOMPARE(copied.markdown, QStringLiteral("Why?\nReally?\n\n") + markdown);
    QCOMPARE(copied.plain,
        QStringLiteral("Why?\nReally?\n\nSome bold words.\n\n\u2022\tone\n\u2022\ttwo\n\nx = 1\n\n"
                       "| a | b |\n|---|---|\n| 1 | 2 |"));
}

void SelectionCopierTest::givesPartsOfTwoMessages()
{
    TranscriptSelection selection;
    selection.start({.message = 0, .block = 0, .position = 6});
    selection.extend({.message = 1, .block = 0, .position = 5});
    const Copied copied(
        {test::answer("a", "First answer.\n\n*whole*"), test::answer("b", "Second answer.")}, selection);
    QCOMPARE(copied.plain, QStringLiteral("answer.\n\nwhole\n\nSecon"));
    QCOMPARE(copied.markdown, QStringLiteral("answer.\n\n*whole*\n\nSecon"));
}

void SelectionCopierTest::selectsBackwardsAsWell()
{
    TranscriptSelection selection;
    selection.start({.message = 0, .block = 0, .position = 5});
    selection.extend({.message = 0, .block = 0, .position = 0});
    QCOMPARE(Copied({test::answer("a", "First answer.")}, selection).plain, QStringLiteral("First"));
}

void SelectionCopierTest::givesHtmlThatHoldsNoForeignHtml()
{
    const Copied copied({test::answer("a", "**bold** <script>alert(1)</script>")}, everything());
    QVERIFY(copied.html.contains(QLatin1String("&lt;script&gt;")));
    QVERIFY(!copied.html.contains(QLatin1String("<script")));
    QVERIFY(copied.html.contains(QLatin1String("bold")));
    QCOMPARE(copied.html.count(QLatin1String("<html")), 1);
}

void SelectionCopierTest::givesAVeryLargeSelectionAsSource()
{
    const QString markdown = QStringLiteral("**bold** words\n\n").repeated(100'000).trimmed();
    const Copied copied({test::answer("a", markdown)}, everything());
    QCOMPARE(copied.markdown, markdown);
    QCOMPARE(copied.plain, markdown);
    QVERIFY(copied.html.isEmpty());
}

void SelectionCopierTest::givesNothingForNothing()
{
    QVERIFY(Copied({}, everything()).plain.isEmpty());
    QVERIFY(Copied({test::answer("a", "text")}, {}).plain.isEmpty());
}

void SelectionCopierTest::givesHiddenCharactersAsTheyWereWritten()
{
    const QString code = QStringLiteral("/*\u202e } \u2066if (isAdmin)\u2069 \u2066 begin admins only */");
    TranscriptSelection selection;
    selection.start({.message = 0, .block = 0, .position = 0});
    selection.extend({.message = 0, .block = 1, .position = 22});
    const Copied copied({test::answer("a", QStringLiteral("tag \U000e0041\ufffd\n\n```\n") + code)}, selection);
    QCOMPARE(copied.plain, QString(QStringLiteral("tag \U000e0041\ufffd\n\n") + code.first(22)));
    QCOMPARE(copied.markdown, copied.plain);
    QVERIFY(copied.html.contains(u'\u202e'));
}

void SelectionCopierTest::givesALongTableAsOne()
{
    const QString table = QStringLiteral("| a | b |\n|---|---|\n") + QStringLiteral("| 1 | 2 |\n").repeated(99)
        + QLatin1String("| 3 | 4 |");
    const Copied copied({test::answer("a", table)}, everything());
    QCOMPARE(copied.markdown, table);
    QCOMPARE(copied.plain, table);
    QCOMPARE(copied.html.count(QLatin1String("<table")), 1);
    QCOMPARE(copied.html.count(QLatin1String("</table>")), 1);
    QCOMPARE(copied.html.count(QLatin1String("<tr>")), 101);
}

void SelectionCopierTest::givesTheRestOfALongTableWithItsHeader()
{
    const QString header = QStringLiteral("| a | b |\n|---|---|\n");
    TranscriptSelection selection;
    selection.start({.message = 0, .block = 2, .position = 0});
    selection.extend({.message = 1, .block = 0, .position = 2});
    const Copied copied(
        {test::answer("a", header + QStringLiteral("| 1 | 2 |\n").repeated(81)), test::answer("b", "no")}, selection);
    QCOMPARE(copied.markdown, header + QLatin1String("| 1 | 2 |\n\nno"));
}

QTEST_MAIN(SelectionCopierTest)
#include "selection_copier_test.moc"
