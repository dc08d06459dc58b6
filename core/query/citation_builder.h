// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/citation.h"
#include "core/retrieval/text_analyzer.h"

#include <QSet>

namespace freshet {

/// Reads the `[n]` of an answer and checks each against the source that it names.
///
/// Understands `[1]`, `[1, 2]`, `[2-4]` and the 【】 forms; not inside code, not in links. The check compares words and
/// their pieces and asks for every number, so it needs no model; it says little when languages differ.
class CitationBuilder {
public:
    /// In the order of the answer; one citation for each number, the first 2000. Time is linear in the answer.
    QList<Citation> citationsOf(const QString &answer, const QList<Source> &sources);

private:
    struct SourceWords {
        Language language;
        QSet<QString> stems;
        QSet<QString> words;
        QSet<quint64> grams;
    };
    SourceWords wordsOfSource(const Source &source);
    Support supportOf(QStringView claim, const SourceWords &source);

    TextAnalyzer m_analyzer;
};

/// The sources that the citations name, each once, in the order of first mention.
QList<Source> citedSources(const QList<Citation> &citations, const QList<Source> &sources);

} // namespace freshet
