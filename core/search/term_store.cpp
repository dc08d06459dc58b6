// SPDX-License-Identifier: MIT
#include "core/search/term_store.h"

#include "core/search/typing_distance.h"

#include <QSet>

#include <algorithm>
#include <bit>

namespace freshet {

namespace {

constexpr qsizetype kMostRememberedTerms = 50'000;
constexpr int kTokenBase = 36;

/// Which letters a word has: two words that differ in more than two a slip are no neighbours.
std::uint32_t lettersOf(QByteArrayView word)
{
    std::uint32_t letters = 0;
    for (const char c : word)
        letters |= 1U << (static_cast<unsigned char>(c) & 31U);
    return letters;
}

/// The least text above all that begin with @p word.
QString endOfPrefix(const QString &word) { return word + QChar(0xDBFF) + QChar(0xDFFF); }

} // namespace

QString TermStore::token(qint64 id) { return QString::number(id, kTokenBase); }

QString TermStore::add(const QStringList &words)
{
    if (m_ids.size() > kMostRememberedTerms)
        m_ids.clear();
    QString stored;
    for (const QString &word : words) {
        if (!stored.isEmpty())
            stored += u' ';
        stored += token(idOf(word));
    }
    count(stored, 1);
    return stored;
}

void TermStore::remove(const QString &stored) { count(stored, -1); }

void TermStore::count(const QString &stored, int step)
{
    QSet<QStringView> seen;
    for (const QStringView token : QStringView(stored).split(u' ', Qt::SkipEmptyParts)) {
        if (!seen.contains(token)) {
            seen.insert(token);
            m_counts[token.toLongLong(nullptr, kTokenBase)] += step;
        }
    }
}

qint64 TermStore::idOf(const QString &word)
{
    if (const auto known = m_ids.constFind(word); known != m_ids.cend())
        return *known;
    auto row = m_file.prepared("SELECT id FROM term WHERE text = ?");
    row.bind(word);
    qint64 id = row.step() ? row.integer(0) : 0;
    if (id == 0) {
        auto made = m_file.prepared("INSERT INTO term (text, length, uses) VALUES (?, ?, 0) RETURNING id");
        made.bind(word).bind(qint64(word.size()));
        while (made.step())
            id = made.integer(0);
    }
    m_ids.insert(word, id);
    return id;
}

void TermStore::flush()
{
    bool hasUnused = false;
    {
        auto update = m_file.prepared("UPDATE term SET uses = uses + ? WHERE id = ? RETURNING uses");
        for (auto change = m_counts.cbegin(); change != m_counts.cend(); ++change) {
            update.bind(qint64(change.value())).bind(change.key());
            while (update.step())
                hasUnused = update.integer(0) <= 0 || hasUnused;
        }
    }
    if (hasUnused) {
        auto gone = m_file.prepared("DELETE FROM term WHERE id = ? AND uses <= 0");
        for (auto change = m_counts.cbegin(); change != m_counts.cend(); ++change)
            gone.bind(change.key()).run();
        m_ids.clear();
    }
    m_counts.clear();
}

void TermStore::forget()
{
    m_ids.clear();
    m_counts.clear();
}

KnownTerm TermStore::find(const QString &word)
{
    auto row = m_file.prepared("SELECT id, uses FROM term WHERE text = ?");
    row.bind(word);
    return row.step() ? KnownTerm{row.integer(0), word, row.integer(1)} : KnownTerm{.text = word};
}

QList<KnownTerm> TermStore::beginningWith(const QString &word, int most)
{
    QList<KnownTerm> terms;
    auto rows
        = m_file.prepared("SELECT id, text, uses FROM term WHERE text >= ?1 AND text < ?2 ORDER BY uses DESC LIMIT ?3");
    rows.bind(word).bind(endOfPrefix(word)).bind(qint64(most));
    while (rows.step())
        terms << KnownTerm{rows.integer(0), rows.text(1), rows.integer(2)};
    return terms;
}

QList<KnownTerm> TermStore::near(const QString &word, int most)
{
    const qsizetype slips = forgivenSlips(word.size());
    if (slips == 0)
        return {};
    // The first letter is hardly ever the wrong one; but where nothing else is near, it may be.
    QList<KnownTerm> terms;
    for (qsizetype length = word.size() - slips; length <= word.size() + slips; ++length) {
        auto rows = m_file.prepared("SELECT text, id FROM term WHERE length = ? AND text >= ? AND text < ?");
        rows.bind(qint64(length)).bind(word.first(1)).bind(endOfPrefix(word.first(1)));
        addNear(rows, word, terms);
    }
    if (terms.isEmpty()) {
        auto rows = m_file.prepared("SELECT text, id FROM term WHERE length BETWEEN ? AND ?");
        rows.bind(qint64(word.size() - slips)).bind(qint64(word.size() + slips));
        addNear(rows, word, terms);
    }
    for (KnownTerm &term : terms)
        term.uses = find(term.text).uses;
    const auto isBetter = [](const KnownTerm &one, const KnownTerm &other) {
        return one.slips != other.slips ? one.slips < other.slips
            : one.uses != other.uses    ? one.uses > other.uses
                                        : one.text < other.text;
    };
    std::sort(terms.begin(), terms.end(), isBetter);
    return terms.first(std::min<qsizetype>(most, terms.size()));
}

void TermStore::addNear(SqliteStatement &rows, const QString &word, QList<KnownTerm> &terms)
{
    const int slips = forgivenSlips(word.size());
    const std::uint32_t letters = lettersOf(word.toUtf8());
    while (rows.step()) {
        const QByteArrayView text = rows.utf8(0);
        if (std::popcount(lettersOf(text) ^ letters) > 6 * slips) // a letter has up to three bytes
            continue;
        const QString candidate = QString::fromUtf8(text);
        if (const int distance = typingDistance(word, candidate, slips); distance > 0 && distance <= slips)
            terms << KnownTerm{rows.integer(1), candidate, 0, distance};
    }
}

} // namespace freshet
