// SPDX-License-Identifier: MIT
#include "core/diagnosis/server_kind.h"

#include <QTest>

using namespace freshet;

class ServerKindTest : public QObject {
    Q_OBJECT

private slots:
    void knowsServersByTheirLists_data();
    void knowsServersByTheirLists();
    void knowsAWebPage_data();
    void knowsAWebPage();
};

void ServerKindTest::knowsServersByTheirLists_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("kind");
    QTest::newRow("llama.cpp") << QByteArray(R"({"data":[{"id":"m","object":"model","owned_by":"llamacpp"}]})")
                               << "llama.cpp";
    QTest::newRow("vLLM, with blanks") << QByteArray(R"({"data": [{"id": "m", "owned_by": "vllm"}]})") << "vLLM";
    QTest::newRow("Ollama's /v1") << QByteArray(R"({"data":[{"id":"m","owned_by":"library"}]})") << "Ollama";
    QTest::newRow("Ollama's own") << QByteArray(
        R"({"models":[{"name":"m","modified_at":"2026-01-01T00:00:00Z","digest":"a"}]})")
                                  << "Ollama";
    QTest::newRow("LM Studio's /v1") << QByteArray(R"({"data":[{"id":"m","owned_by":"organization_owner"}]})")
                                     << "LM Studio";
    QTest::newRow("LM Studio's own") << QByteArray(
        R"({"models":[{"publisher":"p","key":"m","max_context_length":4096}]})")
                                     << "LM Studio";
    QTest::newRow("cut in the middle") << QByteArray(R"({"data":[{"id":"m","owned_by":"vllm"},{"id":"n)") << "vLLM";
    QTest::newRow("a service") << QByteArray(R"({"data":[{"id":"gpt","owned_by":"openai"}]})") << "";
    QTest::newRow("nothing") << QByteArray() << "";
}

void ServerKindTest::knowsServersByTheirLists()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, kind);
    QCOMPARE(serverKind({.status = 200, .headers = {}, .body = body}), kind);
}

void ServerKindTest::knowsAWebPage_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isPage");
    QTest::newRow("by its type") << QByteArray("Text/HTML; charset=utf-8") << QByteArray() << true;
    QTest::newRow("by its beginning") << QByteArray() << QByteArray("\n <!doctype html>") << true;
    QTest::newRow("JSON") << QByteArray("application/json") << QByteArray("{\"a\":\"<b>\"}") << false;
    QTest::newRow("nothing") << QByteArray() << QByteArray() << false;
}

void ServerKindTest::knowsAWebPage()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(bool, isPage);
    QCOMPARE(isWebPage({.status = 200, .headers = {{"Content-Type", type}}, .body = body}), isPage);
}

QTEST_GUILESS_MAIN(ServerKindTest)
#include "server_kind_test.moc"
