// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QList>
#include <QString>

namespace freshet {

/// A line of a file that a command reads.
struct JsonLine {
    int number = 0; ///< From 1.
    QString id; ///< Unique in the file; a number there is its digits here.
    QJsonObject object;
};

/// A file of JSON objects with an "id" each, one a line; blank lines count, but are none.
///
/// Whole or not at all: the first line that is anything else is an error that names the line and what is wrong with it.
class JsonLinesFile {
public:
    /// @p form is how a line should look, for the errors: `{"id": "...", "text": "..."}`.
    JsonLinesFile(const QString &path, const QString &form) : m_path(path), m_form(form) { }

    Result<QList<JsonLine>> read() const;

    /// What is wrong with a line, for who reads more in it; @p problem goes on with a sentence: `has no "text"`.
    Error problemAt(int number, const QString &problem) const;

private:
    Result<JsonLine> parsed(int number, const QByteArray &line) const;

    const QString m_path;
    const QString m_form;
};

} // namespace freshet
