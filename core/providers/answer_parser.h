// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/answer_builder.h"
#include "core/providers/provider_adapter.h"
#include "core/providers/repeated_message.h"
#include "core/providers/server_message.h"

namespace freshet {

/// The part of reading an answer that no dialect differs in: finding out what came (a stream, one JSON document, a web
/// page, nothing), errors after a good status, and patience with single broken messages.
class AnswerParser : public ChatParser {
public:
    Status feed(QByteArrayView bytes, QList<ChatChunk> &chunks) final;
    bool isComplete() const final { return m_isComplete; }
    bool isEnding() const override { return m_answer.hasFinishReason(); }
    Result<ChatEnd> end(QList<ChatChunk> &chunks) final;
    Usage usage() const final { return m_answer.usage(); }

protected:
    AnswerParser(const HttpResponse &head, const ProviderConfig &config);

    /// Whether a body that begins with @p firstByte is one JSON document rather than the dialect's stream.
    virtual bool isDocument(char firstByte) const = 0;
    virtual Status feedStream(QByteArrayView bytes, QList<ChatChunk> &chunks) = 0;
    virtual Status endStream(QList<ChatChunk> &chunks) = 0;
    /// One message of the dialect, streamed or whole. Returns false for an object that is no part of an answer.
    virtual bool takeObject(const QJsonObject &object, QList<ChatChunk> &chunks) = 0;

    /// The error that a message carries, whichever way the dialect says it; nothing for a part of an answer.
    virtual std::optional<ServerMessage> errorIn(const QJsonObject &object) const { return serverMessageIn(object); }

    /// One message of a stream: parsed, checked for an error, and taken. A broken one is skipped, unless there are
    /// many.
    Status takeMessage(QByteArrayView message, QList<ChatChunk> &chunks);
    /// From takeObject(): the object says @p text as its only "content". Whatever else it says has no further effect
    /// when it is said again.
    void sawOnlyText(const QString &text) { m_onlyText = text; }
    Status failWith(QByteArrayView errorBody) const; ///< The server said that this is an error.
    void complete() { m_isComplete = true; }

    const HttpResponse &head() const { return m_head; }
    const ProviderConfig &config() const { return m_config; }
    AnswerBuilder &answer() { return m_answer; }
    const AnswerBuilder &answer() const { return m_answer; }
    char firstByte() const { return m_firstByte; } ///< Of the body, blanks left out; '\0' before it came.

private:
    enum class Form { Undecided, Stream, Document, WebPage };

    void decideForm(QByteArrayView bytes);
    Status takeDocument(QList<ChatChunk> &chunks);
    Status takeBrokenMessage(QByteArrayView message, QList<ChatChunk> &chunks);
    bool isBareError() const { return !m_plainText.isEmpty() && !m_answer.saidAnything(); }
    bool isPlainText() const;
    Error error(ErrorKind kind, const char *sentence) const;
    Error unreadable() const;

    const HttpResponse m_head;
    const ProviderConfig m_config;
    AnswerBuilder m_answer;
    Form m_form = Form::Undecided;
    char m_firstByte = '\0';
    QByteArray m_body; ///< Of a document or a web page.
    QByteArray m_opening; ///< The first bytes of a stream.
    QByteArray m_plainText; ///< The first message that was no JSON; an error text of servers that send it bare.
    bool m_hasMessages = false; ///< One at least was JSON.
    int m_brokenInARow = 0;
    int m_broken = 0;
    bool m_isComplete = false;
    RepeatedMessage m_repeated;
    QString m_onlyText; ///< Of the message that is being taken.
};

} // namespace freshet
