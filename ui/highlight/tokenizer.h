// SPDX-License-Identifier: MIT
#pragma once

#include "ui/highlight/code_role.h"
#include "ui/highlight/grammar.h"

#include <QStringView>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace freshet {

struct CodeFrame;

/// What a line begins in; null at the start of a text. Never changes, so lines may share it; may be destroyed on any
/// thread, but is of use only to the tokenizer that made it.
using CodeState = std::shared_ptr<const CodeFrame>;

CodeRole roleWithin(const CodeState &state); ///< Of text that is nothing else.

/// Gives the pieces of a line of code their roles, as a TextMate grammar has it.
///
/// Line by line: a line costs the same however long the text is. A line that would cost too much is given up: it is
/// plain, and the next line begins in what this one began in. For one thread.
class Tokenizer {
public:
    struct Line {
        CodeLine spans;
        CodeState state; ///< Behind it.
        std::chrono::nanoseconds cost{0}; ///< Of this thread's time.
        bool isGivenUp = false;
    };

    static constexpr qsizetype kLongestLine = 2'000; ///< UTF-16 units; a longer one stays plain.

    /// @p isStopped is asked now and then from within a line; true gives it up.
    explicit Tokenizer(std::function<bool()> isStopped = {}) : m_isStopped(std::move(isStopped)) { }

    /// @p line has no line feed. @p before came from the same grammar.
    Line tokenize(Grammar &grammar, const QString &line, const CodeState &before);

private:
    struct Slot {
        quint64 pass = 0; ///< For which the rest is true.
        bool isFound = false;
        std::unique_ptr<PatternMatch> match;
    };
    struct Pass;
    struct Candidate {
        const PatternMatch *match = nullptr; ///< Null: there is none.
        GrammarRule *rule = nullptr; ///< Null: the end of the current one.
    };

    bool isTooLate();
    const PatternMatch *find(Pass &pass, const GrammarPattern &pattern);
    Candidate best(Pass &pass, const CodeFrame &frame);
    void scan(Pass &pass, CodeState &state);
    bool step(Pass &pass, CodeState &state);
    bool leave(Pass &pass, CodeState &state, const PatternMatch &match);
    bool enter(Pass &pass, CodeState &state, GrammarRule &rule, const PatternMatch &match);
    bool nest(Pass &pass, CodeState &state, GrammarRule &rule, const PatternMatch &match, const ScopeRole &role);
    void checkWhile(Pass &pass, CodeState &state);
    void writeCaptures(Pass &pass, const ScopeRole &around, const std::vector<GrammarRule::Capture> &captures,
        const PatternMatch &match);
    void rescan(Pass &pass, GrammarRule &rule, const ScopeRole &role, int begin, int end);

    std::function<bool()> m_isStopped;
    Grammar *m_grammar = nullptr;
    std::vector<std::vector<Slot>> m_slots; ///< By how deep the pass is nested, then by pattern.
    quint64 m_passes = 0;
    quint64 m_line = 0;
    quint64 m_searches = 0;
    bool m_isGivenUp = false;
    std::chrono::nanoseconds m_deadline{0};
};

} // namespace freshet
