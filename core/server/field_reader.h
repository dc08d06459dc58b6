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
/// After something was wrong all takes give nothing. A member that is null is as one that is absent.
class FieldReader {
public:
    /// @p path names the object in sentences: "options"; empty for the outermost one.
    explicit FieldReader(const QJsonObject &object, const QString &path = {});

    std::optional<QString> text(QLatin1String name, qsizetype maxCharacters = kAnyLength);
    /// A text of 1 to 64 printable characters, since it is shown and sent back.
    std::optional<QString> id(QLatin1String name);
    std::optional<double> number(QLatin1String name, double least, double most);
    std::optional<qint64> integer(QLatin1String name, qint64 least, qint64 most);
    std::optional<bool> flag(QLatin1String name);
    std::optional<QJsonObject> object(QLatin1String name);
    std::optional<QJsonArray> array(QLatin1String name);
    /// One text or an array of them; none may be empty.
    std::optional<QStringList> texts(QLatin1String name, int most);
    /// For what is read elsewhere, or harmless whatever it says. Undefined when absent.
    QJsonValue any(QLatin1String name);

    void require(QLatin1String name); ///< Refuses when the member is absent, null, or a text without a letter.
    void refuse(QLatin1String name, const QString &why); ///< "`options.temperature` " and @p why; the first one counts.
    void refuse(const std::optional<Error> &error); ///< Likewise, for what another reader found in a part of this.

    bool isRefused() const { return m_refusal.has_value(); }
    std::optional<Error> refusal() const; ///< ErrorKind::BadRequest with the field in Error::parameter.
    QString pathOf(QLatin1String name) const;

    static constexpr qsizetype kAnyLength = 4 * 1024 * 1024;

private:
    const QJsonObject m_object;
    const QString m_path;
    QSet<QString> m_taken;
    std::optional<Error> m_refusal;
};

/// Printable, and of 1 to @p most characters.
bool isPrintableWord(const QString &text, qsizetype most);

/// temperature, top_p, max_tokens, seed, stop, reasoning_effort: each in its range.
GenerationOptions takeGenerationOptions(FieldReader &fields);

/// `retrieval` {enabled, collection, top_k}. A collection alone switches it on.
RetrievalOptions takeRetrieval(FieldReader &fields);

} // namespace freshet
