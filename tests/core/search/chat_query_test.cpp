// SPDX-License-Identifier: MIT
#include "core/search/chat_query.h"
#include "core/search/day_span.h"

#include <QRandomGenerator>
#include <QTest>

using namespace freshet;

namespace {

using Term = ChatQuery::Term;
using Match = ChatQuery::Term::Match;

const QDate kToday(2026, 11, 29);

/// A query in one line, so that a row of a table says all of it.
QString spoken(const ChatQuery &query)
{
    QStringList parts;
    for (const Term &term : query.terms) {
        QString part = term.isExcluded ? "-" : "";
        part += term.match == Match::Phrase ? '"' + term.text + '"' : term.text;
        parts << part + (term.match == Match::Prefix ? "*" : "");
    }
    for (const QString &model : query.models)
        parts << "model=" + model;
    if (query.from)
        parts << "from=" + toWord(*query.from);
    if (query.since.isValid())
        parts << "since=" + query.since.toString(Qt::ISODate);
    if (query.before.isValid())
        parts << "before=" + query.before.toString(Qt::ISODate);
    if (query.has)
        parts << "has=" + QString::number(query.has.toInt());
    if (query.parts)
        parts << "in=" + QString::number(query.parts.toInt());
    for (const QString &tag : query.tags)
        parts << "tag=" + tag;
    for (const QString &folder : query.folders)
        parts << "folder=" + folder;
    if (query.isPinned)
        parts << "pinned";
    if (query.isArchived)
        parts << "archived";
    for (const QString &ignored : query.ignored)
        parts << "ignored=" + ignored;
    return parts.join(" | ");
}

} // namespace

class ChatQueryTest : public QObject {
    Q_OBJECT

private slots:
    void readsWhatIsTyped_data();
    void readsWhatIsTyped();
    void namesDays_data();
    void namesDays();
    void takesAnythingThatCanBeTyped();
};

void ChatQueryTest::readsWhatIsTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("meant");
    const auto row = [](const char *name, const char *typed, const char *meant) {
        QTest::newRow(name) << QString::fromUtf8(typed) << QString::fromUtf8(meant);
    };
    row("nothing", "", "");
    row("spaces", "  \t ", "");
    row("the last word may go on", "tax lett", "tax | lett*");
    row("a space ends it", "tax letter ", "tax | letter");
    row("a phrase", "\"annual report\" tax ", "\"annual report\" | tax");
    row("a phrase that is being written", "\"annual rep", "\"annual rep\"");
    row("typographic quotes", "„annual report“ x ", "\"annual report\" | x");
    row("an empty phrase", "\"\" tax ", "tax");
    row("without a word", "tax -draft now ", "tax | -draft | now");
    row("without a phrase", "-\"first draft\" tax ", "-\"first draft\" | tax");
    row("a hyphen in a word", "e-mail ", "e-mail");
    row("a lone hyphen", "a - b ", "a | - | b");
    row("a star", "configur* now ", "configur* | now");
    row("a model", "model:qwen tax ", "tax | model=qwen");
    row("two models", "model:qwen model:gemma ", "model=qwen | model=gemma");
    row("a model with a space", "model:\"Qwen 3\" tax ", "tax | model=Qwen 3");
    row("a filter that is being written", "tax model:", "tax");
    row("names in any case", "Model:Qwen FROM:Me ", "model=Qwen | from=user");
    row("a full-width colon", "from：me ", "from=user");
    row("from me", "from:me ", "from=user");
    row("from the assistant", "from:ai ", "from=assistant");
    row("from a model", "from:qwen ", "model=qwen");
    row("German", "von:ich hat:bild vor:heute ", "from=user | before=2026-11-29 | has=8");
    row("before a month", "before:2026-11 ", "before=2026-11-01");
    row("after a day", "after:2026-11-05 ", "since=2026-11-05");
    row("on a day", "on:yesterday ", "since=2026-11-28 | before=2026-11-29");
    row("in a year", "date:2025 ", "since=2025-01-01 | before=2026-01-01");
    row("both ends", "after:2026-01 before:2026-03 ", "since=2026-01-01 | before=2026-03-01");
    row("the narrower wins", "before:2026-03 before:2026-05 ", "before=2026-03-01");
    row("code and links", "has:code has:link ", "has=3");
    row("in a part", "in:thoughts tax ", "tax | in=2");
    row("in several parts", "in:attachments in:title in:text tax ", "tax | in=13");
    row("with thoughts", "has:thoughts ", "has=16");
    row("a chat's tag", "tag:house tag:#tax ", "tag=house | tag=tax");
    row("a chat's folder", "folder:\"My house\" ", "folder=My house");
    row("where a chat stands", "is:pinned is:archived ", "pinned | archived");
    row("of chats, in German", "ordner:Haus ist:angeheftet in:gedanken ", "in=2 | folder=Haus | pinned");
    row("where nothing stands", "is:raining in:vain ", "ignored=is:raining | ignored=in:vain");
    row("a value that says nothing", "before:soon has:cheese tax ", "tax | ignored=before:soon | ignored=has:cheese");
    row("a day that is none", "before:2026-02-30 ", "ignored=before:2026-02-30");
    row("an address is a word", "http://example.org ", "http://example.org");
    row("C++", "std::vector ", "std::vector");
    row("words of the index's language", "NEAR( AND OR NOT * ^ ", "NEAR( | AND | OR | NOT | * | ^");
    row("without spaces", "量子计算", "量子计算*");
}

