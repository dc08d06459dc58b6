// SPDX-License-Identifier: MIT
#include "ui/widgets/elided_label.h"
#include "ui/widgets/plain_text.h"

#include <QTest>
#include <QTextDocument>

using namespace freshet;

/// Foreign text in the places where Qt would take it for more than text.
class PlainTextTest : public QObject {
    Q_OBJECT

private slots:
    void keepsHtmlInATipFromBeingLoaded();
    void keepsTheAmpersandOfALabel();
    void breaksLongWordsOnly();
};

namespace {
/// Counts what a text asks Qt to load.
class CountingDocument : public QTextDocument {
public:
    int loads = 0;

protected:
    QVariant loadResource(int, const QUrl &) override
    {
        ++loads;
        return {};
    }
};
} // namespace

void PlainTextTest::keepsHtmlInATipFromBeingLoaded()
{
    const QString foreign = "short <img src='/dev/zero'> & <b>x</b>";
    ElidedLabel label;
    label.setText(foreign);
    CountingDocument document;
    QVERIFY(Qt::mightBeRichText(label.toolTip()));
    document.setHtml(label.toolTip());
    document.setTextWidth(200);
    QCOMPARE(document.toPlainText(), foreign);
    QCOMPARE(document.loads, 0);
    QCOMPARE(plainToolTip({}), QString());
}

void PlainTextTest::breaksLongWordsOnly()
{
    const QString address = "See https://h.example:80/v1/a_b?c=d&e=f for more, e.g. a/b.";
    QCOMPARE(breakable(address).replace(QChar(0x200b), u'|'),
        QString("See https://|h.|example:|80/|v1/|a_|b?|c=|d&|e=|f for more, e.g. a/b."));
    QCOMPARE(breakable("one\ntwo  three"), QString("one\ntwo  three"));
    QCOMPARE(breakable(QString()), QString());
}

void PlainTextTest::keepsTheAmpersandOfALabel() { QCOMPARE(plainLabel("a & b"), QString("a && b")); }

QTEST_MAIN(PlainTextTest)
#include "plain_text_test.moc"
