// SPDX-License-Identifier: MIT
#include "core/server/field_reader.h"

#include <algorithm>
#include <limits>

namespace freshet {

namespace {

constexpr qsizetype kLongestShownField = 80;
constexpr qsizetype kLongestCollection = 200;
constexpr qsizetype kLongestEffort = 32;
constexpr int kMostStops = 16;
constexpr int kMostPassages = 50;

Error fieldError(const QString &path, const QString &sentence)
{
    return {.kind = ErrorKind::BadRequest, .message = sentence, .parameter = path};
}

/// Names are foreign words: nothing that could garble a line, and no more than fits one.
QString shownField(const QString &path)
{
    QString shown = path.left(kLongestShownField);
    for (QChar &c : shown) {
        if (!c.isPrint())
            c = QChar::ReplacementCharacter;
    }
    return shown;
}

} // namespace

FieldReader::FieldReader(const QJsonObject &object, const QString &path) : m_object(object), m_path(path) { }

QJsonValue FieldReader::any(QLatin1String name)
{
    m_taken.insert(name);
    const QJsonValue value = m_object.value(name);
    return value.isUndefined() ? QJsonValue() : value;
}

std::optional<QString> FieldReader::text(QLatin1String name)
{
    const QJsonValue value = any(name);
    if (value.isString())
        return value.toString();
    if (!value.isNull())
        refuse(name, QStringLiteral("must be a text."));
    return std::nullopt;
}

std::optional<QString> FieldReader::word(QLatin1String name, qsizetype most)
{
    const std::optional<QString> value = text(name);
    if (!value || isPrintableWord(*value, most))
        return value;
    refuse(name, QStringLiteral("must have 1 to %1 printable characters.").arg(most));
    return std::nullopt;
}

std::optional<double> FieldReader::number(QLatin1String name, double least, double most)
{
    const QJsonValue value = any(name);
    if (value.isDouble() && value.toDouble() >= least && value.toDouble() <= most)
        return value.toDouble();
    if (!value.isNull())
        refuse(name, QStringLiteral("must be a number from %1 to %2.").arg(least).arg(most));
    return std::nullopt;
}

std::optional<qint64> FieldReader::integer(QLatin1String name, qint64 least, qint64 most)
{
    const QJsonValue value = any(name);
    const qint64 whole = value.toInteger(0);
    const bool isWhole = whole != 0 || value.toInteger(1) == 0; // else it gives the default
    if (isWhole && whole >= least && whole <= most)
        return whole;
    if (!value.isNull())
        refuse(name, QStringLiteral("must be a whole number from %1 to %2.").arg(least).arg(most));
    return std::nullopt;
}

std::optional<int> FieldReader::count(QLatin1String name, int most)
{
    const std::optional<qint64> value = integer(name, 1, most);
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

std::optional<bool> FieldReader::flag(QLatin1String name)
{
    const QJsonValue value = any(name);
    if (value.isBool())
        return value.toBool();
    if (!value.isNull())
        refuse(name, QStringLiteral("must be true or false."));
    return std::nullopt;
}

std::optional<QJsonObject> FieldReader::object(QLatin1String name)
{
    const QJsonValue value = any(name);
    if (value.isObject())
        return value.toObject();
    if (!value.isNull())
        refuse(name, QStringLiteral("must be an object."));
    return std::nullopt;
}

std::optional<QJsonArray> FieldReader::array(QLatin1String name)
{
    const QJsonValue value = any(name);
    if (value.isArray())
        return value.toArray();
    if (!value.isNull())
        refuse(name, QStringLiteral("must be an array."));
    return std::nullopt;
}

std::optional<QStringList> FieldReader::texts(QLatin1String name, qsizetype most)
{
    const QJsonValue value = any(name);
    if (value.isNull())
        return std::nullopt;
    const QJsonArray array = value.isArray() ? value.toArray() : QJsonArray{value};
    QStringList texts;
    for (const QJsonValue &one : array)
        texts << one.toString(); // no text gives an empty one
    if (texts.size() <= most && !texts.contains(QString()))
        return texts;
    refuse(name, QStringLiteral("must be a text or an array of up to %1 texts, none of them empty.").arg(most));
    return std::nullopt;
}

void FieldReader::require(QLatin1String name)
{
    if (any(name).isNull())
        refuse(name, QStringLiteral("is missing."));
}

void FieldReader::refuse(QLatin1String name, const QString &why)
{
    const QString path = pathOf(name);
    refuse(fieldError(path, QStringLiteral("The field \"%1\" %2").arg(path, why)));
}

void FieldReader::refuse(const std::optional<Error> &error)
{
    if (!m_refusal)
        m_refusal = error;
}

std::optional<Error> FieldReader::refusal() const
{
    if (m_refusal)
        return m_refusal;
    for (auto member = m_object.begin(); member != m_object.end(); ++member) {
        if (!m_taken.contains(member.key())) {
            const QString path = shownField(pathOf(member.key()));
            return fieldError(path, QStringLiteral("The field \"%1\" is not known here; leave it out.").arg(path));
        }
    }
    return std::nullopt;
}

QString FieldReader::pathOf(const QString &name) const
{
    return m_path.isEmpty() ? name : QString(m_path + QLatin1Char('.') + name);
}

QString FieldReader::pathOf(QLatin1String name, qsizetype index) const
{
    return QStringLiteral("%1[%2]").arg(pathOf(name)).arg(index);
}

bool isPrintableWord(const QString &text, qsizetype most)
{
    const QList<uint> characters = text.toUcs4();
    return !characters.isEmpty() && characters.size() <= most
        && std::all_of(characters.begin(), characters.end(), [](uint c) {
               return QChar::isPrint(c) && c != QChar::ReplacementCharacter; // what half a character becomes
           });
}

GenerationOptions takeGenerationOptions(FieldReader &fields)
{
    GenerationOptions options;
    options.temperature = fields.number(QLatin1String("temperature"), 0, 2);
    options.topP = fields.number(QLatin1String("top_p"), 0, 1);
    options.maxTokens = fields.count(QLatin1String("max_tokens"));
    options.seed
        = fields.integer(QLatin1String("seed"), std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max());
    options.reasoningEffort = fields.word(QLatin1String("reasoning_effort"), kLongestEffort).value_or(QString());
    options.stop = fields.texts(QLatin1String("stop"), kMostStops).value_or(QStringList());
    return options;
}

QList<CollectionName> takeCollections(FieldReader &fields)
{
    const auto collection = fields.word(QLatin1String("collection"), kLongestCollection);
    return collection ? QList<CollectionName>{*collection} : QList<CollectionName>();
}

std::optional<int> takeTopK(FieldReader &fields) { return fields.count(QLatin1String("top_k"), kMostPassages); }

RetrievalOptions takeRetrieval(FieldReader &fields)
{
    RetrievalOptions retrieval;
    const QLatin1String name("retrieval");
    if (const auto object = fields.object(name)) {
        FieldReader part(*object, fields.pathOf(name));
        retrieval.isEnabled = part.flag(QLatin1String("enabled"));
        retrieval.collections = takeCollections(part);
        retrieval.topK = takeTopK(part).value_or(retrieval.topK);
        fields.refuse(part.refusal());
    }
    return retrieval;
}

} // namespace freshet
