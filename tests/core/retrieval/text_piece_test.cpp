// SPDX-License-Identifier: MIT
#include "core/retrieval/text_piece.h"

#include <QTest>

using namespace freshet;

class TextPieceTest : public QObject {
    Q_OBJECT

private slots:
    void tellsWhatATextIsAPieceOf_data();
    void tellsWhatATextIsAPieceOf();
};

void TextPieceTest::tellsWhatATextIsAPieceOf_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("whole");

    QTest::newRow("a chunk") << "doc_1_chunk_0"
                             << "doc_1";
    QTest::newRow("a fragment of an address") << "guide.md#12"
                                              << "guide.md";
    QTest::newRow("another separator") << "notes/Part-3"
                                       << "notes";
    QTest::newRow("no separator before the number") << "report:page7"
                                                    << "report";
    QTest::newRow("only numbered") << "doc_17"
                                   << "";
    QTest::newRow("only a number") << "17"
                                   << "";
    QTest::newRow("no number") << "doc_chunk"
                               << "";
    QTest::newRow("the end of another word") << "counterpart_3"
                                             << "";
    QTest::newRow("of nothing") << "chunk_3"
                                << "";
    QTest::newRow("empty") << ""
                           << "";
}

void TextPieceTest::tellsWhatATextIsAPieceOf()
{
    QFETCH(const QString, id);
    QFETCH(const QString, whole);
    QCOMPARE(wholeOf(id), whole);
}

QTEST_APPLESS_MAIN(TextPieceTest)
#include "text_piece_test.moc"
