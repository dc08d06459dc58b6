// SPDX-License-Identifier: MIT
#include "core/archive/archive_reader.h"

#include "core/archive/chat_files.h"
#include "core/archive/chat_json.h"
#include "core/archive/foreign_chat.h"
#include "core/archive/foreign_text.h"
#include "core/zip/zip_file.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTemporaryFile>

#include <algorithm>

namespace freshet {

namespace {

using namespace archive_limits;

constexpr qint64 kFilePiece = 1 << 20;
constexpr qint64 kMaxArchiveHeadBytes = 64 * 1024;
constexpr double kScanShare = 0.3; ///< Of the whole work; the rest is reading each chat.

tl::unexpected<Error> unreadable(const QString &message)
{
    return failure({.kind = ErrorKind::BadRequest, .message = message});
}

tl::unexpected<Error> stopped()
{
    return failure({.kind = ErrorKind::Cancelled, .message = QStringLiteral("The import was stopped.")});
}

Result<QJsonObject> objectAt(QIODevice &file, qint64 begin, qint64 end)
{
    if (!file.seek(begin))
        return unreadable(QStringLiteral("The file cannot be read any more."));
    const QByteArray bytes = file.read(end - begin);
    QJsonParseError problem;
    QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (problem.error == QJsonParseError::IllegalUTF8String) // one broken character should not cost a chat
        document = QJsonDocument::fromJson(QString::fromUtf8(bytes).toUtf8(), &problem);
    if (problem.error != QJsonParseError::NoError)
        return unreadable(QStringLiteral("It is broken at byte %1 of the file.").arg(begin + problem.offset));
    if (!document.isObject())
        return unreadable(QStringLiteral("It is no chat."));
    return document.object();
}

/// "conversations.json", wherever it lies; large exports have several.
bool isChatFile(const ZipEntry &entry)
{
    const QString name = entry.name.mid(entry.name.lastIndexOf(u'/') + 1).toLower();
    return name.endsWith(QLatin1String(".json"))
        && (name.startsWith(QLatin1String("conversations")) || name.contains(QLatin1String("chat-export"))
            || name.startsWith(QLatin1String("freshet")));
}

} // namespace

ArchiveReader::ArchiveReader() = default;
ArchiveReader::~ArchiveReader() = default;

Status ArchiveReader::open(const QString &path, const Progress &progress)
{
    auto file = std::make_unique<QFile>(path);
    if (QFileInfo(path).isDir() || !file->open(QIODevice::ReadOnly))
        return unreadable(QStringLiteral("%1 cannot be read. Is it a file, and are you allowed to read it?").arg(path));
    if (file->size() > kMaxFileBytes)
        return unreadable(QStringLiteral("%1 is larger than 4 GB, which is more than can be imported.").arg(path));
    const bool isZip = ZipFile::isZip(file->peek(4));
    const Status status = isZip ? openZip(std::move(file), progress) : scan(std::move(file), progress);
    if (!status)
        return status;
    if (!m_hasKnown) {
        return unreadable(
            QStringLiteral("%1 holds no chats that are known here. Freshet imports what ChatGPT, Claude, Open"
                           " WebUI and Freshet export, as .json or .zip.")
                .arg(path));
    }
    std::stable_sort(m_entries.begin(), m_entries.end(),
        [](const Entry &left, const Entry &right) { return left.changedAt < right.changedAt; });
    return {};
}

Status ArchiveReader::openZip(std::unique_ptr<QIODevice> file, const Progress &progress)
{
    const Result<ZipFile> zip = ZipFile::open(*file);
    if (!zip)
        return failure(zip.error());
    m_zipFile = std::move(file);
    m_zip = std::make_unique<ZipFile>(*zip);
    m_files = std::make_unique<ArchiveFiles>(*m_zip);
    bool hasAny = false;
    for (const ZipEntry &entry : m_zip->entries()) {
        if (!isChatFile(entry))
            continue;
        hasAny = true;
        if (const Status status = unpack(entry, progress); !status)
            return status;
    }
    return hasAny
        ? Status()
        : unreadable(QStringLiteral("The .zip file holds no conversations.json, so there are no chats in it."));
}

Status ArchiveReader::unpack(const ZipEntry &entry, const Progress &progress)
{
    auto file = std::make_unique<QTemporaryFile>();
    JsonItemScanner scanner;
    bool isStopped = false;
    bool isFull = !file->open();
    const auto take = [&](QByteArrayView piece) {
        isFull = isFull || file->write(piece.data(), piece.size()) != piece.size();
        scanner.feed(piece);
        isStopped = !progress(kScanShare * static_cast<double>(file->size()) / static_cast<double>(kMaxFileBytes));
        return !isFull && !isStopped;
    };
    const Status status = isFull ? Status() : m_zip->read(entry, take);
    if (isStopped)
        return stopped();
    if (isFull || !file->flush())
        return unreadable(QStringLiteral("The .zip file cannot be unpacked: the disk with temporary files is full."));
    if (!status)
        return status;
    scanner.finish();
    return takeDocument(std::move(file), scanner, progress);
}

Status ArchiveReader::scan(std::unique_ptr<QIODevice> file, const Progress &progress)
{
    JsonItemScanner scanner;
    const auto size = static_cast<double>(std::max<qint64>(1, file->size()));
    for (QByteArray piece = file->read(kFilePiece); !piece.isEmpty(); piece = file->read(kFilePiece)) {
        scanner.feed(piece);
        if (!progress(kScanShare * static_cast<double>(file->pos()) / size))
            return stopped();
    }
    scanner.finish();
    return takeDocument(std::move(file), scanner, progress);
}

Status ArchiveReader::takeDocument(
    std::unique_ptr<QIODevice> file, const JsonItemScanner &scanner, const Progress &progress)
{
    if (scanner.items().isEmpty() && !scanner.problem().isEmpty())
        return unreadable(scanner.problem());
    Document document{.file = std::move(file)};
    if (const Status status = takeHead(document, scanner.headEnd()); !status)
        return status;
    m_hasKnown = m_hasKnown || document.form == Form::Own;
    m_documents.push_back(std::move(document));
    const auto total = static_cast<double>(std::max<qsizetype>(1, scanner.items().size()));
    for (qsizetype i = 0; i < scanner.items().size(); ++i) {
        tryItem(m_documents.size() - 1, scanner.items().at(i), i + 1);
        if (!progress(kScanShare + (1 - kScanShare) * static_cast<double>(i + 1) / total))
            return stopped();
    }
    if (!scanner.problem().isEmpty())
        m_skipped << SkippedChat{QStringLiteral("The rest of the file"), scanner.problem()};
    return {};
}

Status ArchiveReader::takeHead(Document &document, qint64 headEnd) const
{
    if (headEnd <= 0 || headEnd > kMaxArchiveHeadBytes || !document.file->seek(0))
        return {};
    const QJsonObject head = QJsonDocument::fromJson(document.file->read(headEnd) + "]}").object();
    if (!isChatJsonHead(head))
        return {};
    document.form = Form::Own;
    return checkChatJsonHead(head);
}

void ArchiveReader::tryItem(size_t document, const JsonItem &item, qsizetype number)
{
    QString title;
    ChatFiles files; // none is unpacked before the chat is taken
    Result<StoredChat> chat = item.problem.isEmpty() ? read(m_documents.at(document), item, files, &title)
                                                     : Result<StoredChat>(unreadable(item.problem));
    if (chat) {
        m_entries.push_back({document, item, chat->info.changedAt});
        m_hasKnown = true;
        return;
    }
    const QString clean = foreign::line(title, kMaxTitle);
    m_skipped << SkippedChat{
        clean.isEmpty() ? QStringLiteral("Chat %1 of the file").arg(number) : clean, chat.error().message};
    m_hasKnown = m_hasKnown || !title.isNull();
}

Result<StoredChat> ArchiveReader::read(
    const Document &document, const JsonItem &item, ChatFiles &files, QString *title) const
{
    const Result<QJsonObject> object = objectAt(*document.file, item.begin, item.end);
    if (!object)
        return failure(object.error());
    const auto form = document.form == Form::Own ? ChatForm::Freshet : chatFormOf(*object);
    if (!form)
        return unreadable(QStringLiteral("It is no chat of ChatGPT, Claude, Open WebUI or Freshet."));
    if (title)
        *title = titleOf(*form, *object);
    return chatFrom(*form, *object, files);
}

Result<ArchivedChat> ArchiveReader::read(int index) const
{
    const Entry &entry = m_entries.at(static_cast<size_t>(index));
    ChatFiles files(m_files.get());
    const Result<StoredChat> chat = read(m_documents.at(entry.document), entry.item, files, nullptr);
    if (!chat)
        return failure(chat.error());
    return ArchivedChat{*chat, files.problems()};
}

qint64 ArchiveReader::sizeOf(int index) const
{
    const JsonItem &item = m_entries.at(static_cast<size_t>(index)).item;
    return item.end - item.begin;
}

} // namespace freshet
