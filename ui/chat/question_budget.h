// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/attachment.h"
#include "core/history/history_store.h"
#include "core/query/prompt_builder.h"

#include <QObject>
#include <QTimer>

namespace freshet {

/// Estimates what a question will take while it is being written: in another thread, a few times a second at most.
class QuestionBudget : public QObject {
    Q_OBJECT

public:
    /// What is estimated. Its parts come without the texts of draft and messages.
    struct Question {
        Draft draft;
        QList<StoredMessage> messages; ///< The chat so far.
        PromptParts parts;
        PromptBuilder builder;
    };

    explicit QuestionBudget(QObject *parent = nullptr);

    void setOutdated(); ///< Something has changed: needed() comes soon.
    void estimate(const Question &question); ///< The answer to needed(); estimated() follows.

signals:
    void needed();
    void estimated(const freshet::Prompt &expected); ///< Without messages and sources.

private:
    QTimer m_timer;
    bool m_isEstimating = false;
    bool m_isOutdated = false;
};

} // namespace freshet
