// SPDX-License-Identifier: MIT
#include "core/archive/chat_files.h"

#include "core/archive/foreign_text.h"

#include <QStringDecoder>

namespace freshet {

namespace {

using namespace archive_limits;

bool isIdCharacter(QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9'); }

QString lastPartOf(const QString &path) { return path.mid(path.lastIndexOf(u'/') + 1); }

/// What @p bytes say, where they are a text.
std::optional<QString> textIn(const QByteArray &bytes)
{
    if (bytes.contains('\0'))
        return std::nullopt;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless); // an end cut off is an error
    QString text = decoder.decode(bytes);
    return decoder.hasError() ? std::nullopt : std::optional(text);
}

} // namespace

ArchiveFiles::ArchiveFiles(const ZipFile &zip, qint64 most) : m_zip(zip), m_left(most)
{
    for (qsizetype i = 0; i < zip.entries().size(); ++i) {
        const QString name = lastPartOf(zip.entries().at(i).name);
        const QString id = idIn(name);
        if (!id.isEmpty() && name.startsWith(id) && !m_entries.contains(id))
            m_entries.insert(id, i);
    }
}

QString ArchiveFiles::idIn(const QString &pointer)
{
    constexpr qsizetype kLongest = 200;
    constexpr qsizetype kMark = 5; // "file-" or "file_"
    const QStringView view = QStringView(pointer).left(kLongest);
    for (qsizetype at = view.indexOf(u"file"); at >= 0; at = view.indexOf(u"file", at + 1)) {
        if (at + kMark > view.size() || (view.at(at + kMark - 1) != u'-' && view.at(at + kMark - 1) != u'_'))
            continue;
        qsizetype end = at + kMark;
        while (end < view.size() && isIdCharacter(view.at(end)))
            ++end;
        const QStringView after = view.sliced(end);
        if (end > at + kMark && !after.startsWith(u"://")) // and not the scheme itself
            return view.sliced(at, end - at).toString();
    }
    return {};
}

QString ArchiveFiles::nameOf(const QString &id) const
{
    const auto entry = m_entries.constFind(id);
    if (entry == m_entries.cend())
        return {};
    const QString rest = lastPartOf(m_zip.entries().at(*entry).name).mid(id.size());
    return rest.startsWith(u'-') || rest.startsWith(u'_') ? rest.mid(1) : QString();
}

tl::expected<QByteArray, ArchiveFiles::Problem> ArchiveFiles::read(const QString &id, qint64 most)
{
    const auto at = m_entries.constFind(id);
    if (at == m_entries.cend())
        return tl::unexpected(Problem::Missing);
    const ZipEntry &entry = m_zip.entries().at(*at);
    const qint64 room = std::min(most, m_left);
    if (entry.size > room)
        return tl::unexpected(Problem::TooLarge);
    QByteArray bytes;
    const Status status = m_zip.read(entry, [&bytes, room](QByteArrayView piece) {
        bytes.append(piece.data(), piece.size());
        return bytes.size() <= room; // its head may say less than there is
    });
    m_left -= std::min<qint64>(bytes.size(), m_left);
    if (bytes.size() > room)
        return tl::unexpected(Problem::TooLarge);
    if (!status)
        return tl::unexpected(Problem::Damaged);
    return bytes;
}

std::optional<Attachment> ChatFiles::count(int &problem)
{
    ++problem;
    return std::nullopt;
}

std::optional<Attachment> ChatFiles::take(const QString &pointer, const QString &name, const QString &mimeType)
{
    const QString id = ArchiveFiles::idIn(pointer);
    if (!m_files || id.isEmpty())
        return count(m_missing);
    const auto bytes = m_files->read(id, std::min<qint64>(kMaxPictureBytes, kMaxChatBytes - m_bytes));
    if (!bytes) {
        const ArchiveFiles::Problem problem = bytes.error();
        return count(problem == ArchiveFiles::Problem::Missing ? m_missing
                : problem == ArchiveFiles::Problem::TooLarge   ? m_tooLarge
                                                               : m_damaged);
    }
    m_bytes += bytes->size();
    const QString known = name.isEmpty() ? m_files->nameOf(id) : name;
    if (auto picture = foreign::picture(known.isEmpty() ? QStringLiteral("picture") : known, {}, *bytes))
        return picture;
    const std::optional<QString> text = mimeType.startsWith(QLatin1String("image/")) ? std::nullopt : textIn(*bytes);
    if (text && text->size() > kMaxText)
        return count(m_tooLarge);
    if (!text)
        ++m_otherKind;
    const QString kind = mimeType.isEmpty() && text ? QStringLiteral("text/plain") : mimeType;
    return foreign::file(known, kind, text.value_or(QString()));
}

QString ChatFiles::problems() const
{
    QStringList parts;
    const auto add = [&parts](int count, const char *words) {
        if (count > 0)
            parts << QStringLiteral("%1 %2").arg(QString::number(count), QLatin1String(words));
    };
    add(m_missing, "not in the export");
    add(m_tooLarge, "too large");
    add(m_tooMany, "too many for one message");
    add(m_damaged, "damaged");
    add(m_otherKind, "neither picture nor text");
    return parts.isEmpty() ? QString()
                           : QStringLiteral("Files that did not come along: ") + parts.join(QLatin1String(", ")) + u'.';
}

} // namespace freshet
