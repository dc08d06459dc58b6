// SPDX-License-Identifier: MIT
#include "core/archive/chat_json.h"
#include "core/archive/chat_writer.h"
#include "core/archive/markdown_html.h"
#include "tests/core/archive/random_chat.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace freshet;

class ChatWriterTest : public QObject {
    Q_OBJECT

private slots:
    void writesMarkdown();
    void fencesWhatHasFences();
    void writesHtml();
    void setsMarkdownInHtml_data();
    void setsMarkdownInHtml();
    void letsNothingForeignIntoThePage_data();
    void letsNothingForeignIntoThePage();
    void setsAnyTextInTime_data();
    void setsAnyTextInTime();
    void writesJsonThatIsRead();

private:
    static StoredChat chat();
    static QByteArray document(ExportFormat format, const QList<StoredChat> &chats);
};

StoredChat ChatWriterTest::chat()
{
    StoredChat chat{
        .info = {.id = "c", .title = "About *bread*", .changedAt = QDateTime({2026, 3, 4}, {5, 6}, Qt::UTC)}};
    StoredMessage question{.id = "q",
        .conversation = "c",
        .role = ChatRole::User,
        .answer = {.text = "Why <b>?"},
        .createdAt = QDateTime({2026, 3, 4}, {5, 6}, Qt::UTC)};
    question.attachments << Attachment{.name = "notes.txt", .mimeType = "text/plain", .text = "flour & water"}
                         << Attachment{.name = "loaf.png", .mimeType = "image/png", .bytes = "\x89PNG"};
    StoredMessage first{.id = "a1",
        .conversation = "c",
        .parent = "q",
        .role = ChatRole::Assistant,
        .answer = {.text = "The first answer."},
        .createdAt = question.createdAt};
    StoredMessage second = first;
    second.id = "a2";
    second.state = StoredState::Interrupted;
    second.answer = {.text = "The **second** answer [1].",
        .reasoning = "Let me think.\nWell.",
        .sources = {Source{.number = 1, .title = "manual_1.pdf", .page = 3, .heading = "Yeast"}},
        .model = {"ollama", "qwen3:8b"}};
    chat.messages = {question, first, second};
    chat.leaf = "a2";
    return chat;
}

QByteArray ChatWriterTest::document(ExportFormat format, const QList<StoredChat> &chats)
{
    const auto writer = makeChatWriter(format, QDateTime({2026, 11, 29}, {12, 0}, Qt::UTC));
    QByteArray all = writer->head();
    for (const StoredChat &chat : chats)
        all += writer->chat(chat);
    return all + writer->tail();
}

void ChatWriterTest::writesMarkdown()
{
    QCOMPARE(QString::fromUtf8(document(ExportFormat::Markdown, {chat()})), QString::fromUtf8(R"(# About \*bread\*

## Question

*2026-03-04 05:06*

**Attached: notes.txt**

```
flour & water
```

**Attached: loaf.png**

Why <b>?

## Answer

*2026-03-04 05:06 · qwen3:8b · cut off*

> **Thoughts**
>
> Let me think.
> Well.

The **second** answer [1].

**Sources**

- [1] manual\_1.pdf, page 3 — Yeast

)"));
    QCOMPARE(document(ExportFormat::Markdown, {chat(), chat()}).count("\n---\n"), 1); // between the two
}

void ChatWriterTest::fencesWhatHasFences()
{
    StoredChat fenced = chat();
    fenced.messages[0].attachments = {Attachment{.name = "a.md", .text = "````\ncode\n````"}};
    QVERIFY(document(ExportFormat::Markdown, {fenced}).contains("`````\n````\ncode\n````\n`````\n"));
}

void ChatWriterTest::writesHtml()
{
    const QByteArray html = document(ExportFormat::Html, {chat()});
    QVERIFY(html.startsWith("<!DOCTYPE html>"));
    QVERIFY(html.contains("default-src 'none'; img-src data:"));
    QVERIFY(html.contains("<h1>About *bread*</h1>"));
    QVERIFY(html.contains("<div class=\"question\">Why &lt;b&gt;?</div>"));
    QVERIFY(html.contains("<pre>flour &amp; water</pre>"));
    QVERIFY(html.contains("<img alt=\"loaf.png\" src=\"data:image/png;base64,iVBORw==\">"));
    QVERIFY(html.contains("The <strong>second</strong> answer [1]."));
    QVERIFY(html.contains("Let me think."));
    QVERIFY(html.contains("[1] manual_1.pdf, page 3"));
    QVERIFY(!html.contains("The first answer")); // another branch is shown
    QVERIFY(html.endsWith("</html>\n"));
}

void ChatWriterTest::setsMarkdownInHtml_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("html");
    QTest::newRow("paragraphs") << "a\n\nb"
                                << "<p>a</p><p>b</p>";
    QTest::newRow("headings lie below ours") << "# a"
                                             << "<h3>a</h3>";
    QTest::newRow("code") << "```py\nif a < b:\n  pass\n```"
                          << "<pre>if a &lt; b:\n  pass</pre>";
    QTest::newRow("list") << "3. a\n4. b"
                          << "<ol start=\"3\"><li>a</li><li>b</li></ol>";
    QTest::newRow("tasks") << "- [x] a"
                           << "<ul><li>☑ a</li></ul>";
    QTest::newRow("table of short rulers")
        << "|a|b|\n|-|-:|\n|1|2|"
        << "<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\"><thead><tr><th>a</th><th "
           "align=\"right\">b</th></tr>"
           "</thead><tbody><tr><td>1</td><td align=\"right\">2</td></tr></tbody></table>";
    QTest::newRow("link") << "[x](https://example.com/?a=1&b=\"2)"
                          << "<p><a href=\"https://example.com/?a=1&amp;b=&quot;2\">x</a></p>";
    QTest::newRow("picture is a link") << "![x](https://example.com/p.png)"
                                       << "<p><a href=\"https://example.com/p.png\">x</a></p>";
    QTest::newRow("entity") << "a &copy; b"
                            << "<p>a &copy; b</p>";
    QTest::newRow("broken line") << "a  \nb"
                                 << "<p>a<br>b</p>";
}

