// SPDX-License-Identifier: MIT
#include "core/retrieval/context_builder.h"

#include "core/retrieval/near_duplicate.h"
#include "core/retrieval/token_estimate.h"

#include <QFileInfo>

#include <algorithm>

namespace freshet {

namespace {

constexpr qsizetype kSourceElementTokens = 60; // what stands around a source in the prompt
constexpr double kEstimateMargin = 1.1; // of texts that are not read yet
constexpr int kNotFound = -1;

QString documentName(const Source &source)
{
    return source.path.isEmpty() ? source.title : QFileInfo(source.path).fileName();
}

qsizetype tokensOfSource(const Source &source) { return estimatedTokens(source.text) + kSourceElementTokens; }

/// Those of different texts that fit, best first and @p mostOfADocument of each document at most. The one that stays of
/// several with the same text names the others' documents.
QList<FoundPassage> chosenOf(
    const QList<FoundPassage> &found, const ContextBuilder::Limits &limits, int mostOfADocument)
{
    QList<FoundPassage> chosen;
    QList<NearDuplicateKey> keys;
    QHash<qint64, int> taken;
    qsizetype room = limits.tokens;
    for (const FoundPassage &passage : found) {
        const NearDuplicateKey key(passage.text);
        const auto same
            = std::find_if(keys.begin(), keys.end(), [&](const NearDuplicateKey &other) { return other.matches(key); });
        if (same != keys.end()) {
            FoundPassage &first = chosen[same - keys.begin()];
            const QString name = documentName(passage);
            if (passage.document != first.document && !first.alsoIn.contains(name))
                first.alsoIn << name;
            continue;
        }
        const qsizetype cost = tokensOfSource(passage);
        if (chosen.size() >= limits.passages || cost > room || taken[passage.document] >= mostOfADocument)
            continue;
        room -= cost;
        ++taken[passage.document];
        chosen << passage;
        keys << key;
    }
    return chosen;
}

/// Of each document so many at most that others have their say.
QList<FoundPassage> chosenOf(const QList<FoundPassage> &found, const ContextBuilder::Limits &limits)
{
    const QList<FoundPassage> chosen = chosenOf(found, limits, ContextBuilder::kMostOfADocument);
    const bool isOneDocument = std::all_of(chosen.begin(), chosen.end(),
        [&](const FoundPassage &passage) { return passage.document == chosen.first().document; });
    return isOneDocument ? chosenOf(found, limits, limits.passages) : chosen;
}

/// "Guide › Keys" of "Guide › Keys › Keychain" and "Guide › Keys › Files".
QString commonHeading(const QString &a, const QString &b)
{
    const QString separator = QStringLiteral(" › ");
    const QStringList first = a.split(separator);
    const QStringList second = b.split(separator);
    const auto differ = std::mismatch(first.begin(), first.end(), second.begin(), second.end()).first;
    return first.first(differ - first.begin()).join(separator);
}

} // namespace

struct ContextBuilder::Piece {
    qint64 id = 0;
    qsizetype start = 0;
    qsizetype end = 0;
    std::optional<int> page;
    QString heading;
    QString text;
    int rank = kNotFound; ///< Among the chosen ones.
    bool isTaken = false;

    qsizetype size() const { return end - start; }
};

struct ContextBuilder::Layout {
    QList<Piece> pieces; ///< In the document's order, without gaps but for blank space.
    double tokensPerCharacter = 1;

    qsizetype cost(qsizetype characters) const
    {
        return static_cast<qsizetype>(static_cast<double>(characters) * tokensPerCharacter * kEstimateMargin);
    }

    qsizetype wholeCost() const
    {
        qsizetype tokens = 0;
        for (qsizetype i = 0; i < pieces.size(); ++i) {
            tokens += cost(pieces.at(i).size());
            tokens += i == 0 || pieces.at(i).page != pieces.at(i - 1).page ? kSourceElementTokens : 0;
        }
        return tokens;
    }

    /// Marks the piece that @p found is, if it is still there.
    void take(const FoundPassage &found, int rank)
    {
        for (Piece &piece : pieces) {
            if (piece.id != found.passage)
                continue;
            piece.text = found.text;
            piece.rank = rank;
            piece.isTaken = true;
        }
    }

