// SPDX-License-Identifier: MIT
#pragma once

#include "ui/highlight/grammar_store.h"
#include "ui/highlight/tokenizer.h"

#include <QObject>
#include <QStringList>

#include <atomic>

namespace freshet {

/// Some lines of one block, and what the first of them begins in.
struct HighlightJob {
    QString scope;
    CodeState state;
    QStringList lines;
};

/// The first lines of a job, at least one.
struct HighlightResult {
    QList<CodeLine> lines;
    CodeState state; ///< Behind them.
    std::chrono::nanoseconds cost{0};
    int dearLines = 0;
};

/// Tokenizes on the thread that it lives on.
class HighlightWorker : public QObject {
    Q_OBJECT

public:
    explicit HighlightWorker(Grammar::Source source); ///< Without one: the grammars of the program.

    void run(const HighlightJob &job);
    void stop() { m_isStopping = true; } ///< From any thread: what runs ends soon, and says nothing.

signals:
    void done(const freshet::HighlightResult &result);

private:
    std::atomic<bool> m_isStopping = false;
    GrammarStore m_store;
    Tokenizer m_tokenizer;
};

} // namespace freshet
