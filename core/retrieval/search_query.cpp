// SPDX-License-Identifier: MIT
#include "core/retrieval/search_query.h"

#include <algorithm>

namespace freshet {

SearchQuery SearchQuery::of(
    const QString &question, const QList<Language> &languages, TextAnalyzer &analyzer, int maxTerms)
{
    constexpr qsizetype longestQuestion = 8000; // beyond it nothing new is asked
    const QString text = question.first(std::min(longestQuestion, question.size()));
    const QList<Word> words = wordsOf(text);
    const Language language = detectedLanguage(text);
    const auto isStop = [&](const Word &word) { return isStopWord(word.text, language); };
    const bool onlyStopWords = std::all_of(words.begin(), words.end(), isStop);

    SearchQuery query;
    QHash<QString, qsizetype> known;
    for (const Word &word : words) {
        if (isStop(word) && !onlyStopWords)
            continue;
        SearchTerm term{.word = word};
        for (const Language &spoken : languages) {
            const QString form = analyzer.stem(word, spoken);
            if (!term.forms.contains(form))
                term.forms << form;
        }
        const QString key = term.forms.join(u' ');
        if (const auto at = known.constFind(key); at != known.cend()) {
            ++query.terms[*at].count;
        } else if (query.terms.size() < maxTerms) {
            known.insert(key, query.terms.size());
            query.terms << term;
        }
    }
    return query;
}

} // namespace freshet
