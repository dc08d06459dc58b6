// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/chat_writer.h"
#include "core/base/result.h"
#include "core/domain/chat_types.h"
#include "core/domain/document_info.h"
#include "core/domain/embedding_types.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <variant>

namespace freshet {

enum class OutputFormat { People, Json };

/// `freshet` alone.
struct WindowArguments {
    bool isQuickAsk = false; ///< Only the small window for one question.

    bool operator==(const WindowArguments &) const = default;
};

/// `--help` and `--version`: print this and be done.
struct TextArguments {
    QString text;

    bool operator==(const TextArguments &) const = default;
};

struct AskArguments {
    QString question; ///< Empty: standard input is the question.
    bool readsInput = false; ///< `-` was given: read standard input even from a terminal.
    ProviderId provider; ///< Empty: the user's default.
    QString model;
    QString baseUrl; ///< As typed; empty: none given.
    QList<CollectionName> collections;
    bool wantsRetrieval = true;
    QString instructions; ///< For the system prompt.
    QStringList images; ///< Files.
    GenerationOptions options;
    StreamMode streaming = StreamMode::Streamed;
    std::optional<int> retries;
    std::optional<std::chrono::milliseconds> timeout;
    OutputFormat format = OutputFormat::People;

    bool operator==(const AskArguments &) const = default;
};

struct ModelsArguments {
    ProviderId provider; ///< Empty: all.
    QString baseUrl;
    bool wantsRefresh = false;
    std::optional<std::chrono::milliseconds> timeout;
    OutputFormat format = OutputFormat::People;

    bool operator==(const ModelsArguments &) const = default;
};

struct SettingsArguments {
    OutputFormat format = OutputFormat::People;

    bool operator==(const SettingsArguments &) const = default;
};

struct IndexArguments {
    IndexJob job;
    OutputFormat format = OutputFormat::People;

    bool operator==(const IndexArguments &) const = default;
};

struct SearchArguments {
    QString query; ///< Empty when queriesFile is set.
    QString queriesFile;
    QString runFile;
    QList<CollectionName> collections; ///< Empty: all.
    int topK = 8;
    OutputFormat format = OutputFormat::People;

    bool operator==(const SearchArguments &) const = default;
};

struct EvaluateArguments {
    QString questionsFile; ///< Empty: those that are kept already.
    QStringList removedIds; ///< Of questions. Not empty: they are removed, and nothing is asked.
    CollectionName collection;
    int topK = 10;
    OutputFormat format = OutputFormat::People;

    bool operator==(const EvaluateArguments &) const = default;
};

struct EmbedArguments {
    QStringList texts; ///< Empty when inputFile is set.
    QString inputFile; ///< "-": standard input.
    ProviderId provider; ///< Empty: the user's default.
    QString model;
    QString baseUrl;
    EmbeddingPurpose purpose = EmbeddingPurpose::Document;
    std::optional<int> dimensions;
    std::optional<int> retries;
    std::optional<std::chrono::milliseconds> timeout;
    OutputFormat format = OutputFormat::People;

    bool operator==(const EmbedArguments &) const = default;
};

struct ServeArguments {
    std::optional<quint16> port; ///< 0: a free one. Unset: the setting's.
    QString tokenFile; ///< Empty: the profile's.

    bool operator==(const ServeArguments &) const = default;
};

struct ExportArguments {
    ExportFormat document = ExportFormat::Markdown;
    QList<ConversationId> chats;
    QStringList folders; ///< Names.
    bool wantsAll = false;
    bool wantsList = false; ///< Of the chats, instead of any of them.
    QString output; ///< Empty: standard output.
    OutputFormat format = OutputFormat::People;

    bool operator==(const ExportArguments &) const = default;
};

struct ImportArguments {
    QString path;
    OutputFormat format = OutputFormat::People;

    bool operator==(const ImportArguments &) const = default;
};

using CommandArguments
    = std::variant<WindowArguments, TextArguments, AskArguments, ModelsArguments, SettingsArguments, IndexArguments,
        SearchArguments, EvaluateArguments, EmbedArguments, ServeArguments, ExportArguments, ImportArguments>;

/// What the program was asked to do.
struct CommandLine {
    QString profile; ///< The directory of --profile as typed; empty: the user's own directories.
    CommandArguments command;

    bool operator==(const CommandLine &) const = default;
};

/// Pure: reads @p arguments (without the program's name) and nothing else. An error is a wrong use, and its message
/// says what is wrong and where the right use stands.
Result<CommandLine> parseCommandLine(const QStringList &arguments);

} // namespace freshet
