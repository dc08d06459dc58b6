// SPDX-License-Identifier: MIT
#include "core/base/origin.h"
#include "core/providers/base_url.h"

#include <QRandomGenerator>
#include <QTest>

using namespace freshet;

namespace {

constexpr auto kOpenAi = Dialect::OpenAi;
constexpr auto kGemini = Dialect::Gemini;
constexpr auto kOllama = Dialect::Ollama;
constexpr auto kStudio = Dialect::LmStudio;
constexpr auto kClaude = Dialect::Anthropic;

constexpr Dialect kDialects[]
    = {kOpenAi, Dialect::OpenAiResponses, kGemini, Dialect::GeminiInteractions, kOllama, kStudio, kClaude};

struct BaseUrlRow {
    const char *typed;
    Dialect dialect;
    const char *base;
};

const BaseUrlRow kRows[] = {
    // with and without /v1 and slashes
    {"https://api.openai.com/v1", kOpenAi, "https://api.openai.com/v1"},
    {"https://api.openai.com/v1/", kOpenAi, "https://api.openai.com/v1"},
    {"https://api.openai.com/v1///", kOpenAi, "https://api.openai.com/v1"},
    {"https://api.openai.com", kOpenAi, "https://api.openai.com/v1"},
    {"https://api.openai.com/", kOpenAi, "https://api.openai.com/v1"},
    {"https://api.openai.com//", kOpenAi, "https://api.openai.com/v1"},
    {"https://api.openai.com//v1//chat//completions", kOpenAi, "https://api.openai.com/v1"},
    {"https://eu.api.openai.com", kOpenAi, "https://eu.api.openai.com/v1"},
    {"https://api.openai.com/v1/v1", kOpenAi, "https://api.openai.com/v1"},
    {"https://api.openai.com/v1/v1/", kOpenAi, "https://api.openai.com/v1"},
    {"https://api.openai.com/v1/v1/v1/models", kOpenAi, "https://api.openai.com/v1"},
    {"https://h.example/v1/./models", kOpenAi, "https://h.example/v1"},
    {"https://h.example/x/../v1", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1?", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1#", kOpenAi, "https://h.example/v1"},
    // whole endpoints
    {"https://h.example/v1/chat/completions", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1/chat/completions/", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1/chat/completions/chat/completions", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1/completions", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1/responses", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1/responses/resp_123", kOpenAi, "https://h.example/v1"},
    {"https://api.openai.com/v1/responses", Dialect::OpenAiResponses, "https://api.openai.com/v1"},
    {"https://api.openai.com", Dialect::OpenAiResponses, "https://api.openai.com/v1"},
    {"https://h.example/v1/models", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1/models/gpt-5", kOpenAi, "https://h.example/v1"},
    {"https://openrouter.ai/api/v1/models/openai/gpt-5/endpoints", kOpenAi, "https://openrouter.ai/api/v1"},
    {"https://h.example/v1/engines", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1/embeddings", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1/messages", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1/images/generations", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1/audio/transcriptions", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1/audio/speech", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1/moderations", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1/rerank", kOpenAi, "https://h.example/v1"},
    {"https://h.example/models", kOpenAi, "https://h.example/v1"},
    {"https://h.example/chat/completions", kOpenAi, "https://h.example/v1"},
    {"http://127.0.0.1:8080/health", kOpenAi, "http://127.0.0.1:8080/v1"},
    {"http://127.0.0.1:8080/healthz", kOpenAi, "http://127.0.0.1:8080/v1"},
    {"http://127.0.0.1:8080/readyz", kOpenAi, "http://127.0.0.1:8080/v1"},
    {"http://127.0.0.1:8080/props", kOpenAi, "http://127.0.0.1:8080/v1"},
    {"http://127.0.0.1:8080/v1/health", kOpenAi, "http://127.0.0.1:8080/v1"},
    {"http://127.0.0.1:11434/api/tags", kOpenAi, "http://127.0.0.1:11434/v1"},
    {"http://127.0.0.1:11434/api/chat", kOpenAi, "http://127.0.0.1:11434/v1"},
    {"http://127.0.0.1:11434/api/generate", kOpenAi, "http://127.0.0.1:11434/v1"},
    {"http://127.0.0.1:11434/v1", kOpenAi, "http://127.0.0.1:11434/v1"},
    {"https://g.example/v1beta/openai/chat/completions", kOpenAi, "https://g.example/v1beta/openai"},
    // other places of vendors
    {"https://openrouter.ai/api/v1", kOpenAi, "https://openrouter.ai/api/v1"},
    {"https://openrouter.ai/api/v1/chat/completions", kOpenAi, "https://openrouter.ai/api/v1"},
    {"https://eu.openrouter.ai/api/v1/", kOpenAi, "https://eu.openrouter.ai/api/v1"},
    {"https://api.groq.com/openai/v1", kOpenAi, "https://api.groq.com/openai/v1"},
    {"https://api.groq.com/openai/v1/chat/completions", kOpenAi, "https://api.groq.com/openai/v1"},
    {"https://ark.vendor.example/api/v3", kOpenAi, "https://ark.vendor.example/api/v3"},
    {"https://ark.vendor.example/api/v3/chat/completions", kOpenAi, "https://ark.vendor.example/api/v3"},
    {"https://open.vendor.example/api/paas/v4", kOpenAi, "https://open.vendor.example/api/paas/v4"},
    {"https://open.vendor.example/api/paas/v4/", kOpenAi, "https://open.vendor.example/api/paas/v4"},
    {"https://open.vendor.example/api/paas/v4/v1", kOpenAi, "https://open.vendor.example/api/paas/v4"},
    {"https://open.vendor.example/api/paas/v4/v1/chat/completions", kOpenAi, "https://open.vendor.example/api/paas/v4"},
    {"https://dash.vendor.example/compatible-mode/v1", kOpenAi, "https://dash.vendor.example/compatible-mode/v1"},
    {"https://api.vendor.example/inference/v1/models", kOpenAi, "https://api.vendor.example/inference/v1"},
    {"https://models.vendor.example/inference", kOpenAi, "https://models.vendor.example/inference"},
    {"https://h.example/v2", kOpenAi, "https://h.example/v2"},
    {"https://h.example/api", kOpenAi, "https://h.example/api"},
    {"https://h.example/proxy/openai", kOpenAi, "https://h.example/proxy/openai"},
    {"https://h.example/proxy/openai/v1", kOpenAi, "https://h.example/proxy/openai/v1"},
    {"https://h.example/models/org/name/v1", kOpenAi, "https://h.example/models/org/name/v1"},
    {"https://h.example/models/org/name/v1/chat/completions", kOpenAi, "https://h.example/models/org/name/v1"},
    {"https://router.huggingface.co/v1", kOpenAi, "https://router.huggingface.co/v1"},
    {"https://router.huggingface.co/v1/chat/completions", kOpenAi, "https://router.huggingface.co/v1"},
    {"https://router.huggingface.co/hf-inference/models/BAAI/bge-m3/pipeline/feature-extraction", kOpenAi,
        "https://router.huggingface.co/v1"},
    {"https://h.example/chat", kOpenAi, "https://h.example/chat"},
    {"https://h.example/a%20b/v1", kOpenAi, "https://h.example/a%20b/v1"},
    {"https://h.example/a%2Fb/v1", kOpenAi, "https://h.example/a%2Fb/v1"},
    // capitals
    {"HTTPS://API.OpenAI.com/v1", kOpenAi, "https://api.openai.com/v1"},
    {"Https://Api.Openai.Com/V1", kOpenAi, "https://api.openai.com/v1"},
    {"https://h.example/V1/Chat/Completions", kOpenAi, "https://h.example/v1"},
    {"https://h.example/V1/MODELS/", kOpenAi, "https://h.example/v1"},
    {"https://h.example/Team/V1", kOpenAi, "https://h.example/Team/v1"},
    {"HTTP://LOCALHOST:1234/V1", kOpenAi, "http://localhost:1234/v1"},
    {"HTTP://127.0.0.1:11434/API/Tags", kOllama, "http://127.0.0.1:11434"},
    {"https://G.EXAMPLE/V1Beta", kGemini, "https://g.example/v1beta"},
    // no scheme
    {"localhost:1234", kOpenAi, "http://localhost:1234/v1"},
    {"localhost", kOpenAi, "http://localhost/v1"},
    {"localhost/v1/models", kOpenAi, "http://localhost/v1"},
    {"127.0.0.1:8080", kOpenAi, "http://127.0.0.1:8080/v1"},
    {"192.168.1.5:8080/v1", kOpenAi, "http://192.168.1.5:8080/v1"},
    {"gpu-box:8000", kOpenAi, "http://gpu-box:8000/v1"},
    {"gpu-box", kOpenAi, "http://gpu-box/v1"},
    {"gpu-box.local:8000", kOpenAi, "http://gpu-box.local:8000/v1"},
    {"nas.lan/v1", kOpenAi, "http://nas.lan/v1"},
    {"host.docker.internal:11434", kOllama, "http://host.docker.internal:11434"},
    {"api.vendor.example", kOpenAi, "https://api.vendor.example/v1"},
    {"api.vendor.example/v1/chat/completions", kOpenAi, "https://api.vendor.example/v1"},
    {"api.vendor.example:8443/v1", kOpenAi, "https://api.vendor.example:8443/v1"},
    {"gpu-box:443", kOpenAi, "https://gpu-box/v1"},
    {"api.vendor.example:80", kOpenAi, "http://api.vendor.example/v1"},
    {"//api.vendor.example/v1", kOpenAi, "https://api.vendor.example/v1"},
    // a scheme that was mistyped, or came twice
    {"https:/api.vendor.example/v1", kOpenAi, "https://api.vendor.example/v1"},
    {"https:///api.vendor.example/v1", kOpenAi, "https://api.vendor.example/v1"},
    {"https//api.vendor.example/v1", kOpenAi, "https://api.vendor.example/v1"},
    {"https:api.vendor.example/v1", kOpenAi, "https://api.vendor.example/v1"},
    {"https://https://api.vendor.example/v1", kOpenAi, "https://api.vendor.example/v1"},
    {"http://https://api.vendor.example/v1", kOpenAi, "https://api.vendor.example/v1"},
    {"https://http:/127.0.0.1:8080", kOpenAi, "http://127.0.0.1:8080/v1"},
    {"http:\\\\127.0.0.1:8080\\v1", kOpenAi, "http://127.0.0.1:8080/v1"},
    {"http：//127.0.0.1:8080／v1", kOpenAi, "http://127.0.0.1:8080/v1"},
    // ports
    {"https://h.example:443/v1", kOpenAi, "https://h.example/v1"},
    {"http://h.example:80/v1", kOpenAi, "http://h.example/v1"},
    {"https://h.example:80/v1", kOpenAi, "https://h.example:80/v1"},
    {"http://h.example:443/v1", kOpenAi, "http://h.example:443/v1"},
    {"https://h.example:/v1", kOpenAi, "https://h.example/v1"},
    {"http://h.example:65535", kOpenAi, "http://h.example:65535/v1"},
    {"http://my_host:8080/v1", kOpenAi, "http://my_host:8080/v1"},
    // where servers listen
    {"0.0.0.0:11434", kOllama, "http://127.0.0.1:11434"},
    {"http://0.0.0.0:8080/v1", kOpenAi, "http://127.0.0.1:8080/v1"},
    {"http://[::]:8080/v1", kOpenAi, "http://[::1]:8080/v1"},
    {"127.0.0.1", kOllama, "http://127.0.0.1"},
    // IPv6
    {"http://[::1]:8080/v1", kOpenAi, "http://[::1]:8080/v1"},
    {"[::1]:8080", kOpenAi, "http://[::1]:8080/v1"},
    {"[::1]", kOllama, "http://[::1]"},
    {"::1", kOllama, "http://[::1]"},
    {"::1:11434", kOllama, "http://[::1]:11434"},
    {"http://::1:11434/api", kOllama, "http://[::1]:11434"},
    {"http://::1/v1", kOpenAi, "http://[::1]/v1"},
    {"fe80::1", kOpenAi, "http://[fe80::1]/v1"},
    {"2001:db8::5/v1", kOpenAi, "http://[2001:db8::5]/v1"},
    {"2001:db8:1:2:3:4:5:6:8080", kOpenAi, "http://[2001:db8:1:2:3:4:5:6]:8080/v1"},
    {"https://[2001:DB8::5]:8443/v1", kOpenAi, "https://[2001:db8::5]:8443/v1"},
    {"http://[fe80::1%25eth0]:11434", kOllama, "http://[fe80::1%25eth0]:11434"},
    {"http://[fe80::1%eth0]:11434/api", kOllama, "http://[fe80::1%25eth0]:11434"},
    {"fe80::1%eth0", kOllama, "http://[fe80::1%25eth0]"},
    // what comes along with a copy
    {"  https://h.example/v1/  ", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1\n", kOpenAi, "https://h.example/v1"},
    {"\r\n\thttps://h.example/v1\r\n", kOpenAi, "https://h.example/v1"},
    {"https://h.example/\n  v1/chat/completions", kOpenAi, "https://h.example/v1"},
    {"https://h.exam\u00ADple/v1\u200B", kOpenAi, "https://h.example/v1"},
    {"\uFEFFhttps://h.example/v1", kOpenAi, "https://h.example/v1"},
    {"\u00A0https://h.example/v1\u00A0", kOpenAi, "https://h.example/v1"},
    {"\"https://h.example/v1\"", kOpenAi, "https://h.example/v1"},
    {"'https://h.example/v1'", kOpenAi, "https://h.example/v1"},
    {"`https://h.example/v1`", kOpenAi, "https://h.example/v1"},
    {"“https://h.example/v1”", kOpenAi, "https://h.example/v1"},
    {"„https://h.example/v1“", kOpenAi, "https://h.example/v1"},
    {"«https://h.example/v1»", kOpenAi, "https://h.example/v1"},
    {"<https://h.example/v1>", kOpenAi, "https://h.example/v1"},
    {"(https://h.example/v1)", kOpenAi, "https://h.example/v1"},
    {"( \"https://h.example/v1\" ),", kOpenAi, "https://h.example/v1"},
    {"**https://h.example/v1**", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1.", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1,", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1;", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1!", kOpenAi, "https://h.example/v1"},
    {"https://h.example/v1…", kOpenAi, "https://h.example/v1"},
    {"https://h.example.", kOpenAi, "https://h.example/v1"},
    {"localhost:1234:", kOpenAi, "http://localhost:1234/v1"},
    {"[the API](https://h.example/v1)", kOpenAi, "https://h.example/v1"},
    {"Base URL: https://h.example/v1", kOpenAi, "https://h.example/v1"},
    {"OPENAI_BASE_URL=https://h.example/v1", kOpenAi, "https://h.example/v1"},
    {"export OPENAI_BASE_URL=\"https://h.example/v1\"", kOpenAi, "https://h.example/v1"},
    {"\"baseURL\": \"https://h.example/v1\",", kOpenAi, "https://h.example/v1"},
    {"POST https://h.example/v1/chat/completions", kOpenAi, "https://h.example/v1"},
    // commands
    {"curl https://h.example/v1/models", kOpenAi, "https://h.example/v1"},
    {"curl 'https://h.example/v1/models'", kOpenAi, "https://h.example/v1"},
    {"curl https://h.example/v1/chat/completions \\\n  -H \"Authorization: Bearer sk-abcdef\" \\\n  -d '{\"a\":1}'",
        kOpenAi, "https://h.example/v1"},
    {"curl -H 'HTTP-Referer: https://app.example' https://h.example/v1/models", kOpenAi, "https://h.example/v1"},
    {"curl --url \"https://h.example/v1/models\" -s", kOpenAi, "https://h.example/v1"},
    {"curl -s localhost:11434/api/tags", kOllama, "http://localhost:11434"},
    {"curl -X POST 127.0.0.1:8080/v1/chat/completions -d '{\"model\":\"x\"}'", kOpenAi, "http://127.0.0.1:8080/v1"},
    {"curl [::1]:11434/api/tags", kOllama, "http://[::1]:11434"},
    {"curl-box:8080", kOpenAi, "http://curl-box:8080/v1"},
    // other letters
    {"https://bücher.example/v1", kOpenAi, "https://xn--bcher-kva.example/v1"},
    {"https://BÜCHER.example", kOpenAi, "https://xn--bcher-kva.example/v1"},
    {"bücher.example", kOpenAi, "https://xn--bcher-kva.example/v1"},
    {"https://xn--bcher-kva.example/v1", kOpenAi, "https://xn--bcher-kva.example/v1"},
    {"https://аpi.example/v1", kOpenAi, "https://xn--pi-6kc.example/v1"}, // a Cyrillic а
    {"https://h。example/v1", kOpenAi, "https://h.example/v1"},
    // Ollama
    {"http://127.0.0.1:11434", kOllama, "http://127.0.0.1:11434"},
    {"http://127.0.0.1:11434/", kOllama, "http://127.0.0.1:11434"},
    {"http://127.0.0.1:11434/v1", kOllama, "http://127.0.0.1:11434"},
    {"http://127.0.0.1:11434/v1/v1", kOllama, "http://127.0.0.1:11434"},
    {"http://127.0.0.1:11434/v1/chat/completions", kOllama, "http://127.0.0.1:11434"},
    {"http://127.0.0.1:11434/v1/models", kOllama, "http://127.0.0.1:11434"},
    {"http://127.0.0.1:11434/api", kOllama, "http://127.0.0.1:11434"},
    {"http://127.0.0.1:11434/api/", kOllama, "http://127.0.0.1:11434"},
    {"http://127.0.0.1:11434/api/chat", kOllama, "http://127.0.0.1:11434"},
    {"http://127.0.0.1:11434/api/embed", kOllama, "http://127.0.0.1:11434"},
    {"http://127.0.0.1:11434/api/embeddings", kOllama, "http://127.0.0.1:11434"},
    {"http://127.0.0.1:11434/api/tags/", kOllama, "http://127.0.0.1:11434"},
    {"http://127.0.0.1:11434/api/show", kOllama, "http://127.0.0.1:11434"},
    {"http://127.0.0.1:11434/api/ps", kOllama, "http://127.0.0.1:11434"},
    {"http://127.0.0.1:11434/api/version", kOllama, "http://127.0.0.1:11434"},
    {"https://ollama.com/api/chat", kOllama, "https://ollama.com"},
    {"https://h.example/ollama/api", kOllama, "https://h.example/ollama"},
    {"https://h.example/ollama/v1/", kOllama, "https://h.example/ollama"},
    // Gemini
    {"https://g.example", kGemini, "https://g.example/v1beta"},
    {"https://g.example/", Dialect::GeminiInteractions, "https://g.example/v1beta"},
    {"https://g.example/v1beta/", kGemini, "https://g.example/v1beta"},
    {"https://g.example/v1beta/v1beta", kGemini, "https://g.example/v1beta"},
    {"https://g.example/v1beta/openai/", kGemini, "https://g.example/v1beta"},
    {"https://g.example/v1beta/openai/chat/completions", kGemini, "https://g.example/v1beta"},
    {"https://g.example/v1beta/models", kGemini, "https://g.example/v1beta"},
    {"https://g.example/v1beta/models?pageSize=1000", kGemini, "https://g.example/v1beta"},
    {"https://g.example/v1beta/models/gemini-3.8-flash:generateContent", kGemini, "https://g.example/v1beta"},
    {"https://g.example/v1beta/models/gemini-3.8-flash:streamGenerateContent/", kGemini, "https://g.example/v1beta"},
    {"https://g.example/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse", kGemini,
        "https://g.example/v1beta"},
    {"https://g.example/v1beta/models/gemini-embedding-2:batchEmbedContents", kGemini, "https://g.example/v1beta"},
    {"https://g.example/v1beta/models/gemini-3.8-flash", kGemini, "https://g.example/v1beta"},
    {"https://g.example/v1beta/tunedModels/x:generateContent", kGemini, "https://g.example/v1beta"},
    {"https://g.example/v1beta/interactions", Dialect::GeminiInteractions, "https://g.example/v1beta"},
    {"https://g.example/models/x:generateContent", kGemini, "https://g.example/v1beta"},
    {"https://g.example/v1", kGemini, "https://g.example/v1"},
    {"https://g.example/v1alpha/models", kGemini, "https://g.example/v1alpha"},
    {"https://h.example/proxy/gemini", kGemini, "https://h.example/proxy/gemini"},
    // LM Studio
    {"127.0.0.1:1234", kStudio, "http://127.0.0.1:1234/v1"},
    {"http://127.0.0.1:1234/v1", kStudio, "http://127.0.0.1:1234/v1"},
    {"http://127.0.0.1:1234/v1/chat/completions", kStudio, "http://127.0.0.1:1234/v1"},
    {"http://127.0.0.1:1234/api/v1", kStudio, "http://127.0.0.1:1234/v1"},
    {"http://127.0.0.1:1234/api/v0/", kStudio, "http://127.0.0.1:1234/v1"},
    {"http://127.0.0.1:1234/api/v1/chat", kStudio, "http://127.0.0.1:1234/v1"},
    {"http://127.0.0.1:1234/api/v1/models", kStudio, "http://127.0.0.1:1234/v1"},
    {"http://127.0.0.1:1234/api/v0/chat/completions", kStudio, "http://127.0.0.1:1234/v1"},
    {"http://127.0.0.1:1234/v1/messages", kStudio, "http://127.0.0.1:1234/v1"},
    {"https://h.example/studio/api/v1/chat/", kStudio, "https://h.example/studio/v1"},
    // Anthropic
    {"https://api.anthropic.com", kClaude, "https://api.anthropic.com/v1"},
    {"https://api.anthropic.com/v1", kClaude, "https://api.anthropic.com/v1"},
    {"https://api.anthropic.com/v1/messages", kClaude, "https://api.anthropic.com/v1"},
    {"https://api.anthropic.com/v1/messages/count_tokens", kClaude, "https://api.anthropic.com/v1"},
    {"https://api.anthropic.com/v1/messages/batches", kClaude, "https://api.anthropic.com/v1"},
    {"https://api.anthropic.com/v1/complete", kClaude, "https://api.anthropic.com/v1"},
    {"https://api.anthropic.com/v1/models?limit=1000", kClaude, "https://api.anthropic.com/v1"},
    {"https://h.example/claude/v1/messages/", kClaude, "https://h.example/claude/v1"},
    {"https://h.example/anthropic", kClaude, "https://h.example/anthropic/v1"},
    {"https://h.example/messages", kClaude, "https://h.example/v1"},
};

struct RefusedRow {
    const char *typed;
    const char *reason;
};

const RefusedRow kRefused[] = {
    {"", "is empty"},
    {"   ", "is empty"},
    {"\"\"", "is empty"},
    {"\u200B", "is empty"},
    {"ftp://h.example/", "begins with http"},
    {"file:///etc/passwd", "begins with http"},
    {"unix:///run/ollama.sock", "begins with http"},
    {"data://text", "begins with http"},
    {"ws://h.example/v1", "WebSocket"},
    {"wss://h.example/v1", "WebSocket"},
    {"http://", "cannot be read"},
    {"https:///", "cannot be read"},
    {"javascript:alert(1)", "cannot be read"},
    {"https://secret:pass@h.example/v1", "no user name"},
    {"https://secret@h.example/v1", "no user name"},
    {"secret@h.example", "no user name"},
    {"https://h.example@evil.example/v1", "no user name"},
    {"https://h.example/v1?key=secret", "holds a key"},
    {"https://h.example/v1?api_key=secret&alt=sse", "holds a key"},
    {"https://g.example/v1beta/models/x:generateContent?key=secret", "holds a key"},
    {"https://h.example/v1?ACCESS_TOKEN=secret", "holds a key"},
    {"curl 'https://g.example/v1beta/models?key=secret'", "holds a key"},
    {"https://h.example/v1?api-version=2024-10-21", "no query"},
    {"https://h.example/v1?x", "no query"},
    {"https://h.example/v1#secret", "behind a #"},
    {"https://h.example:99999/", "cannot be read"},
    {"https://h.example:0/", "cannot be read"},
    {"https://h.example:port/", "cannot be read"},
    {"http://a b/", "cannot be read"},
    {"my server", "cannot be read"},
    {"http://h.example./v1", "cannot be read"},
    {"http://[::1/v1", "cannot be read"},
    {"https://{resource}.h.example/v1", "cannot be read"},
    {"https://h..example/v1", "cannot be read"},
    {"sk-proj-abcdefSECRETabcdef", "looks like a key"},
    {"hf_abcdefsecretabcdef", "looks like a key"},
    {"Bearer abcdefsecretabcdef", "looks like a key"},
    {"https://h.example/v1 https://b.example/v1", "more than one"},
    {"see https://h.example/v1 or https://b.example/v1", "more than one"},
    {"curl -s", "cannot be read"},
};

} // namespace

class BaseUrlTest : public QObject {
    Q_OBJECT

private slots:
    void makesOneBaseOfWhatPeoplePaste_data();
    void makesOneBaseOfWhatPeoplePaste();
    void isItsOwnNormalForm_data() { makesOneBaseOfWhatPeoplePaste_data(); }
    void isItsOwnNormalForm();
    void isItsOwnNormalFormHoweverItIsPutTogether();
    void refusesWhatIsNoBase_data();
    void refusesWhatIsNoBase();
    void knowsWhereAVendorBegins();
    void warnsOfWhatIsSentInTheOpen();
};

void BaseUrlTest::makesOneBaseOfWhatPeoplePaste_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<Dialect>("dialect");
    QTest::addColumn<QString>("base");
    for (const auto &[typed, dialect, base] : kRows)
        QTest::addRow("%s, dialect %d", typed, int(dialect)) << typed << dialect << base;
}

void BaseUrlTest::makesOneBaseOfWhatPeoplePaste()
{
    QFETCH(QString, typed);
    QFETCH(Dialect, dialect);
    QFETCH(QString, base);
    const auto url = normalizedBaseUrl(typed, dialect);
    QVERIFY2(url, url ? "" : qPrintable(url.error().message));
    QCOMPARE(url->toString(QUrl::FullyEncoded), base);
}

void BaseUrlTest::isItsOwnNormalForm()
{
    QFETCH(QString, base);
    QFETCH(Dialect, dialect);
    const auto url = normalizedBaseUrl(base, dialect);
    QVERIFY(url);
    QCOMPARE(url->toString(QUrl::FullyEncoded), base);
    QCOMPARE(normalizedBaseUrl(url->toString(), dialect), url); // in other letters, as it may be shown
}

void BaseUrlTest::isItsOwnNormalFormHoweverItIsPutTogether()
{
    const QStringList before{"", " ", "<", "\"", "curl ", "X=", "(", "https://"};
    const QStringList schemes{"", "http://", "HTTPS://", "http:/", "https//", "//"};
    const QStringList hosts{"h.example", "127.0.0.1", "localhost", "[::1]", "::1", "bücher.example", "gpu_box",
        "0.0.0.0", "H.Example", "fe80::1%eth0", "v1", "api"};
    const QStringList ports{"", ":80", ":443", ":11434", ":"};
    const QStringList parts{"/", "//", "/v1", "/V1", "/v4", "/v1beta", "/api", "/api/v1", "/openai", "/models",
        "/models/x", "/chat/completions", "/responses", "/embeddings", "/messages", "/x", "/api/tags",
        "/models/x:generateContent", "/a%2Fb", "/a%20b", "/..", "/.", "/é", "/interactions", "/tunedModels/y",
        "/hf-inference/models/x/pipeline/y"};
    const QStringList after{"", " ", ">", "\"", ".", ",", "/", "?alt=sse", "#", "?", "\\", ")"};
    QRandomGenerator random(4);
    const auto any = [&random](const QStringList &list) { return list.at(random.bounded(int(list.size()))); };
    int read = 0;
    for (int round = 0; round < 4000; ++round) {
        QString typed = any(before) + any(schemes) + any(hosts) + any(ports);
        for (int count = random.bounded(5); count > 0; --count)
            typed += any(parts);
        typed += any(after);
        for (const Dialect dialect : kDialects) {
            const auto url = normalizedBaseUrl(typed, dialect);
            if (!url)
                continue;
            ++read;
            const auto again = normalizedBaseUrl(url->toString(QUrl::FullyEncoded), dialect);
            QVERIFY2(again && *again == *url, qPrintable(typed + " gives " + url->toString()));
            QVERIFY2(Origin::of(*url) && !url->hasQuery() && !url->hasFragment() && !url->path().endsWith(u'/')
                    && !url->path().contains("//"),
                qPrintable(typed + " gives " + url->toString()));
        }
    }
    QVERIFY2(read > 20'000, qPrintable(QString::number(read)));
}

void BaseUrlTest::refusesWhatIsNoBase_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("reason");
    for (const auto &[typed, reason] : kRefused)
        QTest::newRow(typed) << typed << reason;
}

void BaseUrlTest::refusesWhatIsNoBase()
{
    QFETCH(QString, typed);
    QFETCH(QString, reason);
    for (const Dialect dialect : kDialects) {
        const auto url = normalizedBaseUrl(typed, dialect);
        QVERIFY2(!url, url ? qPrintable(url->toString()) : "");
        QCOMPARE(url.error().kind, ErrorKind::BadRequest);
        QVERIFY2(url.error().message.contains(reason), qPrintable(url.error().message));
        QVERIFY(!url.error().message.contains("secret", Qt::CaseInsensitive) && !url.error().message.contains("pass@"));
    }
}

void BaseUrlTest::knowsWhereAVendorBegins()
{
    const ProviderInfo router{.id = "openrouter", .defaultBaseUrl = QUrl("https://openrouter.ai/api/v1")};
    for (const char *typed : {"openrouter.ai", "https://OpenRouter.ai/", "https://openrouter.ai/api/v1/models"})
        QCOMPARE(normalizedBaseUrl(typed, router)->toString(), "https://openrouter.ai/api/v1");
    QCOMPARE(normalizedBaseUrl("https://openrouter.ai/api/v2", router)->toString(), "https://openrouter.ai/api/v2");
    QCOMPARE(normalizedBaseUrl("http://openrouter.ai", router)->toString(), "http://openrouter.ai/v1");
    QCOMPARE(normalizedBaseUrl("https://eu.openrouter.ai", router)->toString(), "https://eu.openrouter.ai/v1");
    QVERIFY(!normalizedBaseUrl("", router));
}

void BaseUrlTest::warnsOfWhatIsSentInTheOpen()
{
    for (const char *base : {"https://h.example/v1", "http://127.0.0.1:1/v1", "http://localhost/v1", "http://[::1]/v1"})
        QCOMPARE(baseUrlWarning(QUrl(base)), QString());
    QVERIFY(baseUrlWarning(QUrl("http://192.168.1.5/v1")).contains("the same network"));
    QVERIFY(baseUrlWarning(QUrl("http://gpu-box:8000/v1")).contains("the same network"));
    QVERIFY(baseUrlWarning(QUrl("http://h.example/v1")).contains("https:// if h.example"));
    QVERIFY(!baseUrlWarning(QUrl("http://127.evil.example/v1")).isEmpty());
}

Q_DECLARE_METATYPE(freshet::Dialect)

QTEST_GUILESS_MAIN(BaseUrlTest)
#include "base_url_test.moc"
