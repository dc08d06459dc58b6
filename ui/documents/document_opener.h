// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/citation.h"
#include "ui/documents/file_nature.h"

#include <QObject>

#include <functional>

class QDBusConnection;

namespace freshet {

class RetrievalService;

/// Opens the document that a passage is of: in the desktop's program for it, a PDF at its page where that program knows
/// how; or shows it in the file manager.
///
/// Only a file that is a document of the index at that moment is touched, since a stored or imported answer may name
/// any path. One that can be run is shown in its folder in the place of being opened. Nothing here blocks.
class DocumentOpener : public QObject {
    Q_OBJECT

public:
    enum class Way { Open, ShowInFolder };

    /// @p bus is asked for at the first file that is to be shown in its folder.
    DocumentOpener(RetrievalService &retrieval, std::function<QDBusConnection()> bus, QObject *parent = nullptr);

    void open(const Source &source, Way way);

signals:
    /// How it went, once for each open(): a sentence where it went otherwise than asked, else empty.
    void done(const QString &sentence);

private:
    void look(const Source &source, Way way);
    void act(const Source &source, Way way, FileNature nature);
    void showInFolder(const QString &path, const QString &sentence);

    RetrievalService &m_retrieval;
    const std::function<QDBusConnection()> m_bus;
};

} // namespace freshet
