// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"

#include <QObject>

#include <optional>

namespace freshet {

/// The handle of one list of documents. finished() comes once, later than the call; deleting it drops the answer.
class DocumentListReply : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    const QList<DocumentInfo> &documents() const { return m_documents; } ///< By their names, failed files among them.
    const std::optional<Error> &error() const { return m_error; }

signals:
    void finished();

private:
    friend class RetrievalService;
    void finish(const QList<DocumentInfo> &documents, const std::optional<Error> &error)
    {
        m_documents = documents;
        m_error = error;
        emit finished();
    }

    QList<DocumentInfo> m_documents;
    std::optional<Error> m_error;
};

} // namespace freshet
