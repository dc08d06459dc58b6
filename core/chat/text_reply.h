// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/chat_reply.h"
#include "core/streaming/text_pacer.h"

#include <QTimer>

namespace freshet {

/// A ChatReply whose whole text is known at once: revealed bit by bit on grapheme borders within about two seconds,
/// however long it is, or whole.
class TextReply : public ChatReply {
    Q_OBJECT

public:
    TextReply(const ModelRef &model, const QString &text, StreamMode mode, QObject *parent);
    ~TextReply() override;

    bool isRevealing() const override { return !isFinished() && delivery() == Delivery::Pseudo; }
    void abort() override;
    void revealAll() override;

private:
    void revealMore();

    TextPacer m_pacer;
    const qsizetype m_step; ///< Characters at a time.
    bool m_isWhole; ///< All that is left at once.
    QTimer m_timer;
};

} // namespace freshet
