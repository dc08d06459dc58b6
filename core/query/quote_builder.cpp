// SPDX-License-Identifier: MIT
#include "core/query/quote_builder.h"

#include "core/retrieval/search_query.h"
#include "core/retrieval/sentences.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace freshet {

namespace {

constexpr qsizetype kMostQuotes = 5;
constexpr qsizetype kFewestQuotes = 3; // where there are so many that are not far worse than the best
constexpr int kMostQuotesOfASource = 3;
constexpr qsizetype kShortestQuote = 8; // UTF-16 units; shorter ones are labels
constexpr qsizetype kLongestQuote = 700;
constexpr double kQuoteGramShare = 0.6;
constexpr double kQuoteRankShare = 0.8;
constexpr double kHeadingShare = 0.5; // a heading speaks for its sentences, but less than their own words …
constexpr double kHeadingAnswers = 0.8; // … unless it covers so much of the question
constexpr double kTableRowShare = 0.8; // a row reads badly without its table
constexpr double kWorstToBest = 0.5; // quotes that score less than this share of the best one are left out …
constexpr double kWorstOfFirst = 0.35; // … or less than this, among the first few
/// The share of the question that the best passage has to cover. Scripts without spaces leave the words that only ask
/// in the question.
constexpr double kConfident = 0.5;
constexpr double kConfidentUnseparated = 0.3;
constexpr double kHint = 0.35; // below it, nothing that was found is about the question
constexpr double kHintUnseparated = 0.2;

/// What a text has of a question's terms and pieces.
struct QuestionMatch {
    QSet<qsizetype> terms;
    QSet<quint64> grams;
};

struct RankedQuote {
    QString text;
    int source = 0;
    qsizetype start = 0; // in its document
    double score = 0;
    QuestionMatch match;
    QuestionMatch heading;
};

/// A question's terms, looked up in texts.
class QuestionIndex {
public:
    QuestionIndex(const SearchQuery &query, const QList<Language> &languages, TextAnalyzer &analyzer)
        : m_languages(languages), m_analyzer(analyzer)
    {
        for (qsizetype i = 0; i < query.terms.size(); ++i) {
            for (const QString &form : query.terms.at(i).forms)
                m_terms.insert(form, i);
            if (query.terms.at(i).word.kind == Word::Kind::Alphabetic && query.terms.at(i).weight >= 1) {
                for (const quint64 gram : gramsOf(query.terms.at(i).word.text))
                    m_grams.insert(gram);
            }
        }
    }

    QuestionMatch matchIn(QStringView text) const
    {
        QuestionMatch match;
        for (const Word &word : wordsOf(text)) {
            for (const Language &language : m_languages) {
                if (const auto term = m_terms.constFind(m_analyzer.stem(word, language)); term != m_terms.cend())
                    match.terms.insert(*term);
            }
            if (word.kind != Word::Kind::Alphabetic)
                continue;
            for (const quint64 gram : gramsOf(word.text)) {
                if (m_grams.contains(gram))
                    match.grams.insert(gram);
            }
        }
        return match;
    }

    bool hasGrams() const { return !m_grams.isEmpty(); }

    double shareOf(const QSet<quint64> &found) const
    {
        return static_cast<double>(found.size()) / static_cast<double>(std::max<qsizetype>(1, m_grams.size()));
    }

private:
    const QList<Language> m_languages;
    TextAnalyzer &m_analyzer;
    QHash<QString, qsizetype> m_terms;
    QSet<quint64> m_grams;
};

double coverageOf(const QSet<qsizetype> &terms, const SearchQuery &query)
{
    double all = 0;
    double found = 0;
    for (qsizetype i = 0; i < query.terms.size(); ++i) {
        all += query.terms.at(i).idf;
        found += terms.contains(i) ? query.terms.at(i).idf : 0;
    }
    return all > 0 ? found / all : 0;
}

bool isIdeographic(const Word &word) { return word.kind == Word::Kind::Ideographic; }

enum class Confidence {
    Good,
    Partial, ///< A part of the question is nowhere in the passages.
    None, ///< Only a word or two of it is.
};

Confidence confidenceOf(double coverage, const QString &question)
{
    const QList<Word> words = wordsOf(question);
    const bool isUnseparated = std::any_of(words.begin(), words.end(), isIdeographic);
    return coverage < (isUnseparated ? kHintUnseparated : kHint)          ? Confidence::None
        : coverage < (isUnseparated ? kConfidentUnseparated : kConfident) ? Confidence::Partial
                                                                          : Confidence::Good;
}

QString quoteWord(const char *text) { return QCoreApplication::translate("CoreWords", text); }

QString confidenceWords(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Good:
        return quoteWord(QT_TRANSLATE_NOOP("CoreWords", "The best passages in your documents:"));
    case Confidence::Partial:
        return quoteWord(
            QT_TRANSLATE_NOOP("CoreWords", "Your documents speak of a part of this question only. The best passages:"));
    case Confidence::None:
        return quoteWord(QT_TRANSLATE_NOOP(
            "CoreWords", "Nothing in your documents matches this question well. The closest passage:"));
    }
    Q_UNREACHABLE();
}

bool isQuotable(QStringView sentence)
{
    return sentence.size() >= kShortestQuote && !sentence.startsWith(u'#') && !sentence.startsWith(QLatin1String("```"))
        && std::any_of(sentence.begin(), sentence.end(), [](QChar c) { return c.isLetter(); });
}

