// SPDX-License-Identifier: MIT
#include "ui/knowledge/document_list_model.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QTest>

using namespace freshet;

class DocumentListModelTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void tellsWhatADocumentIs();
    void tellsWhyAFileFailed();
    void bringsFailuresToTheTop();
    void keepsWhatIsChosenWhenItSorts();
    void holdsTenThousandDocuments();

private:
    static QString cell(const DocumentListModel &model, int row, int column)
    {
        return model.index(row, column).data().toString();
    }
};

void DocumentListModelTest::tellsWhatADocumentIs()
{
    DocumentListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setDocuments({{.name = "/docs/Tide.pdf",
                            .path = "/docs/Tide.pdf",
                            .size = 2048,
                            .passages = 1200,
                            .indexedAt = QDateTime(QDate(2026, 11, 30), QTime(4, 5), Qt::UTC)},
        {.name = "line 1", .title = "Of JSON"}});
    QCOMPARE(cell(model, 1, DocumentListModel::Name), "Tide.pdf");
    QCOMPARE(cell(model, 1, DocumentListModel::Kind), "PDF");
    QCOMPARE(cell(model, 1, DocumentListModel::Size), "2 kB");
    QCOMPARE(cell(model, 1, DocumentListModel::Passages), QLocale().toString(1200));
    QVERIFY(cell(model, 1, DocumentListModel::Indexed).contains("30"));
    QCOMPARE(cell(model, 1, DocumentListModel::State), "Indexed");
    QCOMPARE(cell(model, 0, DocumentListModel::Name), "line 1");
    QCOMPARE(cell(model, 0, DocumentListModel::State), "Holds no text");
    QCOMPARE(cell(model, 0, DocumentListModel::Indexed), "");
}

void DocumentListModelTest::tellsWhyAFileFailed()
{
    DocumentListModel model;
    model.setDocuments({{.name = "/a.pdf", .path = "/a.pdf", .failure = "It is locked."},
        {.name = "/b.pdf", .path = "/b.pdf", .passages = 3, .failure = "The disk failed."}});
    QCOMPARE(model.failures(), 2);
    QCOMPARE(cell(model, 0, DocumentListModel::State), "Failed: It is locked.");
    QCOMPARE(cell(model, 1, DocumentListModel::State), "Kept as it was: The disk failed.");
    QVERIFY(model.index(0, DocumentListModel::State).data(Qt::ToolTipRole).toString().contains("It is locked."));
}

void DocumentListModelTest::bringsFailuresToTheTop()
{
    DocumentListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setDocuments({{.name = "a"}, {.name = "b", .failure = "x"}, {.name = "c"}});
    model.sort(DocumentListModel::State, Qt::AscendingOrder);
    QCOMPARE(model.at(0).name, "b");
    model.setDocuments({{.name = "a"}, {.name = "d", .failure = "x"}}); // the order stays
    QCOMPARE(model.at(0).name, "d");
    model.sort(DocumentListModel::Name, Qt::DescendingOrder);
    QCOMPARE(model.at(0).name, "d");
    QCOMPARE(model.rowOf("a"), 1);
    QCOMPARE(model.rowOf("b"), -1);
}

void DocumentListModelTest::keepsWhatIsChosenWhenItSorts()
{
    DocumentListModel model;
    model.setDocuments({{.name = "a", .size = 1}, {.name = "b", .size = 3}, {.name = "c", .size = 2}});
    const QPersistentModelIndex chosen(model.index(1, DocumentListModel::Size));
    model.sort(DocumentListModel::Size, Qt::DescendingOrder);
    QCOMPARE(chosen.row(), 0);
    QCOMPARE(chosen.column(), static_cast<int>(DocumentListModel::Size));
    QCOMPARE(model.at(chosen.row()).name, "b");
}

void DocumentListModelTest::holdsTenThousandDocuments()
{
    QList<DocumentInfo> documents;
    for (int i = 0; i < 10'000; ++i)
        documents << DocumentInfo{
            .name = QStringLiteral("/d/%1.txt").arg(9999 - i), .path = QStringLiteral("/d/x.txt")};
    DocumentListModel model;
    model.setDocuments(documents);
    QCOMPARE(model.rowCount(), 10'000);
    model.sort(DocumentListModel::State, Qt::DescendingOrder);
    QVERIFY(model.rowOf("/d/0.txt") >= 0);
}

QTEST_MAIN(DocumentListModelTest)
#include "document_list_model_test.moc"
