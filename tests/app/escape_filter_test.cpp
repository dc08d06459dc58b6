// SPDX-License-Identifier: MIT
#include "app/escape_filter.h"

#include <QTest>

using namespace freshet;

class EscapeFilterTest : public QObject {
    Q_OBJECT

private slots:
    void takesSequencesOutHoweverTheyAreCut_data();
    void takesSequencesOutHoweverTheyAreCut();
};

namespace {

QString inTwoPieces(EscapeFilter &filter, const QString &text, qsizetype cut)
{
    const QString first = filter.filtered(text.left(cut));
    return first + filter.filtered(text.mid(cut));
}

} // namespace

void EscapeFilterTest::takesSequencesOutHoweverTheyAreCut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("toFile");
    QTest::addColumn<QString>("toTerminal");
    const auto same = [](const char *name, const QString &text, const QString &clean) {
        QTest::newRow(name) << text << clean << clean;
    };

    same("plain text", QStringLiteral("a\tb\n\u00e9\u4e2d\U0001F600"), QStringLiteral("a\tb\n\u00e9\u4e2d\U0001F600"));
    same("colour", QStringLiteral("a\x1b[1;31mb\x1b[0mc"), QStringLiteral("abc"));
    same("cursor and erase", QStringLiteral("a\x1b[2J\x1b[Hb\x1b[?25lc"), QStringLiteral("abc"));
    same("title, ended by BEL",
        QStringLiteral("a\x1b]0;evil\x07"
                       "b"),
        QStringLiteral("ab"));
    same("clipboard, ended by ST", QStringLiteral("a\x1b]52;c;ZXZpbA==\x1b\\b"), QStringLiteral("ab"));
    same("hyperlink", QStringLiteral("\x1b]8;;http://evil\x1b\\click\x1b]8;;\x1b\\"), QStringLiteral("click"));
    same("device string", QStringLiteral("a\x1bP$q\"p\x1b\\b"), QStringLiteral("ab"));
    same("application command", QStringLiteral("a\x1b_Gf=100\x1b\\b"), QStringLiteral("ab"));
    same("character set", QStringLiteral("a\x1b(0b"), QStringLiteral("ab"));
    same("reset",
        QStringLiteral("a\x1b"
                       "cb"),
        QStringLiteral("ab"));
    same("one-character CSI", QStringLiteral("a\u009b31mb"), QStringLiteral("ab"));
    same("one-character OSC", QStringLiteral("a\u009d0;evil\u009cb"), QStringLiteral("ab"));
    same("a sequence inside a string",
        QStringLiteral("a\x1b]0;\x1b[31mx\x07"
                       "b"),
        QStringLiteral("ab"));
    same("an escape that starts anew", QStringLiteral("a\x1b\x1b[31mb"), QStringLiteral("ab"));
    same("a string without an end stops at the line's", QStringLiteral("a\x1b]0;evil\nb"), QStringLiteral("a\nb"));
    same("a lone escape at the end", QStringLiteral("a\x1b"), QStringLiteral("a"));
    QTest::newRow("other control characters stay in files")
        << QStringLiteral("a\r\b\x7f\u0085\x07z") << QStringLiteral("a\r\b\x7f\u0085\x07z") << QStringLiteral("az");
}

void EscapeFilterTest::takesSequencesOutHoweverTheyAreCut()
{
    QFETCH(QString, text);
    QFETCH(QString, toFile);
    QFETCH(QString, toTerminal);
    for (qsizetype cut = 0; cut <= text.size(); ++cut) {
        EscapeFilter file(EscapeFilter::Target::File);
        QCOMPARE(inTwoPieces(file, text, cut), toFile);
        EscapeFilter terminal(EscapeFilter::Target::Terminal);
        QCOMPARE(inTwoPieces(terminal, text, cut), toTerminal);
    }
}

QTEST_GUILESS_MAIN(EscapeFilterTest)
#include "escape_filter_test.moc"
