// SPDX-License-Identifier: MIT
#include "core/evaluation/evaluation_store.h"
#include "tests/core/evaluation/evaluation_samples.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>

using namespace freshet;

/// The program runs itself: a child puts questions and says so after each, until it is killed in the midst of it.
class EvaluationKillTest : public QObject {
    Q_OBJECT

private slots:
    void keepsWhatWasPutWhenItIsKilled();

private:
    QTemporaryDir m_dir;
};

void EvaluationKillTest::keepsWhatWasPutWhenItIsKilled()
{
    for (int round = 0; round < 12; ++round) {
        const QString directory = m_dir.filePath(QStringLiteral("killed-%1").arg(round));
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {"--put-for-ever", directory});
        int told = 0;
        while (told <= round) {
            QVERIFY(child.canReadLine() || child.waitForReadyRead());
            while (child.canReadLine())
                told = child.readLine().trimmed().toInt();
        }
        child.kill();
        QVERIFY(child.waitForFinished());

        EvaluationStore store(directory);
        const auto kept = store.questions();
        QVERIFY2(kept, qPrintable(kept ? QString() : kept.error().message));
        QVERIFY(kept->size() >= told);
        for (qsizetype i = 0; i < kept->size(); ++i)
            QCOMPARE(kept->at(i), sampleQuestion(QString::number(i + 1)));
        QVERIFY(store.putQuestions({sampleQuestion("after")})); // the dead program's lock does not hold
        const int last = store.addRun(sampleRun({sampleOutcome("after", {1})})).value();
        QVERIFY(last > told);
        const int oldest = std::max(1, last - static_cast<int>(EvaluationStore::kMostRuns) + 1);
        for (int number = oldest; number < last; ++number)
            QCOMPARE(store.run(number).value().outcomes, QList<QuestionOutcome>{sampleOutcome("a", {1})});
    }
}

static int putForEver(const QString &directory)
{
    EvaluationStore store(directory);
    for (int n = 1;; ++n) {
        if (!store.putQuestions({sampleQuestion(QString::number(n))})
            || !store.addRun(sampleRun({sampleOutcome("a", {1})})))
            return 1;
        std::printf("%d\n", n);
        std::fflush(stdout);
    }
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--put-for-ever") == 0)
        return putForEver(QString::fromLocal8Bit(argv[2]));
    EvaluationKillTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "evaluation_kill_test.moc"
