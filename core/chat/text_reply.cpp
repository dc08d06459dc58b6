// SPDX-License-Identifier: MIT
#include "core/chat/text_reply.h"

#include <QPointer>

#include <algorithm>

namespace freshet {

namespace {

constexpr std::chrono::milliseconds kRevealInterval(16);
constexpr qsizetype kRevealSteps = 100; ///< At most: 1.6 s, and room for a slow event loop.
constexpr qsizetype kRevealAtLeast = 3;

qsizetype revealStep(const QString &text)
{
    return std::max(kRevealAtLeast, (text.size() + kRevealSteps - 1) / kRevealSteps);
}

} // namespace

TextReply::TextReply(const ModelRef &model, const QString &text, StreamMode mode, QObject *parent)
    : ChatReply(model, parent), m_pacer(text), m_step(revealStep(text)), m_isWhole(mode == StreamMode::Whole)
{
    setDelivery(mode == StreamMode::Whole ? Delivery::NonStreaming : Delivery::Pseudo);
    connect(&m_timer, &QTimer::timeout, this, &TextReply::revealMore);
    m_timer.start(mode == StreamMode::Whole ? std::chrono::milliseconds(0) : kRevealInterval);
}

TextReply::~TextReply() = default;

void TextReply::abort()
{
    m_timer.stop();
    fail({.kind = ErrorKind::Cancelled, .message = QStringLiteral("Stopped.")});
}

void TextReply::revealAll()
{
    if (!isRevealing())
        return;
    m_isWhole = true;
    m_timer.start(0);
}

void TextReply::revealMore()
{
    const QPointer<TextReply> self(this); // a listener may delete the handle
    setPhase({.phase = Phase::Writing});
    if (self)
        appendText(m_isWhole ? m_pacer.rest() : m_pacer.next(m_step));
    if (!self || !m_pacer.isDone())
        return;
    m_timer.stop();
    succeed(FinishReason::Stop);
}

} // namespace freshet
