// SPDX-License-Identifier: MIT
#include "core/providers/error_classifier.h"

#include <QTest>

using namespace freshet;

namespace {

Error classified(int status, const QByteArray &body)
{
    const ProviderConfig google{
        .id = "gemini", .name = "Gemini", .dialect = Dialect::Gemini, .baseUrl = QUrl("https://g.example/v1beta")};
    return classifiedError(HttpResponse{.status = status, .body = body}, google);
}

QByteArray invalid(const QByteArray &message, const QByteArray &details = {})
{
    return R"({"error":{"code":400,"status":"INVALID_ARGUMENT","message":")" + message + R"(","details":[)" + details
        + "]}}";
}

QByteArray violation(const QByteArray &field, const QByteArray &description)
{
    return R"({"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"field":")" + field
        + R"(","description":")" + description + R"("}]})";
}

} // namespace

class GoogleErrorTest : public QObject {
    Q_OBJECT

private slots:
    void namesTheRefusedParameterInOurWords_data();
    void namesTheRefusedParameterInOurWords();
    void tellsWhenOnlyTheInteractionsApiServesTheModel();
    void tellsBadKeysWithoutDetails();
    void leavesOtherVendorsSentencesAlone();
};

void GoogleErrorTest::namesTheRefusedParameterInOurWords_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("parameter");
    const auto row
        = [](const QByteArray &body, const char *parameter) { QTest::newRow(body.constData()) << body << parameter; };
    row(invalid("x", violation("generationConfig.temperature", "temperature is not supported for this model")),
        "temperature");
    row(invalid("top_p is deprecated and not allowed", violation("generation_config.top_p", "")), "top_p");
    row(invalid("Invalid JSON payload received.",
            violation("generation_config.thinking_config",
                R"(Unknown name \"thinkingLevel\" at 'generation_config.thinking_config': Cannot find field.)")),
        "reasoning_effort");
    row(invalid("Invalid JSON payload received.",
            violation("generation_config", R"(Unknown name \"seed\" at 'generation_config': Cannot find field.)")),
        "seed");
    row(invalid("x", violation("generation_config.max_output_tokens", "unsupported")), "max_tokens");
    row(invalid("x", violation("generation_config.stop_sequences", "not supported")), "stop");
    row(invalid("Budget 0 is invalid. This model only works in thinking mode."), "reasoning_effort");
    row(invalid("You can only set only one of thinking budget and thinking level."), "reasoning_effort");
    row(invalid("Thinking level MINIMAL is not supported for this model."), "reasoning_effort");
    row(invalid("Thinking is not enabled for models/gemini-2.0-flash"), "reasoning_effort");
    row(invalid("Developer instruction is not enabled for models/gemma-3-27b-it"), "system");
    row(invalid("temperature is not supported for this model"), "temperature");
    // The user's to mend, or nothing that we send.
    row(invalid(
            "temperature must be in the range [0.0, 2.0]", violation("generation_config.temperature", "out of range")),
        "");
    row(invalid("x", violation("contents[0].parts", "not supported")), "");
    row(R"({"error":{"code":400,"message":"x","status":"INVALID_ARGUMENT","details":[{"fieldViolations":[7,{"field":5}]}]}})",
        "");
}

void GoogleErrorTest::namesTheRefusedParameterInOurWords()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, parameter);
    const Error error = classified(400, body);
    QCOMPARE(error.kind, ErrorKind::BadRequest);
    QCOMPARE(error.parameter, parameter);
    QCOMPARE(classified(200, body).parameter, parameter); // as an error in a stream
}

void GoogleErrorTest::tellsWhenOnlyTheInteractionsApiServesTheModel()
{
    const QByteArray sentence = "This model only supports Interactions API.";
    QCOMPARE(classified(400, invalid(sentence)).parameter, "endpoint");
    QCOMPARE(
        classified(404, R"({"error":{"code":404,"status":"NOT_FOUND","message":")" + sentence + R"("}})").parameter,
        "endpoint");
    const Error precondition
        = classified(400, R"({"error":{"code":400,"status":"FAILED_PRECONDITION","message":")" + sentence + R"("}})");
    QCOMPARE(precondition.kind, ErrorKind::BadRequest);
    QCOMPARE(precondition.parameter, "endpoint");
}

void GoogleErrorTest::tellsBadKeysWithoutDetails()
{
    for (const char *sentence : {"API key not valid. Please pass a valid API key.",
             "API key expired. Please renew the API key.", "API Key not found. Please pass a valid API key."})
        QCOMPARE(classified(400, invalid(sentence)).kind, ErrorKind::Auth);
}

void GoogleErrorTest::leavesOtherVendorsSentencesAlone()
{
    QCOMPARE(classified(400, R"({"error":{"message":"seed is not supported in temperature mode"}})").parameter, "");
}

QTEST_GUILESS_MAIN(GoogleErrorTest)
#include "google_error_test.moc"