/// The row that names the columns of a Markdown table.
bool isTableHead(const QString &text, const QList<TextRange> &sentences, qsizetype index)
{
    if (index + 1 >= sentences.size() || text.at(sentences.at(index).start) != u'|')
        return false;
    const QString next = text.mid(sentences.at(index + 1).start, 3).remove(u' ');
    return next.startsWith(QLatin1String("|-")) || next.startsWith(QLatin1String("|:"));
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
QList<RankedQuote> rankedQuotes(const QString &question, const QStringList &earlierQuestions,
    const QList<Source> &sources, TextAnalyzer &analyzer, double &bestCoverage)
{
    QList<Language> languages;
    for (const Source &source : sources) {
        const Language language = detectedLanguage(source.text);
        if (!languages.contains(language))
            languages << language;
    }
    SearchQuery query = SearchQuery::of(question, languages, analyzer);
    query.goOnFrom(earlierQuestions, languages, analyzer);
    const QuestionIndex index(query, languages, analyzer);

    QList<RankedQuote> quotes;
    QList<QSet<qsizetype>> passages;
    for (const Source &source : sources) {
        const QuestionMatch heading = index.matchIn(QString(source.title + u'\n' + source.heading));
        QSet<qsizetype> covered = heading.terms;
        const QList<TextRange> sentences = sentencesOf(source.text);
        for (qsizetype i = 0; i < sentences.size(); ++i) {
            const TextRange &range = sentences.at(i);
            const QStringView sentence = QStringView(source.text).sliced(range.start, range.end - range.start);
            const QuestionMatch match = index.matchIn(sentence);
            covered.unite(match.terms);
            if (isQuotable(sentence) && !isTableHead(source.text, sentences, i))
                quotes << RankedQuote{quotablePart(sentence).toString(), source.number, source.start + range.start,
                    source.score, match, heading};
        }
        passages << covered;
    }
    for (qsizetype i = 0; i < query.terms.size(); ++i) { // what is rare among the sentences at hand tells most
        SearchTerm &term = query.terms[i];
        qsizetype frequency = std::count_if(
            quotes.begin(), quotes.end(), [i](const RankedQuote &quote) { return quote.match.terms.contains(i); });
        if (isIdeographic(term.word)) // the words that only ask are still in the question
            frequency = std::max<qsizetype>(1, frequency);
        term.idf = term.weight
            * std::log(
                1 + (static_cast<double>(quotes.size() - frequency) + 0.5) / (static_cast<double>(frequency) + 0.5));
    }

    const double bestRank = sources.isEmpty() ? 1 : std::max(1e-9, sources.first().score);
    for (RankedQuote &quote : quotes) {
        const double share = coverageOf(quote.heading.terms, query) >= kHeadingAnswers ? 1 : kHeadingShare;
        const auto withHeading = [share](double own, double both) { return own + share * (both - own); };
        const double words = withHeading(coverageOf(quote.match.terms, query),
            coverageOf(QSet<qsizetype>(quote.match.terms).unite(quote.heading.terms), query));
        const double grams = withHeading(index.shareOf(quote.match.grams),
            index.shareOf(QSet<quint64>(quote.match.grams).unite(quote.heading.grams)));
        quote.score
            = words + kQuoteGramShare * (index.hasGrams() ? grams : words) + kQuoteRankShare * quote.score / bestRank;
        if (quote.text.startsWith(u'|'))
            quote.score *= kTableRowShare;
    }
    std::stable_sort(
        quotes.begin(), quotes.end(), [](const RankedQuote &a, const RankedQuote &b) { return a.score > b.score; });
    for (const QSet<qsizetype> &terms : std::as_const(passages))
        bestCoverage = std::max(bestCoverage, coverageOf(terms, query));
    return quotes;
}

} // namespace

QuotedAnswer QuoteBuilder::answerTo(const QString &question, const QList<Source> &sources, const Context &context)
{
    double coverage = 0;
    const QList<RankedQuote> quotes = rankedQuotes(question, context.earlierQuestions, sources, m_analyzer, coverage);
    if (quotes.isEmpty())
        return {.text = quoteWord(QT_TRANSLATE_NOOP("CoreWords", "Nothing in your documents matches this question."))};

    const Confidence confidence = context.isRelevant ? confidenceOf(coverage, question) : Confidence::None;
    QuotedAnswer answer;
    answer.text = confidenceWords(confidence);
    QHash<int, int> taken;
    QSet<QString> seen;
    for (const RankedQuote &quote : quotes) {
        const double worst = seen.size() < kFewestQuotes ? kWorstOfFirst : kWorstToBest;
        if (seen.size() >= kMostQuotes || quote.score < worst * quotes.first().score)
            break;
        const bool isFarther = confidence == Confidence::None && quote.source != quotes.first().source;
        if (seen.contains(quote.text) || taken[quote.source] >= kMostQuotesOfASource || isFarther)
            continue;
        ++taken[quote.source];
        seen.insert(quote.text);
        answer.text += QString(QStringLiteral("\n\n> ") + quote.text + u' ');
        const QString marker = QStringLiteral("[%1]").arg(quote.source);
        answer.citations << Citation{.number = quote.source,
            .start = answer.text.size(),
            .end = answer.text.size() + marker.size(),
            .quoteStart = quote.start,
            .quoteEnd = quote.start + quote.text.size()};
        answer.text += marker;
    }
    return answer;
}

} // namespace freshet
