// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QString>

namespace freshet::bench {

/// What measureRetrieval() looks at. Without a collection, texts of a natural vocabulary take its place.
struct RetrievalSubject {
    int passages = 100'000; ///< Of those texts.
    QString collection; ///< {"id","title","text"} lines
    QString questions; ///< {"text"} lines for it
    QString freshet; ///< The program, for what it takes from its start to an answer; empty: not measured.
};

/// Documents from a file of lines to an index, then questions, each as a window asks them: megabytes a second, time and
/// CPU of a question, and what the program takes from its start to the end of an answer. Needs an
/// application object; no display.
QJsonObject measureRetrieval(const RetrievalSubject &subject);

} // namespace freshet::bench
