// SPDX-License-Identifier: MIT
#include "ui/widgets/elided_label.h"
#include "ui/widgets/plain_text.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QTest>
#include <QTextDocument>
#include <QToolTip>

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
    label.show();
    QVERIFY(QTest::qWaitForWindowExposed(&label));
    QHelpEvent wanted(QEvent::ToolTip, QPoint(1, 1), label.mapToGlobal(QPoint(1, 1)));
    QCoreApplication::sendEvent(&label, &wanted);
    const QString shown = QToolTip::text();
    QToolTip::hideText();
    CountingDocument document;
    QVERIFY(Qt::mightBeRichText(shown));
    document.setHtml(shown);
    document.setTextWidth(200);
    QCOMPARE(document.toPlainText(), foreign);
    QCOMPARE(document.loads, 0);
    QCOMPARE(plainToolTip({}), QString());
    const QAccessibleInterface *const said = QAccessible::queryAccessibleInterface(&label);
    QCOMPARE(said->text(QAccessible::Description), foreign); // and screen readers say no HTML
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
