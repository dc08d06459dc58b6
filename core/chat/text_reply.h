// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/chat_reply.h"

namespace freshet {

/// A ChatReply whose whole text is known at once: revealed bit by bit on grapheme borders, or whole.
class TextReply : public ChatReply {
    Q_OBJECT

public:
    TextReply(const ModelRef& model, const QString& text, StreamMode mode, QObject* parent);
    ~TextReply() override;

    void abort() override;

private:
    void revealMore();

    QString m_whole;
    qsizetype m_shown = 0;
    qsizetype m_step = 0;
};

} // namespace freshet
