// SPDX-License-Identifier: MIT
#pragma once

#include "core/chat/llm_service.h"
#include "core/diagnosis/stream_pace.h"
#include "core/domain/chat_types.h"

#include <chrono>
#include <functional>
#include <optional>

namespace freshet {

/// A clock that never goes back, for measuring.
using Ticks = std::function<std::chrono::microseconds()>;

/// What came of one tiny question.
struct AnswerTrialResult {
    std::optional<Error> error;
    QString model; ///< That answered.
    bool saidNothing = false; ///< It answered properly, but all its few tokens went into thinking or into nothing.
    Delivery delivery = Delivery::Native;
    StreamPace pace;
    QStringList notes; ///< What had to be asked otherwise than usual.
};

/// Asks a model for a few words, as any question is asked, and measures how they come. Emits finished() once, never
/// before control is back in the event loop. Deleting it aborts.
class AnswerTrial : public QObject {
    Q_OBJECT

public:
    AnswerTrial(LlmService &service, const ModelRef &model, StreamMode streaming, const Ticks &ticks, QObject *parent);

signals:
    void finished(const freshet::AnswerTrialResult &result);

private:
    void onFinished();

    const Ticks m_ticks;
    ChatReply *m_reply; // child of this
    QList<std::chrono::microseconds> m_arrivals;
};

} // namespace freshet
