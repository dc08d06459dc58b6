// SPDX-License-Identifier: MIT
#include "ui/transcript/display_text.h"
#include "ui/transcript/inline_scanner.h"

#include <QTest>

using namespace freshet;

class InlineScannerTest : public QObject {
    Q_OBJECT

private slots:
    void findsAddressesCitationsAndBreaks_data();
    void findsAddressesCitationsAndBreaks();
    void knowsEntities_data();
    void knowsEntities();
    void offersOnlyHarmlessLinks_data();
    void offersOnlyHarmlessLinks();
    void tamesForeignText();
};

void InlineScannerTest::findsAddressesCitationsAndBreaks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // {link} (citation) / for a break

    QTest::newRow("text") << "a b"
                          << "a b";
    QTest::newRow("citation") << "a [1]."
                              << "a (1).";
    QTest::newRow("two citations") << "[1][2]"
                                   << "(1)(2)";
    QTest::newRow("a list") << "a [1, 2]."
                            << "a [(1), (2)].";
    QTest::newRow("a range") << "a [1–2] b"
                             << "a [(1)–(2)] b";
    QTest::newRow("wide brackets") << QString::fromUtf8("是【1】【1、2】。")
                                   << QString::fromUtf8("是(1)【(1)、(2)】。");
    QTest::newRow("a list with a number of no source") << "[1, 3] [1,] [,1] [1 2"
                                                       << "[1, 3] [1,] [,1] [1 2";
    QTest::newRow("with notes") << QString::fromUtf8("是【1†L3-L5】[1†L3]。") << QString::fromUtf8("是(1)[1†L3]。");
    QTest::newRow("blanks alone") << "[1 2] [1 ] [ 1]"
                                  << "[1 2] [1 ] [ 1]";
    QTest::newRow("a long list") << QString("[" + QString("1, ").repeated(30) + "2]")
                                 << QString("[" + QString("(1), ").repeated(30) + "(2)]");
    QTest::newRow("no such source") << "[3] [12345]"
                                    << "[3] [12345]";
    QTest::newRow("no number") << "[] [a] [1"
                               << "[] [a] [1";
    QTest::newRow("address") << "see https://a.example/b_c?d=e#f."
                             << "see {https://a.example/b_c?d=e#f}.";
    QTest::newRow("address in parentheses") << "(http://a.example/b_(c))"
                                            << "({http://a.example/b_(c)})";
    QTest::newRow("only a scheme") << "https:// and http"
                                   << "https:// and http";
    QTest::newRow("inside a word") << "xhttps://a.example"
                                   << "xhttps://a.example";
    QTest::newRow("other schemes") << "file:///etc javascript:a"
                                   << "file:///etc javascript:a";
    QTest::newRow("break") << "a<br>b<BR />c"
                           << "a/b/c";
    QTest::newRow("other tags") << "<b>a</b> <brx>"
                                << "<b>a</b> <brx>";
}

void InlineScannerTest::findsAddressesCitationsAndBreaks()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QString got;
    qsizetype done = 0;
    for (const InlinePiece &piece : scanInline(text, {1, 2})) {
        QCOMPARE(piece.begin, done);
        done = piece.end;
        const QString part = text.sliced(piece.begin, piece.end - piece.begin);
        switch (piece.kind) {
        case InlinePiece::Kind::Text:
            got += part;
            break;
        case InlinePiece::Kind::Link:
            got += u'{' + part + u'}';
            break;
        case InlinePiece::Kind::Citation:
            got += u'(' + QString::number(piece.number) + u')';
            break;
        case InlinePiece::Kind::LineBreak:
            got += u'/';
            break;
        }
    }
    QCOMPARE(done, text.size());
    QCOMPARE(got, expected);
}

void InlineScannerTest::knowsEntities_data()
{
    QTest::addColumn<QString>("entity");
    QTest::addColumn<QString>("expected");

    QTest::newRow("named") << "&amp;"
                           << "&";
    QTest::newRow("decimal") << "&#228;"
                             << "\u00e4";
    QTest::newRow("hexadecimal") << "&#x1F600;"
                                 << "\U0001F600";
    QTest::newRow("zero") << "&#0;"
                          << "\ufffd";
    QTest::newRow("surrogate") << "&#xD800;"
                               << "\ufffd";
    QTest::newRow("beyond Unicode") << "&#x110000;"
                                    << "\ufffd";
    QTest::newRow("unknown") << "&nosuch;"
                             << "&nosuch;";
}

void InlineScannerTest::knowsEntities()
{
    QFETCH(QString, entity);
    QTEST(entityText(entity), "expected");
}

void InlineScannerTest::offersOnlyHarmlessLinks_data()
{
    QTest::addColumn<bool>("isOffered");

    for (const char *good :
        {"https://a.example/", "http://127.0.0.1:8080/x", "mailto:a@b.example", "HTTPS://A.EXAMPLE"})
        QTest::newRow(good) << true;
    for (const char *bad : {"file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "//host/share",
             "smb://a/b", "vscode://x", "/etc/passwd", "", "https://", "relative.html", "#a"})
        QTest::newRow(bad) << false;
}

void InlineScannerTest::offersOnlyHarmlessLinks()
{
    QFETCH(bool, isOffered);
    QCOMPARE(!offeredLink(QString::fromLatin1(QTest::currentDataTag())).isEmpty(), isOffered);
}

void InlineScannerTest::tamesForeignText()
{
    QCOMPARE(displayText(QStringLiteral("a\tb\nc \u00e4 \u65e5")), QStringLiteral("a\tb\nc \u00e4 \u65e5"));
    QCOMPARE(displayText(QString(QChar(u'\0')) + u'\x1b'), QStringLiteral("\ufffd\ufffd"));
    QCOMPARE(displayText(u'a' + QString(u'\u0301').repeated(500)).size(), 9);
}

QTEST_GUILESS_MAIN(InlineScannerTest)
#include "inline_scanner_test.moc"