void ChatQueryTest::readsWhatIsTyped()
{
    QFETCH(QString, typed);
    QFETCH(QString, meant);
    QCOMPARE(spoken(ChatQuery::of(typed, kToday)), meant);
}

void ChatQueryTest::namesDays_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QDate>("first");
    QTest::addColumn<QDate>("end");
    const auto row = [](const char *word, const QDate &first, const QDate &end) {
        QTest::newRow(word) << QString(word) << first << end;
    };
    row("2026", {2026, 1, 1}, {2027, 1, 1});
    row("2026-2", {2026, 2, 1}, {2026, 3, 1});
    row("2024-02-29", {2024, 2, 29}, {2024, 3, 1});
    row("2026/12/31", {2026, 12, 31}, {2027, 1, 1});
    row("5.11.2026", {2026, 11, 5}, {2026, 11, 6});
    row("12.2026", {2026, 12, 1}, {2027, 1, 1});
    row("Today", {2026, 11, 29}, {2026, 11, 30});
    row("gestern", {2026, 11, 28}, {2026, 11, 29});
    row("3d", {2026, 11, 26}, {2026, 11, 30});
    row("2w", {2026, 11, 15}, {2026, 11, 30});
    row("1m", {2026, 10, 29}, {2026, 11, 30});
    row("1y", {2025, 11, 29}, {2026, 11, 30});
    row("2026-13", {}, {});
    row("2026-00", {}, {});
    row("0000", {}, {});
    row("31.2.2026", {}, {});
    row("11", {}, {});
    row("", {}, {});
    row("99999d", {}, {});
}

void ChatQueryTest::namesDays()
{
    QFETCH(QString, word);
    QFETCH(QDate, first);
    QFETCH(QDate, end);
    const std::optional<DaySpan> span = DaySpan::of(word, kToday);
    QCOMPARE(span.has_value(), first.isValid());
    if (span)
        QCOMPARE(*span, (DaySpan{first, end}));
}

void ChatQueryTest::takesAnythingThatCanBeTyped()
{
    QRandomGenerator random(7);
    const QString pieces = QString::fromUtf8("ab :\"-*()“„：é量\n") + QChar(0xD83D) + QChar(0xDE00) + QChar(0);
    for (int round = 0; round < 5000; ++round) {
        QString typed = round % 3 == 0 ? "before:" : round % 3 == 1 ? "-model:\"" : "";
        for (int i = random.bounded(24); i > 0; --i)
            typed += pieces.at(random.bounded(pieces.size()));
        const ChatQuery query = ChatQuery::of(typed, kToday);
        QVERIFY(query.terms.size() <= 16);
        for (const Term &term : query.terms)
            QVERIFY(!term.text.isEmpty() && typed.contains(term.text));
    }
    QVERIFY(ChatQuery::of(QString(1'000'000, u'a') + " b", kToday).terms.constFirst().text.size() <= 1000);
}

QTEST_GUILESS_MAIN(ChatQueryTest)

#include "chat_query_test.moc"
