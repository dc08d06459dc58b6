// SPDX-License-Identifier: MIT
#include "ui/highlight/tokenizer.h"

#include "ui/highlight/span_writer.h"

#include <QVarLengthArray>

#include <algorithm>
#include <ctime>
#include <limits>
#include <utility>

namespace freshet {

/// A rule that has begun and not ended.
struct CodeFrame {
    CodeState outer;
    GrammarRule *rule = nullptr;
    ScopeRole role;
    ScopeRole innerRole;
    std::shared_ptr<const GrammarPattern> end; ///< Null: only the end of the text ends it.
    int depth = 0;
    quint64 line = 0; ///< Where it began; the positions are of that line.
    int enteredAt = -1;
    int markBefore = -1; ///< Where \G was.
    bool tookLineFeed = false;
};

namespace {

using namespace std::chrono_literals;

constexpr int kMostDepth = 200;
constexpr int kMostRescans = 5; // one within the other
constexpr int kMostSteps = 20'000; // in a line
constexpr auto kLongestLineTime = 250ms; // fifty times the dearest line of real code
constexpr quint64 kSearchesBetweenLooks = 32;

/// Only what this thread itself has used: a busy machine makes no line dear.
std::chrono::nanoseconds usedTime()
{
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

} // namespace

/// One walk over a line, or over a part that was captured in it.
struct Tokenizer::Pass {
    QByteArrayView text; ///< The line with its line feed, up to where the walk ends.
    SpanWriter &out;
    size_t depth = 0;
    quint64 id = 0;
    int at = 0;
    int mark = -1; ///< Where \G matches.
    bool isFirstLine = false;
    PatternMatch unindexed;
    int steps = 0;
};

CodeRole roleWithin(const CodeState &state) { return state ? state->innerRole.role : CodeRole::Plain; }

Tokenizer::Line Tokenizer::tokenize(Grammar &grammar, const QString &line, const CodeState &before)
{
    if (line.size() > kLongestLine)
        return {.spans = {}, .state = before};
    m_grammar = &grammar;
    m_isGivenUp = false;
    m_deadline = usedTime() + kLongestLineTime;
    ++m_line;
    CodeState state = before;
    if (!state)
        state = std::make_shared<const CodeFrame>(CodeFrame{.outer = {}, .rule = &grammar.root(), .end = {}});
    const Utf8Line bytes(line);
    SpanWriter out(bytes);
    Pass pass{.text = bytes.text(), .out = out, .id = ++m_passes, .isFirstLine = !before, .unindexed = {}};
    checkWhile(pass, state);
    scan(pass, state);
    const std::chrono::nanoseconds cost = usedTime() - m_deadline + kLongestLineTime;
    if (m_isGivenUp)
        return {.spans = {}, .state = before, .cost = cost, .isGivenUp = true};
    return {.spans = out.spans(), .state = state, .cost = cost};
}

bool Tokenizer::isTooLate()
{
    if (++m_searches % kSearchesBetweenLooks == 0)
        m_isGivenUp |= usedTime() > m_deadline || (m_isStopped && m_isStopped());
    return m_isGivenUp;
}

/// A match is looked for once: it stays the next one until the walk has passed it.
const PatternMatch *Tokenizer::find(Pass &pass, const GrammarPattern &pattern)
{
    const OnigPattern::Anchors anchors{.isFirstLine = pass.isFirstLine, .isAtMark = pass.mark == pass.at};
    if (isTooLate())
        return nullptr;
    if (pattern.index < 0) {
        const auto found = pattern.regex.search(pass.text, pass.at, anchors, pass.unindexed);
        m_isGivenUp |= found == OnigPattern::Found::TooDear;
        return found == OnigPattern::Found::Yes ? &pass.unindexed : nullptr;
    }
    if (m_slots.size() <= pass.depth)
        m_slots.resize(pass.depth + 1);
    std::vector<Slot> &known = m_slots[pass.depth];
    if (known.size() <= size_t(pattern.index))
        known.resize(size_t(m_grammar->patternCount()));
    Slot &slot = known[size_t(pattern.index)];
    if (slot.pass == pass.id && !pattern.regex.hasAnchors()) {
        if (!slot.isFound)
            return nullptr;
        if (slot.match->begin() >= pass.at)
            return slot.match.get();
    }
    if (!slot.match)
        slot.match = std::make_unique<PatternMatch>();
    const auto found = pattern.regex.search(pass.text, pass.at, anchors, *slot.match);
    m_isGivenUp |= found == OnigPattern::Found::TooDear;
    slot.pass = pass.id;
    slot.isFound = found == OnigPattern::Found::Yes;
    return slot.isFound ? slot.match.get() : nullptr;
}

Tokenizer::Candidate Tokenizer::best(Pass &pass, const CodeFrame &frame)
{
    Candidate best;
    int first = std::numeric_limits<int>::max();
    const auto consider = [&](const GrammarPattern &pattern, GrammarRule *rule) {
        const PatternMatch *match = find(pass, pattern);
        if (match && match->begin() < first) {
            first = match->begin();
            best = {.match = match, .rule = rule};
        }
    };
    const bool hasEnd = frame.end && frame.rule->kind == GrammarRule::Kind::BeginEnd;
    if (hasEnd && !frame.rule->isEndLast)
        consider(*frame.end, nullptr);
    for (GrammarRule *rule : m_grammar->candidates(*frame.rule)) {
        if (first == pass.at || m_isGivenUp)
            break;
        consider(*rule->start, rule);
    }
    if (hasEnd && frame.rule->isEndLast && first != pass.at)
        consider(*frame.end, nullptr);
    return best;
}

void Tokenizer::scan(Pass &pass, CodeState &state)
{
    while (step(pass, state)) {
        m_isGivenUp |= ++pass.steps > kMostSteps;
        if (m_isGivenUp)
            return;
    }
}

/// False when the rest of the line is written.
bool Tokenizer::step(Pass &pass, CodeState &state)
{
    const Candidate found = best(pass, *state);
    if (m_isGivenUp)
        return false;
    if (!found.match) {
        pass.out.until(pass.text.size(), state->innerRole);
        return false;
    }
    const int end = found.match->end();
    pass.out.until(found.match->begin(), state->innerRole);
    const bool goesOn = found.rule ? enter(pass, state, *found.rule, *found.match) : leave(pass, state, *found.match);
    if (!goesOn) {
        pass.out.until(pass.text.size(), state->innerRole);
        return false;
    }
    if (end > pass.at) {
        pass.at = end;
        pass.isFirstLine = false;
    }
    return true;
}

bool Tokenizer::leave(Pass &pass, CodeState &state, const PatternMatch &match)
{
    const CodeState left = state;
    const int end = match.end();
    writeCaptures(pass, left->role, left->rule->endCaptures, match);
    pass.out.until(end, left->role);
    const bool isOfThisLine = left->line == m_line;
    // Begun and ended without a step ahead, it would begin again.
    if (end <= pass.at && isOfThisLine && left->enteredAt == pass.at)
        return false;
    state = left->outer;
    pass.mark = isOfThisLine ? left->markBefore : -1;
    return true;
}

bool Tokenizer::enter(Pass &pass, CodeState &state, GrammarRule &rule, const PatternMatch &match)
{
    const ScopeRole role = rule.role.value_or(state->innerRole);
    if (rule.kind != GrammarRule::Kind::Match)
        return nest(pass, state, rule, match, role);
    const int end = match.end();
    writeCaptures(pass, role, rule.startCaptures, match);
    pass.out.until(end, role);
    if (end > pass.at)
        return true;
    if (state->outer)
        state = state->outer; // as the grammars' authors know it from their editors
    return false;
}

bool Tokenizer::nest(Pass &pass, CodeState &state, GrammarRule &rule, const PatternMatch &match, const ScopeRole &role)
{
    if (state->depth >= kMostDepth)
        return false;
    CodeFrame frame{.outer = state,
        .rule = &rule,
        .role = role,
        .innerRole = rule.innerRole.value_or(role),
        .end = rule.end,
        .depth = state->depth + 1,
        .line = m_line,
        .enteredAt = pass.at,
        .markBefore = pass.mark,
        .tookLineFeed = match.end() == pass.text.size()};
    if (!frame.end) {
        const QString end = OnigPattern::resolved(rule.endSource, pass.text, match);
        frame.end = std::make_shared<const GrammarPattern>(end, -1);
    }
    const int end = match.end();
    writeCaptures(pass, role, rule.startCaptures, match);
    pass.out.until(end, role);
    if (end <= pass.at) {
        // The same rule again at the same place would begin for ever.
        for (const CodeFrame *outer = state.get(); outer && outer->line == m_line && outer->enteredAt == pass.at;
             outer = outer->outer.get()) {
            if (outer->rule == &rule)
                return false;
        }
    }
    pass.mark = end;
    state = std::make_shared<const CodeFrame>(std::move(frame));
    return true;
}

/// From the outermost: a rule whose pattern this line does not have has ended with the line before.
void Tokenizer::checkWhile(Pass &pass, CodeState &state)
{
    pass.mark = state->tookLineFeed ? 0 : -1;
    QVarLengthArray<CodeState, 8> open;
    for (CodeState frame = state; frame; frame = frame->outer) {
        if (frame->rule->kind == GrammarRule::Kind::BeginWhile)
            open.append(frame);
    }
    for (; !open.isEmpty(); open.removeLast()) {
        const CodeState &frame = open.last();
        const PatternMatch *match = find(pass, *frame->end);
        if (!match) {
            state = frame->outer;
            return;
        }
        pass.out.until(match->begin(), frame->innerRole);
        const int end = match->end();
        writeCaptures(pass, frame->innerRole, frame->rule->endCaptures, *match);
        pass.out.until(end, frame->innerRole);
        pass.mark = end;
        if (end > pass.at) {
            pass.at = end;
            pass.isFirstLine = false;
        }
    }
}

void Tokenizer::writeCaptures(
    Pass &pass, const ScopeRole &around, const std::vector<GrammarRule::Capture> &captures, const PatternMatch &match)
{
    struct Open {
        ScopeRole role;
        int end;
    };
    QVarLengthArray<Open, 8> open;
    const int groups = std::min(int(captures.size()), match.groups());
    const int last = match.end();
    for (int i = 0; i < groups; ++i) {
        const GrammarRule::Capture &capture = captures[size_t(i)];
        const bool isEmpty = !match.has(i) || match.end(i) <= match.begin(i);
        if ((!capture.role && !capture.inner) || isEmpty)
            continue;
        if (match.begin(i) > last)
            break;
        for (; !open.isEmpty() && open.last().end <= match.begin(i); open.removeLast())
            pass.out.until(open.last().end, open.last().role);
        const ScopeRole outer = open.isEmpty() ? around : open.last().role;
        pass.out.until(match.begin(i), outer);
        const ScopeRole role = capture.role.value_or(outer);
        if (capture.inner)
            rescan(pass, *capture.inner, role, match.begin(i), match.end(i));
        else
            open.append({.role = role, .end = match.end(i)});
    }
    for (; !open.isEmpty(); open.removeLast())
        pass.out.until(open.last().end, open.last().role);
}

void Tokenizer::rescan(Pass &pass, GrammarRule &rule, const ScopeRole &role, int begin, int end)
{
    if (pass.depth >= kMostRescans)
        return;
    Pass part{.text = pass.text.first(end),
        .out = pass.out,
        .depth = pass.depth + 1,
        .id = ++m_passes,
        .at = begin,
        .isFirstLine = pass.isFirstLine && begin == 0,
        .unindexed = {},
        .steps = pass.steps};
    CodeState state = std::make_shared<const CodeFrame>(
        CodeFrame{.outer = {}, .rule = &rule, .role = role, .innerRole = role, .end = {}});
    scan(part, state);
    pass.steps = part.steps;
}

} // namespace freshet
