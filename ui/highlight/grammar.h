// SPDX-License-Identifier: MIT
#pragma once

#include "ui/highlight/onig_pattern.h"
#include "ui/highlight/scope_role.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace freshet {

struct GrammarRepository;

/// A pattern that is part of a grammar; its index tells it from the others of the same grammar.
struct GrammarPattern {
    GrammarPattern(const QString &source, int patternIndex) : regex(source), index(patternIndex) { }

    OnigPattern regex;
    int index; ///< -1: made for one place in a text.
};

/// One rule of a TextMate grammar.
struct GrammarRule {
    enum class Kind {
        Group, ///< Stands for the rules in it.
        Match,
        BeginEnd,
        BeginWhile, ///< Goes on while each next line has the end's pattern.
    };
    struct Capture {
        std::optional<ScopeRole> role;
        GrammarRule *inner = nullptr; ///< Whose rules look at the captured text once more.
    };

    Kind kind = Kind::Group;
    std::optional<ScopeRole> role;
    std::optional<ScopeRole> innerRole; ///< Between begin and end; nothing: as role.
    std::unique_ptr<GrammarPattern> start;
    std::shared_ptr<const GrammarPattern> end; ///< Null when it repeats what the start captured: see endSource.
    QString endSource;
    bool isEndLast = false; ///< The rules inside go first.
    std::vector<Capture> startCaptures;
    std::vector<Capture> endCaptures;

    QJsonArray patterns;
    GrammarRepository *repository = nullptr;
    std::optional<std::vector<GrammarRule *>> children; ///< Of patterns, one by one.
    std::optional<std::vector<GrammarRule *>> candidates; ///< The same without groups.
};

/// A TextMate grammar with those it embeds. Rules are made when they are first needed.
///
/// For one thread. Injections are not known.
class Grammar {
public:
    /// The JSON of a grammar by its scope name; empty when there is none.
    using Source = std::function<QJsonObject(const QString &scope)>;

    Grammar(const QString &scope, Source source);
    ~Grammar();
    Q_DISABLE_COPY_MOVE(Grammar)

    GrammarRule &root() { return *m_root; }
    /// What may begin within @p rule, in the order in which it is tried.
    const std::vector<GrammarRule *> &candidates(GrammarRule &rule);
    int patternCount() const { return m_patternCount; }
    QStringList invalidPatterns() const { return m_invalid; } ///< Of the rules made so far.

private:
    GrammarRule *make(const QJsonObject &json, GrammarRepository &repository);
    std::vector<GrammarRule::Capture> makeCaptures(const QJsonObject &json, GrammarRepository &repository);
    std::unique_ptr<GrammarPattern> makePattern(const QString &source);
    GrammarRepository &addRepository(const QJsonObject &entries, GrammarRepository *outer);
    GrammarRule *embedded(const QString &scope);
    GrammarRule *include(const QString &name, GrammarRepository &repository);
    GrammarRule *named(const QString &name, GrammarRepository *repository);
    const std::vector<GrammarRule *> &children(GrammarRule &rule);
    void collect(GrammarRule &group, std::vector<GrammarRule *> &into, std::vector<GrammarRule *> &seen);

    Source m_source;
    std::vector<std::unique_ptr<GrammarRule>> m_rules;
    std::vector<std::unique_ptr<GrammarRepository>> m_repositories;
    QHash<QString, GrammarRule *> m_embedded; ///< By scope; null for one that there is not.
    GrammarRule *m_root = nullptr;
    int m_patternCount = 0;
    QStringList m_invalid;
};

} // namespace freshet
