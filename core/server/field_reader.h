// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/query_types.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

namespace freshet {

/// Takes the members of a JSON object that a stranger wrote, and refuses what is wrong or unknown.
///
/// Take every member that may be there, then ask refusal(): the first thing wrong, or else a member that nobody took.
/// A member that is null is as one that is absent; one that is refused is taken as absent.
class FieldReader {
public:
    /// @p path names the object in sentences: "options"; empty for the outermost one.
    explicit FieldReader(const QJsonObject &object, const QString &path = {});

    std::optional<QString> text(QLatin1String name);
    std::optional<QString> word(QLatin1String name, qsizetype most); ///< See isPrintableWord().
    std::optional<double> number(QLatin1String name, double least, double most);
    std::optional<qint64> integer(QLatin1String name, qint64 least, qint64 most);
    std::optional<int> count(QLatin1String name, int most = 1'000'000'000); ///< From 1.
    std::optional<bool> flag(QLatin1String name);
    std::optional<QJsonObject> object(QLatin1String name);
    std::optional<QJsonArray> array(QLatin1String name);
    std::optional<QStringList> texts(QLatin1String name, qsizetype most); ///< One text or an array of them, none empty.
    QJsonValue any(QLatin1String name); ///< Of any type; null when absent.

    void require(QLatin1String name); ///< Refuses when the member is absent.
    void refuse(QLatin1String name, const QString &why); ///< With the sentence: the field "options.seed" @p why.
    void refuse(const std::optional<Error> &error); ///< What another reader found wrong in a part of this.

    std::optional<Error> refusal() const; ///< ErrorKind::BadRequest with the field's path in Error::parameter.
    QString pathOf(const QString &name) const; ///< "options.seed"
    QString pathOf(QLatin1String name, qsizetype index) const; ///< "messages[3]"

private:
    const QJsonObject m_object;
    const QString m_path;
    QSet<QString> m_taken;
    std::optional<Error> m_refusal;
};

/// Printable throughout, and of 1 to @p most characters.
bool isPrintableWord(const QString &text, qsizetype most);

/// temperature, top_p, max_tokens, seed, stop, reasoning_effort: each in its range.
GenerationOptions takeGenerationOptions(FieldReader &fields);

QList<CollectionName> takeCollections(FieldReader &fields); ///< `collection`: one, or none when absent.
std::optional<int> takeTopK(FieldReader &fields); ///< `top_k`: 1 to 50.

/// `retrieval` {enabled, collection, top_k}.
RetrievalOptions takeRetrieval(FieldReader &fields);

} // namespace freshet
