// SPDX-License-Identifier: MIT
#include "core/query/quote_builder.h"

#include "core/retrieval/search_query.h"
#include "core/retrieval/sentences.h"

#include <QSet>

#include <algorithm>
#include <cmath>

namespace freshet {

namespace {

constexpr qsizetype kMostQuotes = 5;
constexpr qsizetype kFewestQuotes = 3;
constexpr int kMostQuotesOfASource = 2;
constexpr qsizetype kShortestQuote = 8; // UTF-16 units; shorter ones are labels
constexpr qsizetype kLongestQuote = 700;
constexpr double kQuoteGramShare = 0.6;
constexpr double kQuoteRankShare = 0.8;
constexpr double kHeadingShare = 0.5; // a heading speaks for its sentences, but less than their own words
constexpr double kTableRowShare = 0.8; // a row reads badly without its table
constexpr double kWorstToBest = 0.5; // quotes that score less than this share of the best one are left out
constexpr double kConfident = 0.35; // of the question's weight that the best passage covers

/// What a text has of a question's terms and pieces.
struct QuestionMatch {
    QSet<qsizetype> terms;
    QSet<quint64> grams;
};

struct Quote {
    QString text;
    int source = 0;
    double score = 0;
    QuestionMatch match;
    QuestionMatch heading;
};

/// A question's terms, looked up in texts.
class QuestionIndex {
public:
    QuestionIndex(const SearchQuery& query, const QList<Language>& languages, TextAnalyzer& analyzer)
        : m_languages(languages), m_analyzer(analyzer)
    {
        for (qsizetype i = 0; i < query.terms.size(); ++i) {
            for (const QString& form : query.terms.at(i).forms)
                m_terms.insert(form, i);
            if (query.terms.at(i).word.kind == Word::Kind::Alphabetic) {
                for (const quint64 gram : gramsOf(query.terms.at(i).word.text))
                    grams.insert(gram);
            }
        }
    }

    QuestionMatch matchIn(QStringView text) const
    {
        QuestionMatch match;
        for (const Word& word : wordsOf(text)) {
            for (const Language& language : m_languages) {
                if (const auto term = m_terms.constFind(m_analyzer.stem(word, language)); term != m_terms.cend())
                    match.terms.insert(*term);
            }
            if (word.kind != Word::Kind::Alphabetic)
                continue;
            for (const quint64 gram : gramsOf(word.text)) {
                if (grams.contains(gram))
                    match.grams.insert(gram);
            }
        }
        return match;
    }

    QSet<quint64> grams;

private:
    const QList<Language> m_languages;
    TextAnalyzer& m_analyzer;
    QHash<QString, qsizetype> m_terms;
};

double coverageOf(const QSet<qsizetype>& terms, const SearchQuery& query)
{
    double all = 0;
    double found = 0;
    for (qsizetype i = 0; i < query.terms.size(); ++i) {
        all += query.terms.at(i).idf;
        found += terms.contains(i) ? query.terms.at(i).idf : 0;
    }
    return all > 0 ? found / all : 0;
}

bool isQuotable(QStringView sentence)
{
    return sentence.size() >= kShortestQuote && !sentence.startsWith(u'#') && !sentence.startsWith(QLatin1String("```"))
        && std::any_of(sentence.begin(), sentence.end(), [](QChar c) { return c.isLetter(); });
}

/// The beginning of an overlong sentence, up to the end of a word.
QStringView quotablePart(QStringView sentence)
{
    if (sentence.size() <= kLongestQuote)
        return sentence;
    qsizetype end = kLongestQuote;
    while (end > kLongestQuote / 2 && !sentence.at(end).isSpace())
        --end;
    if (sentence.at(end - 1).isHighSurrogate())
        --end;
    return sentence.first(end).trimmed();
}

/// All quotable sentences, best first; @p bestCoverage becomes the share of the question that the best passage covers.
QList<Quote> rankedQuotes(
    const QString& question, const QList<Source>& sources, TextAnalyzer& analyzer, double& bestCoverage)
{
    QList<Language> languages;
    for (const Source& source : sources) {
        const Language language = detectedLanguage(source.text);
        if (!languages.contains(language))
            languages << language;
    }
    SearchQuery query = SearchQuery::of(question, languages, analyzer);
    const QuestionIndex index(query, languages, analyzer);

    QList<Quote> quotes;
    QList<QSet<qsizetype>> passages;
    for (const Source& source : sources) {
        const QuestionMatch heading = index.matchIn(QString(source.title + u'\n' + source.heading));
        QSet<qsizetype> covered = heading.terms;
        for (const TextRange& range : sentencesOf(source.text)) {
            const QStringView sentence = QStringView(source.text).sliced(range.start, range.end - range.start);
            const QuestionMatch match = index.matchIn(sentence);
            covered.unite(match.terms);
            if (isQuotable(sentence))
                quotes << Quote{ quotablePart(sentence).toString(), source.number, source.score, match, heading };
        }
        passages << covered;
    }
    for (qsizetype i = 0; i < query.terms.size(); ++i) { // what is rare among the sentences at hand tells most
        const auto frequency = std::max<qsizetype>(1, // what no passage has tells no more than what one has
            std::count_if(
                quotes.begin(), quotes.end(), [i](const Quote& quote) { return quote.match.terms.contains(i); }));
        query.terms[i].idf = std::log(
            1 + (static_cast<double>(quotes.size() - frequency) + 0.5) / (static_cast<double>(frequency) + 0.5));
    }

    const double bestRank = sources.isEmpty() ? 1 : std::max(1e-9, sources.first().score);
    for (Quote& quote : quotes) {
        QSet<qsizetype> withHeading = quote.match.terms;
        withHeading.unite(quote.heading.terms);
        const double own = coverageOf(quote.match.terms, query);
        const double grams = index.grams.isEmpty()
            ? own
            : static_cast<double>(quote.match.grams.size()) / static_cast<double>(index.grams.size());
        quote.score = own + kHeadingShare * (coverageOf(withHeading, query) - own) + kQuoteGramShare * grams
            + kQuoteRankShare * quote.score / bestRank;
        if (quote.text.startsWith(u'|'))
            quote.score *= kTableRowShare;
    }
    std::stable_sort(quotes.begin(), quotes.end(), [](const Quote& a, const Quote& b) { return a.score > b.score; });
    for (const QSet<qsizetype>& terms : std::as_const(passages))
        bestCoverage = std::max(bestCoverage, coverageOf(terms, query));
    return quotes;
}

} // namespace

QString QuoteBuilder::answerTo(const QString& question, const QList<Source>& sources)
{
    double coverage = 0;
    const QList<Quote> quotes = rankedQuotes(question, sources, m_analyzer, coverage);
    if (quotes.isEmpty())
        return QStringLiteral("Nothing in your documents matches this question.");

    QString answer = coverage >= kConfident
        ? QStringLiteral("The best passages in your documents:")
        : QStringLiteral("Nothing in your documents matches this question well. The closest passages:");
    QHash<int, int> taken;
    QSet<QString> seen;
    for (const Quote& quote : quotes) {
        if (seen.size() >= kMostQuotes
            || (seen.size() >= kFewestQuotes && quote.score < kWorstToBest * quotes.first().score))
            break;
        if (seen.contains(quote.text) || taken[quote.source] >= kMostQuotesOfASource)
            continue;
        ++taken[quote.source];
        seen.insert(quote.text);
        answer += QString(
            QStringLiteral("\n\n> ") + quote.text + QStringLiteral(" [") + QString::number(quote.source) + u']');
    }
    return answer;
}

} // namespace freshet
