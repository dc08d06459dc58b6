// SPDX-License-Identifier: MIT
#include "core/retrieval/search_query.h"

#include "core/retrieval/segment_batch.h"

#include <QHash>

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

    SearchQuery query{.terms = {}, .isOnlyStopWords = onlyStopWords};
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

void SearchQuery::goOnFrom(
    const QStringList &earlierQuestions, const QList<Language> &languages, TextAnalyzer &analyzer)
{
    constexpr double weight = 0.3;
    constexpr int most = 12; // words
    for (const QString &earlier : earlierQuestions) {
        const SearchQuery before = of(earlier, languages, analyzer, most);
        const Language language = detectedLanguage(earlier);
        const bool saysNothing = std::all_of(before.terms.begin(), before.terms.end(),
            [&](const SearchTerm &term) { return isStopWord(term.word.text, language); });
        if (saysNothing)
            continue;
        const bool isOwn = !isOnlyStopWords;
        if (!isOwn)
            terms.clear();
        for (SearchTerm term : before.terms) {
            const bool isKnown = std::any_of(
                terms.begin(), terms.end(), [&](const SearchTerm &own) { return own.forms == term.forms; });
            term.weight = isOwn ? weight : 1;
            if (!isKnown)
                terms << term;
        }
        isOnlyStopWords = false;
        return;
    }
}

LexicalQuery SearchQuery::lexical() const
{
    LexicalQuery query;
    std::map<quint64, std::vector<std::size_t>> grams; // the words that they are in
    for (const SearchTerm &term : terms) {
        LexicalQuery::Term &word = query.words.emplace_back();
        word.count = static_cast<float>(term.count * term.weight);
        for (const QString &form : term.forms)
            word.forms.push_back(form.toStdString());
        if (term.word.kind != Word::Kind::Alphabetic)
            continue;
        for (const quint64 gram : gramsOf(term.word.text))
            grams[gram].push_back(query.words.size() - 1);
    }
    for (const auto &[gram, words] : grams)
        query.grams.push_back({.form = gramTerm(gram), .words = words});
    return query;
}

} // namespace freshet
