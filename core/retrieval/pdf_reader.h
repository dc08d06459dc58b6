// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/document_reader.h"

#include <QStringList>

#include <chrono>

namespace freshet {

/// PDF, through the program `pdftotext` of poppler-utils: a child process with little memory, little time and no
/// environment, so that a hostile file can hurt only that. Pages come from its form feeds. Blocks its thread.
class PdfReader : public DocumentReader {
public:
    struct Options {
        QString program; ///< Empty: `pdftotext` in PATH.
        std::chrono::milliseconds timeLimit = std::chrono::minutes(2); ///< Of which its processor time is 30 s.
        qint64 outputLimit = 20 * 1024 * 1024;
    };

    PdfReader() = default;
    explicit PdfReader(const Options &options) : m_options(options) { }

    Result<ExtractedText> read(const QByteArray &bytes, const StopCheck &isStopped) const override;
    qint64 sizeLimit() const override { return 100 * 1024 * 1024; }
    bool hasOwnProcess() const override { return true; }

private:
    Options m_options;
};

/// The text of pages that end in form feeds, with their marks.
ExtractedText pagedText(const QString &text);

} // namespace freshet
