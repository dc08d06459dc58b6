// SPDX-License-Identifier: MIT
#include "core/retrieval/epub_reader.h"

#include "core/retrieval/html_reader.h"
#include "core/retrieval/paragraph_writer.h"
#include "core/retrieval/text_decoder.h"

#include <QDir>
#include <QSet>
#include <QUrl>

namespace freshet {

namespace {

struct Book {
    QString title;
    QStringList chapters; ///< Parts of the package, in the order of reading.
};

/// The part that @p link in the part @p from means. Whatever it says, it is only looked up among the parts.
QString linkedPart(const QString &from, QStringView link)
{
    const QString path = QUrl::fromPercentEncoding(link.left(link.indexOf(u'#')).toUtf8());
    const QString folder = from.left(from.lastIndexOf(u'/') + 1);
    return QDir::cleanPath(QString(folder + path));
}

Result<QString> packagePart(DocumentPackage &package)
{
    const auto container = package.read(QStringLiteral("META-INF/container.xml"));
    if (!container)
        return failure(container.error());
    QString part;
    const Status walked = walkPart(*container, {.begin = [&part](QXmlStreamReader &xml) {
        if (part.isEmpty() && xml.name() == u"rootfile")
            part = xml.attributes().value(QLatin1String("full-path")).toString();
    }});
    if (!walked)
        return failure(walked.error());
    return part;
}

Result<Book> bookOf(const QByteArray &xml, const QString &part)
{
    constexpr qsizetype mostChapters = 20'000;
    Book book;
    QHash<QString, QString> files; // by id
    QSet<QString> seen;
    const auto begin = [&](QXmlStreamReader &at) {
        const QXmlStreamAttributes attributes = at.attributes();
        if (at.name() == u"item") {
            files.insert(attributes.value(QLatin1String("id")).toString(),
                linkedPart(part, attributes.value(QLatin1String("href"))));
        } else if (at.name() == u"itemref" && book.chapters.size() < mostChapters) {
            const QString file = files.value(attributes.value(QLatin1String("idref")).toString());
            if (!file.isEmpty() && !seen.contains(file))
                book.chapters << file;
            seen.insert(file);
        } else if (at.name() == u"title" && book.title.isEmpty())
            book.title = canonicalText(at.readElementText(QXmlStreamReader::SkipChildElements)).simplified();
    };
    const Status walked = walkPart(xml, {.begin = begin});
    return walked ? Result<Book>(book) : failure(walked.error());
}

/// Fonts may be veiled without a key; with anything else the book is locked.
bool isLocked(const QByteArray &encryption)
{
    bool isContentLocked = false;
    const auto begin = [&](QXmlStreamReader &xml) {
        if (xml.name() != u"EncryptionMethod")
            return;
        const QStringView algorithm = xml.attributes().value(QLatin1String("Algorithm"));
        isContentLocked = isContentLocked
            || (algorithm != u"http://www.idpf.org/2008/embedding" && algorithm != u"http://ns.adobe.com/pdf/enc#RC");
    };
    return !encryption.isEmpty() && (!walkPart(encryption, {.begin = begin}) || isContentLocked);
}

void appendChapter(ExtractedText &whole, const ExtractedText &chapter)
{
    if (chapter.text.trimmed().isEmpty() || whole.text.size() >= ParagraphWriter::kMostText)
        return;
    if (!whole.text.isEmpty())
        whole.text += QStringLiteral("\n\n");
    for (const HeadingMark &heading : chapter.headings)
        whole.headings << HeadingMark{whole.text.size() + heading.offset, heading.level, heading.text};
    whole.text += chapter.text;
}

} // namespace

Result<ExtractedText> EpubReader::read(const QByteArray &bytes, const StopCheck &isStopped) const
{
    auto package = DocumentPackage::open(bytes);
    if (!package)
        return failure(package.error());
    const auto encryption = package->readIfThere(QStringLiteral("META-INF/encryption.xml"));
    if (!encryption)
        return failure(encryption.error());
    if (isLocked(*encryption)) {
        return failure({.kind = ErrorKind::BadRequest,
            .message = QStringLiteral("The book is protected against copying, so it cannot be read here.")});
    }
    const auto part = packagePart(*package);
    if (!part)
        return failure(part.error());
    const auto xml = package->read(*part);
    if (!xml)
        return failure(xml.error());
    const auto book = bookOf(*xml, *part);
    if (!book)
        return failure(book.error());
    if (const Status fits = package->checkSize(book->chapters); !fits)
        return failure(fits.error());
    ExtractedText document{.title = book->title};
    for (const QString &chapter : book->chapters) {
        const auto page = package->readIfThere(chapter); // one that is missing leaves the others
        if (!page)
            return failure(page.error());
        const auto text = HtmlReader().read(*page, isStopped);
        if (!text)
            return failure(text.error());
        appendChapter(document, *text);
    }
    return document;
}

} // namespace freshet
