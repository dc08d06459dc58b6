// SPDX-License-Identifier: MIT
#include "ui/highlight/onig_pattern.h"

#include <utility>

namespace freshet {

namespace {

// Of the steps back that a search may take. Real code stays below a hundredth.
constexpr unsigned long kMostRetriesInMatch = 100'000;
constexpr unsigned long kMostRetriesInSearch = 400'000;
constexpr unsigned int kMostStack = 100'000;

const OnigUChar *bytes(QByteArrayView text) { return reinterpret_cast<const OnigUChar *>(text.data()); }

void initialize()
{
    static const int once = [] {
        OnigEncoding used[] = {ONIG_ENCODING_UTF8};
        return onig_initialize(used, 1);
    }();
    Q_UNUSED(once);
}

struct Limits {
    Limits() : param(onig_new_match_param())
    {
        onig_initialize_match_param(param);
        onig_set_retry_limit_in_match_of_match_param(param, kMostRetriesInMatch);
        onig_set_retry_limit_in_search_of_match_param(param, kMostRetriesInSearch);
        onig_set_match_stack_limit_size_of_match_param(param, kMostStack);
    }
    ~Limits() { onig_free_match_param(param); }
    Q_DISABLE_COPY_MOVE(Limits)

    OnigMatchParam *param;
};

} // namespace

PatternMatch::PatternMatch() : m_region(onig_region_new()) { }

OnigPattern::OnigPattern(const QString &pattern)
{
    initialize();
    QByteArray source = pattern.toUtf8();
    // The line feed is part of each line here, so that no line has the end of the text.
    source.replace("\\z", "$(?!\\n)(?<!\\n)");
    m_hasAnchors = source.contains("\\G") || source.contains("\\A");
    OnigErrorInfo error;
    if (onig_new(&m_regex, bytes(source), bytes(source) + source.size(), ONIG_OPTION_CAPTURE_GROUP, ONIG_ENCODING_UTF8,
            ONIG_SYNTAX_ONIGURUMA, &error)
        != ONIG_NORMAL) {
        m_regex = nullptr;
    }
}

OnigPattern::~OnigPattern()
{
    if (m_regex)
        onig_free(m_regex);
}

OnigPattern::Found OnigPattern::search(QByteArrayView text, qsizetype from, Anchors anchors, PatternMatch &match) const
{
    thread_local const Limits limits;
    if (!m_regex)
        return Found::No;
    OnigOptionType options = ONIG_OPTION_NONE;
    if (!anchors.isFirstLine)
        options |= ONIG_OPTION_NOT_BEGIN_STRING;
    if (!anchors.isAtMark)
        options |= ONIG_OPTION_NOT_BEGIN_POSITION;
    const OnigUChar *begin = bytes(text);
    const OnigUChar *end = begin + text.size();
    const int at
        = onig_search_with_param(m_regex, begin, end, begin + from, end, match.region(), options, limits.param);
    if (at >= 0)
        return Found::Yes;
    return at == ONIG_MISMATCH ? Found::No : Found::TooDear;
}

bool OnigPattern::hasBackReferences(const QString &source)
{
    for (qsizetype i = 0; i + 1 < source.size(); ++i) {
        if (source[i] != u'\\')
            continue;
        ++i;
        if (source[i].isDigit())
            return true;
    }
    return false;
}

QString OnigPattern::resolved(const QString &source, QByteArrayView text, const PatternMatch &match)
{
    QString pattern;
    for (qsizetype i = 0; i < source.size(); ++i) {
        if (source[i] != u'\\' || i + 1 == source.size()) {
            pattern += source[i];
            continue;
        }
        ++i;
        const int group = source[i].digitValue();
        if (group < 0) {
            pattern += u'\\';
            pattern += source[i];
        } else if (match.has(group)) {
            const QByteArrayView held = text.sliced(match.begin(group), match.end(group) - match.begin(group));
            const QString characters = QString::fromUtf8(held);
            for (const QChar c : characters) {
                if (!c.isLetterOrNumber() && c != u'_' && !c.isSurrogate())
                    pattern += u'\\';
                pattern += c;
            }
        }
    }
    return pattern;
}

} // namespace freshet