void ChatWriterTest::setsMarkdownInHtml()
{
    QFETCH(QString, markdown);
    QFETCH(QString, html);
    QCOMPARE(markdownToHtml(markdown).remove(QRegularExpression("\\n(?=<)")), html);
}

void ChatWriterTest::letsNothingForeignIntoThePage_data()
{
    QTest::addColumn<QString>("text");
    for (const char *const text : {"<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
             "[a](javascript:alert(1))", "[a](data:text/html,<script>)", "![a](file:///etc/passwd)",
             "<https://a/\" onclick=\"alert(1)>", "[a](<https://x/\" onmouseover=\"alert(1)>)",
             "```\"><script>\n</pre><script>\n```", "&lt;script&gt;", "<iframe src=//x>", "[a]: javascript:x\n\n[a]",
             "`<style>*{}</style>`", "a\n<base href=x>\nb", "</body></html>"})
        QTest::newRow(text) << QString(text);
}

void ChatWriterTest::letsNothingForeignIntoThePage()
{
    QFETCH(QString, text);
    StoredChat foreign = chat();
    foreign.info.title = text;
    for (StoredMessage &message : foreign.messages) {
        message.answer.text = text;
        message.answer.reasoning = text;
        message.answer.model.model = text;
        message.error = Error{.message = text};
        for (Source &source : message.answer.sources)
            source.title = source.heading = text;
        for (Attachment &attachment : message.attachments) {
            attachment.name = text;
            attachment.text = text;
            attachment.mimeType = "image/" + text.toUtf8();
        }
    }
    const QString html = QString::fromUtf8(document(ExportFormat::Html, {foreign}));
    // Each tag that is there is one of ours, with attributes of ours.
    static const QRegularExpression tags("<([^>]*)>");
    static const QRegularExpression ours(
        "^(!DOCTYPE html|/?(html|head|body|style|title|h[1-6]|p|div|ul|ol|li|pre|code|em|strong|blockquote|hr|br)"
        "|meta [^<>]*|h[12]|(p|div|ul) class=\"[a-z]+\"|/a|a href=\"(https?|mailto):[^\"<>]*\""
        "|img alt=\"[^\"<>]*\" src=\"data:image/[^\"<>]*\")$");
    QString body = html.mid(html.indexOf("</style>"));
    for (auto match = tags.globalMatch(body); match.hasNext();) {
        const QString tag = match.next().captured(1);
        QVERIFY2(ours.match(tag).hasMatch(), qPrintable(tag));
    }
    QCOMPARE(html.count("</html>"), 1);
}

void ChatWriterTest::setsAnyTextInTime_data()
{
    QTest::addColumn<QString>("text");
    for (const char *const piece :
        {"[", "![", "*a ", "_a_*", "<", "`", "> ", "- ", "|a", "\\", "&", "[a](", "**a*", "~~", "1. ", "\t"})
        QTest::newRow(piece) << QString(piece).repeated(400'000 / int(qstrlen(piece)));
    QTest::newRow("lines of a table") << QString("|a|b|\n|---|---|\n") + QString("|1|2|\n").repeated(50'000);
    QTest::newRow("nested quotes") << QString(">").repeated(10'000) + " x";
    QTest::newRow("paragraphs") << QString("word [a] *b*\n\n").repeated(50'000);
}

/// It would take hours where time grew with the square; the test's own time limit tells.
void ChatWriterTest::setsAnyTextInTime()
{
    QFETCH(QString, text);
    const QString html = markdownToHtml(text);
    QVERIFY(!html.isEmpty());
}

void ChatWriterTest::writesJsonThatIsRead()
{
    test::RandomChat random(3);
    const QList<StoredChat> chats{random.make(), random.make(), random.make()};
    const QJsonObject file = QJsonDocument::fromJson(document(ExportFormat::Json, chats)).object();
    QVERIFY(isChatJsonHead(file));
    QCOMPARE(file.value("exported_at").toString(), QString("2026-11-29T12:00:00.000Z"));
    const QJsonArray written = file.value("chats").toArray();
    QCOMPARE(written.size(), 3);
    for (qsizetype i = 0; i < 3; ++i)
        QCOMPARE(*chatFromJson(written.at(i).toObject()), chats.at(i));
    QVERIFY(QJsonDocument::fromJson(document(ExportFormat::Json, {})).object().value("chats").isArray());
}

QTEST_GUILESS_MAIN(ChatWriterTest)
#include "chat_writer_test.moc"
