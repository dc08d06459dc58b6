// SPDX-License-Identifier: MIT
#include "ui/documents/document_opener.h"

#include "core/retrieval/retrieval_service.h"
#include "ui/widgets/open_external.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QUrl>
#include <QtConcurrent>

#include <utility>

namespace freshet {

namespace {

constexpr QLatin1String kFileManagerName("org.freedesktop.FileManager1");
constexpr QLatin1String kFileManagerPath("/org/freedesktop/FileManager1");

QString openedName(const QString &path) { return QFileInfo(path).fileName(); }

/// Viewers of PDF that know what follows the "#" open it there; the others open its beginning.
QUrl addressOf(const Source &source)
{
    QUrl url = QUrl::fromLocalFile(source.path);
    if (source.page && source.path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive))
        url.setFragment(QStringLiteral("page=%1").arg(*source.page));
    return url;
}

} // namespace

DocumentOpener::DocumentOpener(RetrievalService &retrieval, std::function<QDBusConnection()> bus, QObject *parent)
    : QObject(parent), m_retrieval(retrieval), m_bus(std::move(bus))
{
}

void DocumentOpener::open(const Source &source, Way way)
{
    SearchReply *const check = m_retrieval.checkIndexed(source.path, this);
    connect(check, &SearchReply::finished, this, [this, check, source, way] {
        check->deleteLater();
        if (!check->error())
            look(source, way);
        else if (check->error()->kind == ErrorKind::NotFound)
            emit done(
                tr("\"%1\" is not among your documents any more, so it is not opened.").arg(openedName(source.path)));
        else
            emit done(check->error()->message);
    });
}

void DocumentOpener::look(const Source &source, Way way)
{
    // Not QFuture::then(): it asserts when its context goes first.
    auto *const watcher = new QFutureWatcher<FileNature>(this);
    connect(watcher, &QFutureWatcher<FileNature>::finished, this, [this, watcher, source, way] {
        watcher->deleteLater();
        act(source, way, watcher->result());
    });
    watcher->setFuture(QtConcurrent::run(natureOf, source.path));
}

void DocumentOpener::act(const Source &source, Way way, FileNature nature)
{
    const QString name = openedName(source.path);
    if (nature == FileNature::Missing)
        emit done(tr("\"%1\" is not there any more: it was moved, renamed or deleted.").arg(name));
    else if (way == Way::ShowInFolder)
        showInFolder(source.path, {});
    else if (nature == FileNature::Program)
        showInFolder(
            source.path, tr("\"%1\" may start a program, so it is shown in its folder and not opened.").arg(name));
    else if (openOnDesktop(addressOf(source)))
        emit done({});
    else
        emit done(tr("No program was found that opens \"%1\".").arg(name));
}

void DocumentOpener::showInFolder(const QString &path, const QString &sentence)
{
    QDBusMessage call = QDBusMessage::createMethodCall(
        kFileManagerName, kFileManagerPath, kFileManagerName, QStringLiteral("ShowItems"));
    call << QStringList{QString::fromLatin1(QUrl::fromLocalFile(path).toEncoded())} << QString();
    auto *const watcher = new QDBusPendingCallWatcher(m_bus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, path, sentence] {
        watcher->deleteLater();
        const QDBusPendingReply<> reply = *watcher;
        const bool isShown = !reply.isError() || openOnDesktop(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
        emit done(isShown ? sentence : tr("No file manager was found that shows \"%1\".").arg(openedName(path)));
    });
}

} // namespace freshet
