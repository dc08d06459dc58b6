// SPDX-License-Identifier: MIT
#include "core/providers/embedding_list_builder.h"

#include "core/base/json.h"
#include "core/providers/embedding_adapter.h"
#include "core/providers/error_classifier.h"

#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <limits>

namespace freshet {

namespace {

constexpr double kLargestFloat = std::numeric_limits<float>::max();

Error brokenEmbeddings(const ProviderConfig &config, const char *problem)
{
    return {.kind = ErrorKind::Protocol,
        .message = QStringLiteral("%1 sent embeddings that cannot be used: %2. Choose another model.")
                       .arg(serverName(config), QString::fromUtf8(problem))};
}

/// Empty when anything in it is no finite number.
EmbeddingVector vectorOfNumbers(const QJsonArray &numbers)
{
    EmbeddingVector vector;
    vector.reserve(std::min<qsizetype>(numbers.size(), kMaxEmbeddingDimensions));
    for (const QJsonValue &number : numbers) {
        const double value = number.toDouble(std::nan(""));
        if (!(std::abs(value) <= kLargestFloat) || vector.size() >= kMaxEmbeddingDimensions)
            return {};
        vector.append(static_cast<float>(value));
    }
    return vector;
}

EmbeddingVector vectorOfBase64(const QString &text)
{
    const auto decoded = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    constexpr qsizetype kNumber = sizeof(float);
    const qsizetype count = decoded.decoded.size() / kNumber;
    if (!decoded || count * kNumber != decoded.decoded.size() || count > kMaxEmbeddingDimensions)
        return {};
    EmbeddingVector vector(count);
    for (qsizetype i = 0; i < count; ++i) {
        vector[i] = qFromLittleEndian<float>(decoded.decoded.constData() + i * kNumber);
        if (!std::isfinite(vector[i]))
            return {};
    }
    return vector;
}

EmbeddingVector meanOf(const QJsonArray &rows)
{
    QList<double> sum;
    for (const QJsonValue &row : rows) {
        const EmbeddingVector vector = vectorOfNumbers(row.toArray());
        if (sum.isEmpty())
            sum.resize(vector.size());
        if (vector.isEmpty() || vector.size() != sum.size())
            return {};
        for (qsizetype i = 0; i < vector.size(); ++i)
            sum[i] += static_cast<double>(vector[i]);
    }
    EmbeddingVector mean(sum.size());
    for (qsizetype i = 0; i < mean.size(); ++i)
        mean[i] = static_cast<float>(sum[i] / static_cast<double>(rows.size()));
    return mean;
}

EmbeddingVector vectorFrom(const QJsonValue &value)
{
    if (value.isString())
        return vectorOfBase64(value.toString());
    const QJsonArray array = value.toArray();
    return array.at(0).isArray() ? meanOf(array) : vectorOfNumbers(array);
}

bool normalize(EmbeddingVector &vector)
{
    double squares = 0;
    for (const float number : std::as_const(vector))
        squares += static_cast<double>(number) * static_cast<double>(number);
    if (squares == 0)
        return false;
    const double length = std::sqrt(squares);
    for (float &number : vector)
        number = static_cast<float>(static_cast<double>(number) / length);
    return true;
}

} // namespace

Result<QJsonValue> embeddingDocument(const HttpResponse &response, const ProviderConfig &config)
{
    const auto value = json::parse(response.body);
    if (!value && json::isCutOff(response.body))
        return failure({.kind = ErrorKind::Network,
            .message = QStringLiteral("%1 broke off in the middle of its answer. Try again.").arg(serverName(config)),
            .httpStatus = response.status,
            .retryable = true});
    if (!value)
        return failure({.kind = ErrorKind::Protocol,
            .message
            = QStringLiteral("%1 sent no embeddings. Check the base URL and the model.").arg(serverName(config)),
            .httpStatus = response.status});
    if (const auto message = serverMessageIn(json::unwrapped(*value)))
        return failure(classifiedError(*message, response, config));
    return *value;
}

EmbeddingListBuilder::EmbeddingListBuilder(qsizetype expected, const ProviderConfig &config)
    : m_vectors(expected), m_config(config), m_missing(expected)
{
}

Status EmbeddingListBuilder::add(qsizetype index, const QJsonValue &value)
{
    if (index < 0 || index >= m_vectors.size() || !m_vectors.at(index).isEmpty())
        return failure(broken("there are more of them than texts"));
    EmbeddingVector vector = vectorFrom(value);
    if (vector.isEmpty())
        return failure(broken("one is no list of 1 to 8192 numbers"));
    if (m_dimensions == 0)
        m_dimensions = vector.size();
    if (vector.size() != m_dimensions)
        return failure(broken("they differ in length"));
    if (!normalize(vector))
        return failure(broken("one is all zeros"));
    m_vectors[index] = std::move(vector);
    --m_missing;
    return {};
}

Status EmbeddingListBuilder::addAll(const QJsonArray &values)
{
    qsizetype index = 0;
    for (const QJsonValue &value : values) {
        if (const Status added = add(index++, value); !added)
            return added;
    }
    return {};
}

Result<QList<EmbeddingVector>> EmbeddingListBuilder::end()
{
    if (m_missing > 0)
        return failure(broken("there are fewer of them than texts"));
    return std::move(m_vectors);
}

Error EmbeddingListBuilder::broken(const char *problem) const { return brokenEmbeddings(m_config, problem); }

} // namespace freshet
