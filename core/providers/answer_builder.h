// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/provider_adapter.h"
#include "core/providers/secret_scrubber.h"
#include "core/providers/text_cleaner.h"
#include "core/providers/think_splitter.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace freshet {

/// Puts one answer together from what a dialect's events say; what all dialects share stands here.
///
/// Text and reasoning go to the list of chunks at once; usage, tool calls and the finish reason are kept for the end.
class AnswerBuilder {
public:
    AnswerBuilder(const QString &serverName, const QList<Secret> &secrets)
        : m_serverName(serverName), m_secrets(secrets), m_textScrubber(secrets), m_reasoningScrubber(secrets)
    {
    }

    void addText(const QString &text, QList<ChatChunk> &chunks);
    void addReasoning(const QString &reasoning, QList<ChatChunk> &chunks); ///< The server's own reasoning field.
    void addRefusal(const QString &text, QList<ChatChunk> &chunks);
    void addPhase(const PhaseInfo &phase, QList<ChatChunk> &chunks);
    void addToolCalls(const QJsonArray &calls); ///< Whole calls or fragments, as OpenAI and Ollama send them.
    void setUsage(const QJsonObject &usage); ///< Cumulative: of each count the later one wins.
    void setFinishReason(const QString &word); ///< In the vendor's words; the first real one counts.
    void replaceFinishReason(const QString &word); ///< The same where the last real one counts.
    void setNote(const QString &note) { m_note = note; } ///< For ChatEnd::note.
    void setEndMark() { m_hasEndMark = true; } ///< The dialect's own end mark, with or without a reason.

    const Usage &usage() const { return m_usage; }
    bool saidAnything() const { return m_saidSomething || !m_toolCalls.isEmpty(); }
    bool hasText() const { return m_hasText; }
    bool hasFinishReason() const { return !m_finishWord.isEmpty(); }

    /// Gives out held-back text, then tells how it ended.
    Result<ChatEnd> end(QList<ChatChunk> &chunks);

private:
    struct OpenCall {
        std::optional<int> index;
        ToolCall call;
    };
    OpenCall *callFor(const QJsonObject &fragment, const QString &id, const QString &name);
    void emitPiece(const ThinkSplitter::Piece &piece, QList<ChatChunk> &chunks);

    QString m_serverName;
    QList<Secret> m_secrets;
    SecretScrubber m_textScrubber;
    SecretScrubber m_reasoningScrubber;
    TextCleaner m_textCleaner;
    TextCleaner m_reasoningCleaner;
    ThinkSplitter m_splitter;
    QList<OpenCall> m_toolCalls;
    Usage m_usage;
    QString m_note;
    QString m_finishWord; ///< Empty until the server told one.
    bool m_hasEndMark = false;
    bool m_isRefusal = false;
    bool m_hasText = false; ///< Any text came, blank or not.
    bool m_saidSomething = false; ///< Text or reasoning that is more than blanks.
};

/// The vendors' words for usage, whichever dialect (wire reference 0.11); absurd numbers count as not told.
Usage usageFrom(const QJsonObject &usage);

} // namespace freshet