    /// Taken pieces that follow each other, as one source each; @p model tells what all of them have in common.
    QList<std::pair<int, Source>> joined(const QList<FoundPassage> &chosen, const Source &model) const
    {
        QList<std::pair<int, Source>> groups; // with the best rank in each
        for (qsizetype i = 0; i < pieces.size(); ++i) {
            const Piece &piece = pieces.at(i);
            if (!piece.isTaken)
                continue;
            const bool goesOn = i > 0 && pieces.at(i - 1).isTaken && pieces.at(i - 1).page == piece.page;
            if (!goesOn) {
                Source source = model;
                source.page = piece.page;
                source.heading = piece.heading;
                source.start = piece.start;
                source.end = piece.start;
                source.text.clear();
                source.score = 0;
                source.alsoIn.clear();
                groups << std::pair(kNotFound, source);
            }
            auto &[rank, source] = groups.last();
            source.text += QString(piece.start - source.end, u'\n') + piece.text;
            source.end = piece.end;
            source.heading = commonHeading(source.heading, piece.heading);
            if (piece.rank == kNotFound)
                continue;
            rank = rank == kNotFound ? piece.rank : std::min(rank, piece.rank);
            const Source &found = chosen.at(piece.rank);
            source.score = std::max(source.score, found.score);
            for (const QString &name : found.alsoIn) {
                if (!source.alsoIn.contains(name))
                    source.alsoIn << name;
            }
        }
        return groups;
    }
};

Result<QList<Source>> ContextBuilder::sourcesFor(const QList<FoundPassage> &found, const Limits &limits)
{
    const QList<FoundPassage> chosen = chosenOf(found, limits);
    Layouts layouts;
    QList<qint64> documents; // best first
    QHash<qint64, qsizetype> characters;
    QHash<qint64, qsizetype> tokens;
    for (const FoundPassage &passage : chosen) {
        characters[passage.document] += std::max<qsizetype>(1, passage.text.size());
        tokens[passage.document] += estimatedTokens(passage.text);
        if (layouts.contains(passage.document))
            continue;
        const auto layout = layoutOf(passage.document);
        if (!layout)
            return failure(layout.error());
        layouts.emplace(passage.document, *layout);
        documents << passage.document;
    }
    qsizetype whole = 0;
    qsizetype used = 0;
    for (auto &[id, layout] : layouts) {
        layout.tokensPerCharacter = static_cast<double>(tokens.value(id)) / static_cast<double>(characters.value(id));
        whole += layout.wholeCost();
    }
    for (int rank = 0; rank < chosen.size(); ++rank) {
        layouts.at(chosen.at(rank).document).take(chosen.at(rank), rank);
        used += tokensOfSource(chosen.at(rank));
    }
    const bool isWhole = whole <= limits.tokens;
    if (!isWhole)
        addNeighbours(chosen, layouts, limits.tokens - used);

    QList<std::pair<int, Source>> ranked;
    for (const qint64 id : std::as_const(documents)) {
        Layout &layout = layouts.at(id);
        for (Piece &piece : layout.pieces)
            piece.isTaken |= isWhole;
        if (const Status read = readTexts(layout); !read)
            return failure(read.error());
        const auto first = std::find_if(
            chosen.begin(), chosen.end(), [id](const FoundPassage &passage) { return passage.document == id; });
        ranked << layout.joined(chosen, *first);
    }
    if (!isWhole) {
        std::stable_sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    }
    QList<Source> sources;
    for (auto &[rank, source] : ranked) {
        source.number = static_cast<int>(sources.size()) + 1;
        sources << source;
    }
    return sources;
}

/// What stands before and behind the best passages, under the same heading and on the same page, as long as there is
/// @p room.
void ContextBuilder::addNeighbours(const QList<FoundPassage> &chosen, Layouts &layouts, qsizetype room)
{
    for (int rank = 0; rank < chosen.size(); ++rank) {
        Layout &layout = layouts.at(chosen.at(rank).document);
        QList<Piece> &pieces = layout.pieces;
        const auto at
            = std::find_if(pieces.cbegin(), pieces.cend(), [rank](const Piece &piece) { return piece.rank == rank; });
        if (at == pieces.cend())
            continue;
        const qsizetype place = at - pieces.cbegin();
        for (const qsizetype next : {place + 1, place - 1}) {
            if (next < 0 || next >= pieces.size() || pieces.at(next).isTaken)
                continue;
            const qsizetype cost = layout.cost(pieces.at(next).size());
            if (cost > room || pieces.at(next).heading != pieces.at(place).heading
                || pieces.at(next).page != pieces.at(place).page)
                continue;
            pieces[next].isTaken = true;
            room -= cost;
        }
    }
}

Result<ContextBuilder::Layout> ContextBuilder::layoutOf(qint64 document)
{
    const auto rows = m_database.run(
        QStringLiteral("SELECT id, start, end, page, heading FROM passage WHERE document = ? ORDER BY ord"),
        {document});
    if (!rows)
        return failure(rows.error());
    Layout layout;
    for (const QVariantList &row : *rows) {
        layout.pieces << Piece{.id = row.at(0).toLongLong(),
            .start = row.at(1).toLongLong(),
            .end = row.at(2).toLongLong(),
            .page = row.at(3).isNull() ? std::nullopt : std::optional(row.at(3).toInt()),
            .heading = row.at(4).toString(),
            .text = {}};
    }
    return layout;
}

Status ContextBuilder::readTexts(Layout &layout)
{
    QHash<qint64, Piece *> missing;
    QList<qint64> ids;
    for (Piece &piece : layout.pieces) {
        if (!piece.isTaken || !piece.text.isEmpty())
            continue;
        missing.insert(piece.id, &piece);
        ids << piece.id;
    }
    if (ids.isEmpty())
        return {};
    const auto rows = m_database.run(
        QStringLiteral("SELECT passage, text FROM passage_text WHERE passage IN (SELECT value FROM json_each(?))"),
        {jsonListOf(ids)});
    if (!rows)
        return failure(rows.error());
    for (const QVariantList &row : *rows)
        missing.take(row.at(0).toLongLong())->text = row.at(1).toString();
    for (Piece *const gone : std::as_const(missing)) // another program removed it a moment ago
        gone->isTaken = false;
    return {};
}

} // namespace freshet
