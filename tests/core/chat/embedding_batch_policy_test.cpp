// SPDX-License-Identifier: MIT
#include "core/chat/embedding_batch_policy.h"

#include <QTest>

using namespace freshet;

namespace {

constexpr EmbeddingLimits kLimits{.texts = 4, .requestCharacters = 10};

/// Texts of these lengths.
QStringList textsOf(const QList<int> &lengths)
{
    QStringList texts;
    for (const int length : lengths)
        texts << QString(length, u'x');
    return texts;
}

/// All batches that are left, as "first+count".
QStringList rest(EmbeddingBatchPolicy &policy)
{
    QStringList batches;
    while (const auto batch = policy.next())
        batches << QStringLiteral("%1+%2").arg(batch->first).arg(batch->count);
    return batches;
}

} // namespace

class EmbeddingBatchPolicyTest : public QObject {
    Q_OBJECT

private slots:
    void cutsWithinTheLimits_data();
    void cutsWithinTheLimits();
    void halvesWhatIsTooLarge_data();
    void halvesWhatIsTooLarge();
    void halvesDownToOneText();
    void learnsTheServersLimits_data();
    void learnsTheServersLimits();
};

void EmbeddingBatchPolicyTest::cutsWithinTheLimits_data()
{
    QTest::addColumn<QList<int>>("lengths");
    QTest::addColumn<QStringList>("batches");
    QTest::newRow("none") << QList<int>{} << QStringList{};
    QTest::newRow("one") << QList<int>{3} << QStringList{"0+1"};
    QTest::newRow("by number") << QList<int>(9, 1) << QStringList{"0+4", "4+4", "8+1"};
    QTest::newRow("by length") << QList<int>{5, 5, 1, 9, 2} << QStringList{"0+2", "2+2", "4+1"};
    QTest::newRow("a long one goes alone") << QList<int>{1, 50, 1, 60} << QStringList{"0+1", "1+1", "2+1", "3+1"};
}

void EmbeddingBatchPolicyTest::cutsWithinTheLimits()
{
    QFETCH(QList<int>, lengths);
    QFETCH(QStringList, batches);
    EmbeddingBatchPolicy policy(textsOf(lengths), kLimits);
    QCOMPARE(rest(policy), batches);
    QVERIFY(!policy.next());
}

void EmbeddingBatchPolicyTest::halvesWhatIsTooLarge_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<bool>("halves");
    QTest::newRow("413") << ErrorKind::PayloadTooLarge << "" << true;
    QTest::newRow("a context window") << ErrorKind::ContextLength << "" << true;
    QTest::newRow("llama-server") << ErrorKind::Server
                                  << "input is too large to process. increase the physical batch size" << true;
    QTest::newRow("OpenAI") << ErrorKind::BadRequest
                            << "Invalid 'input': array too long. Expected an array with maximum length 2048." << true;
    QTest::newRow("OpenAI, all texts together")
        << ErrorKind::BadRequest << "Requested 400000 tokens, max 300000 tokens per request" << true;
    QTest::newRow("Gemini") << ErrorKind::BadRequest
                            << "BatchEmbedContentsRequest.requests: at most 100 requests can be in one batch" << true;
    QTest::newRow("text-embeddings-inference")
        << ErrorKind::BadRequest << "batch size 64 > maximum allowed batch size 32" << true;
    QTest::newRow("Alibaba") << ErrorKind::BadRequest
                             << "batch size is invalid, it should not be larger than 10.: input.contents" << true;
    QTest::newRow("Voyage") << ErrorKind::BadRequest << "The max allowed tokens per submitted batch is 120000." << true;
    QTest::newRow("more than a minute may take")
        << ErrorKind::RateLimited << "Request too large for m on tokens per min (TPM): Limit 100, Requested 200"
        << true;
    QTest::newRow("too many requests") << ErrorKind::RateLimited << "Slow down" << false;
    QTest::newRow("another failure") << ErrorKind::Server << "oops" << false;
    QTest::newRow("another refusal") << ErrorKind::BadRequest << "Unknown field: input" << false;
    QTest::newRow("a wrong key") << ErrorKind::Auth << "input is too large" << false;
}

void EmbeddingBatchPolicyTest::halvesWhatIsTooLarge()
{
    QFETCH(ErrorKind, kind);
    QFETCH(QString, detail);
    QFETCH(bool, halves);
    EmbeddingBatchPolicy policy(textsOf({1, 1, 1}), kLimits);
    QCOMPARE(policy.halve(*policy.next(), {.kind = kind, .detail = detail}), halves);
    QCOMPARE(rest(policy), halves ? QStringList({"0+2", "2+1"}) : QStringList());
}

void EmbeddingBatchPolicyTest::halvesDownToOneText()
{
    EmbeddingBatchPolicy policy(textsOf({1, 1}), kLimits);
    const Error error{.kind = ErrorKind::PayloadTooLarge};
    QVERIFY(policy.halve(*policy.next(), error));
    QVERIFY(!policy.halve(*policy.next(), error));
    QVERIFY(EmbeddingBatchPolicy::isTooLong(error));
    QCOMPARE(rest(policy), QStringList("1+1"));
}

void EmbeddingBatchPolicyTest::learnsTheServersLimits_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<QStringList>("batches");
    QTest::newRow("of the number") << Error{.kind = ErrorKind::BadRequest, .detail = "batch size"}
                                   << QStringList{"0+2", "2+2", "4+2", "6+2"};
    QTest::newRow("of the length") << Error{.kind = ErrorKind::Server, .detail = "input is too large"}
                                   << QStringList{"0+2", "2+2", "4+1", "5+1", "6+1", "7+1"};
    QTest::newRow("of one text only") << Error{.kind = ErrorKind::ContextLength} << QStringList{"0+2", "2+2", "4+4"};
}

void EmbeddingBatchPolicyTest::learnsTheServersLimits()
{
    QFETCH(Error, error);
    QFETCH(QStringList, batches);
    EmbeddingBatchPolicy policy(textsOf({1, 1, 1, 1, 2, 2, 2, 2}), kLimits);
    QVERIFY(policy.halve(*policy.next(), error));
    QCOMPARE(rest(policy), batches);
}

QTEST_GUILESS_MAIN(EmbeddingBatchPolicyTest)
#include "embedding_batch_policy_test.moc"
