// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

#include <oniguruma.h>

#include <memory>

namespace freshet {

/// Where a pattern was found, group by group. Reusable; remembers nothing of the pattern.
class PatternMatch {
public:
    PatternMatch();

    int groups() const { return m_region->num_regs; }
    bool has(int group) const { return group < groups() && m_region->beg[group] >= 0; }
    int begin(int group = 0) const { return m_region->beg[group]; } ///< In bytes; only if has(group).
    int end(int group = 0) const { return m_region->end[group]; }
    OnigRegion *region() { return m_region.get(); }

private:
    struct Free {
        void operator()(OnigRegion *region) const { onig_region_free(region, 1); }
    };
    std::unique_ptr<OnigRegion, Free> m_region;
};

/// A regular expression as TextMate grammars write them, compiled by Oniguruma for UTF-8.
///
/// A search costs a bounded number of steps, whatever pattern and text are.
class OnigPattern {
public:
    enum class Found { Yes, No, TooDear };

    struct Anchors {
        bool isFirstLine = false; ///< \A may match.
        bool isAtMark = false; ///< \G may match.
    };

    explicit OnigPattern(const QString &pattern);
    ~OnigPattern();
    Q_DISABLE_COPY_MOVE(OnigPattern)

    /// The first match at or behind @p from.
    Found search(QByteArrayView text, qsizetype from, Anchors anchors, PatternMatch &match) const;

    bool isValid() const { return m_regex != nullptr; } ///< A pattern that is not is never found.
    bool hasAnchors() const { return m_hasAnchors; } ///< The match depends on more than the text.

    /// For use in a pattern: \1 … replaced by what those groups of @p match hold in @p text.
    static QString resolved(const QString &source, QByteArrayView text, const PatternMatch &match);
    static bool hasBackReferences(const QString &source);

private:
    OnigRegex m_regex = nullptr;
    bool m_hasAnchors = false;
};

} // namespace freshet
