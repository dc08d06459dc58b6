// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/zip/zip_file.h"

#include <QBuffer>
#include <QHash>
#include <QXmlStreamReader>

#include <functional>
#include <memory>

namespace freshet {

/// A document that is a .zip of parts: DOCX, ODT, EPUB. A stranger's: no part and not all of them together unpack to
/// more than a document may have, and nothing is unpacked that is not asked for.
class DocumentPackage {
public:
    static constexpr qint64 kMostPacked = 100 * 1024 * 1024; ///< Of the document itself.
    static constexpr qint64 kMostUnpacked = 128 * 1024 * 1024; ///< Of all parts that are asked for.

    static Result<DocumentPackage> open(const QByteArray &bytes);

    bool has(const QString &part) const { return m_entries.contains(part); }

    /// Whether the parts, by what the package says of itself, may be read all: before the work of reading the first.
    Status checkSize(const QStringList &parts) const;

    /// Asks for each part once; a part that is not there is an error.
    Result<QByteArray> read(const QString &part);

    /// The bytes of a part that may be missing: empty then.
    Result<QByteArray> readIfThere(const QString &part);

private:
    explicit DocumentPackage(const QByteArray &bytes);

    std::unique_ptr<QBuffer> m_file;
    std::unique_ptr<ZipFile> m_zip;
    QHash<QString, qsizetype> m_entries;
    qint64 m_left = kMostUnpacked;
};

/// Called for each element and text of a part, in order.
struct PartVisitor {
    /// May take the element as a whole out of the reader (readElementText(), skipCurrentElement()); then it has no end.
    std::function<void(QXmlStreamReader &xml)> begin;
    std::function<void(QStringView name)> end = {}; ///< Without its prefix.
    std::function<void(QStringView text)> text = {};
};

/// Walks through the XML of a part. What is not well-formed, is nested more than a document is, or declares
/// entities is damaged.
Status walkPart(const QByteArray &xml, const PartVisitor &visitor);

/// The value of the attribute @p name, whatever its prefix, of the element at hand; null when it has none.
QString attributeOf(const QXmlStreamReader &xml, QLatin1String name);

/// The text of the first element @p name; empty when there is none, or the XML is damaged.
QString firstText(const QByteArray &xml, QStringView name);

/// What is wrong with a document, for the reader of one.
tl::unexpected<Error> damagedDocument();
tl::unexpected<Error> lockedDocument();

} // namespace freshet
