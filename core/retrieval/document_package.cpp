// SPDX-License-Identifier: MIT
#include "core/retrieval/document_package.h"

namespace freshet {

namespace {

constexpr qsizetype kMostParts = 20'000;
constexpr ZipLimits kPackageLimits{.entryBytes = DocumentPackage::kMostUnpacked, .ratio = 200, .freeBytes = 4LL << 20};

tl::unexpected<Error> tooLargePackage()
{
    return failure({.kind = ErrorKind::PayloadTooLarge,
        .message = QStringLiteral("The document unpacks to far more than a document has, so it is not read.")});
}

} // namespace

tl::unexpected<Error> damagedDocument()
{
    return failure({.kind = ErrorKind::BadRequest,
        .message = QStringLiteral("The document is damaged or not whole. Open it in the program that it is from, and"
                                  " save it anew.")});
}

tl::unexpected<Error> lockedDocument()
{
    return failure({.kind = ErrorKind::BadRequest,
        .message = QStringLiteral("The document is protected by a password. Save it without one.")});
}

DocumentPackage::DocumentPackage(const QByteArray &bytes) : m_file(std::make_unique<QBuffer>())
{
    m_file->setData(bytes);
    m_file->open(QIODevice::ReadOnly);
}

Result<DocumentPackage> DocumentPackage::open(const QByteArray &bytes)
{
    DocumentPackage package(bytes);
    const auto zip = ZipFile::open(*package.m_file, kPackageLimits);
    if (!zip)
        return damagedDocument();
    if (zip->entries().size() > kMostParts)
        return tooLargePackage();
    package.m_zip = std::make_unique<ZipFile>(*zip);
    for (qsizetype i = 0; i < zip->entries().size(); ++i)
        package.m_entries.insert(zip->entries().at(i).name, i);
    return package;
}

Status DocumentPackage::checkSize(const QStringList &parts) const
{
    qint64 left = m_left;
    for (const QString &part : parts) {
        const auto found = m_entries.constFind(part);
        const qint64 size = found == m_entries.cend() ? 0 : m_zip->entries().at(*found).size;
        if (size > left)
            return tooLargePackage();
        left -= size;
    }
    return {};
}

Result<QByteArray> DocumentPackage::read(const QString &part)
{
    const auto found = m_entries.constFind(part);
    if (found == m_entries.cend())
        return damagedDocument();
    const ZipEntry &entry = m_zip->entries().at(*found);
    if (entry.isEncrypted)
        return lockedDocument();
    QByteArray content;
    bool isTooMuch = entry.size > m_left;
    const Status unpacked = isTooMuch ? Status() : m_zip->read(entry, [&](QByteArrayView piece) {
        isTooMuch = content.size() + piece.size() > m_left;
        content += piece;
        return !isTooMuch;
    });
    if (isTooMuch)
        return tooLargePackage();
    if (!unpacked)
        return unpacked.error().kind == ErrorKind::PayloadTooLarge ? tooLargePackage() : damagedDocument();
    m_left -= content.size();
    return content;
}

Result<QByteArray> DocumentPackage::readIfThere(const QString &part)
{
    return has(part) ? read(part) : Result<QByteArray>(QByteArray());
}

Status walkPart(const QByteArray &bytes, const PartVisitor &visitor)
{
    constexpr int deepest = 256;
    QXmlStreamReader xml(bytes);
    int depth = 0;
    while (!xml.atEnd()) {
        switch (xml.readNext()) {
        case QXmlStreamReader::DTD:
            if (!xml.entityDeclarations().isEmpty())
                return damagedDocument();
            break;
        case QXmlStreamReader::StartElement:
            visitor.begin(xml);
            if (!xml.isEndElement() && ++depth > deepest)
                return damagedDocument();
            break;
        case QXmlStreamReader::EndElement:
            --depth;
            if (visitor.end)
                visitor.end(xml.name());
            break;
        case QXmlStreamReader::Characters:
            if (visitor.text)
                visitor.text(xml.text());
            break;
        default:
            break;
        }
    }
    return xml.hasError() ? damagedDocument() : Status();
}

QString attributeOf(const QXmlStreamReader &xml, QLatin1String name)
{
    for (const QXmlStreamAttribute &attribute : xml.attributes()) {
        if (attribute.name() == name)
            return attribute.value().toString();
    }
    return {};
}

QString firstText(const QByteArray &bytes, QStringView name)
{
    QString found;
    const Status walked = walkPart(bytes, {.begin = [&](QXmlStreamReader &xml) {
        if (found.isEmpty() && xml.name() == name)
            found = xml.readElementText(QXmlStreamReader::SkipChildElements).simplified();
    }});
    return walked ? found : QString();
}

} // namespace freshet
