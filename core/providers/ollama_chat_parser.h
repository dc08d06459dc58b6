// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/answer_parser.h"
#include "core/streaming/ndjson_decoder.h"

namespace freshet {

/// Reads an answer of Ollama's /api/chat: a JSON object a line, the last one with `done` (wire reference 3.3).
class OllamaChatParser : public AnswerParser {
public:
    OllamaChatParser(const HttpResponse &head, const ProviderConfig &config) : AnswerParser(head, config) { }

protected:
    bool isDocument(char firstByte) const override;
    Status feedStream(QByteArrayView bytes, QList<ChatChunk> &chunks) override;
    Status endStream(QList<ChatChunk> &chunks) override;
    bool takeObject(const QJsonObject &object, QList<ChatChunk> &chunks) override;

private:
    NdjsonDecoder m_decoder;
};

} // namespace freshet
