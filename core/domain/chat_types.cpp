// SPDX-License-Identifier: MIT
#include "core/domain/chat_types.h"

namespace freshet {

QLatin1String toWord(ChatRole role)
{
    switch (role) {
    case ChatRole::System:
        return QLatin1String("system");
    case ChatRole::User:
        return QLatin1String("user");
    case ChatRole::Assistant:
        return QLatin1String("assistant");
    }
    Q_UNREACHABLE();
}

std::optional<ChatRole> chatRoleFromString(QStringView word)
{
    for (const ChatRole role : {ChatRole::System, ChatRole::User, ChatRole::Assistant}) {
        if (word == toWord(role))
            return role;
    }
    return std::nullopt;
}

QLatin1String toWord(FinishReason reason)
{
    switch (reason) {
    case FinishReason::Unknown:
        return QLatin1String("unknown");
    case FinishReason::Stop:
        return QLatin1String("stop");
    case FinishReason::Length:
        return QLatin1String("length");
    case FinishReason::ToolCalls:
        return QLatin1String("tool_calls");
    case FinishReason::ContentFilter:
        return QLatin1String("content_filter");
    case FinishReason::Refusal:
        return QLatin1String("refusal");
    case FinishReason::Pause:
        return QLatin1String("pause");
    case FinishReason::Cancelled:
        return QLatin1String("cancelled");
    }
    Q_UNREACHABLE();
}

QLatin1String toWord(Delivery delivery)
{
    switch (delivery) {
    case Delivery::Native:
        return QLatin1String("native");
    case Delivery::Pseudo:
        return QLatin1String("pseudo");
    case Delivery::NonStreaming:
        return QLatin1String("non_streaming");
    }
    Q_UNREACHABLE();
}

QLatin1String toWord(Phase phase)
{
    switch (phase) {
    case Phase::Retrieving:
        return QLatin1String("retrieving");
    case Phase::Connecting:
        return QLatin1String("connecting");
    case Phase::Waiting:
        return QLatin1String("waiting");
    case Phase::LoadingModel:
        return QLatin1String("loading_model");
    case Phase::ReadingPrompt:
        return QLatin1String("reading_prompt");
    case Phase::Thinking:
        return QLatin1String("thinking");
    case Phase::Writing:
        return QLatin1String("writing");
    case Phase::Retrying:
        return QLatin1String("retrying");
    case Phase::FallingBack:
        return QLatin1String("falling_back");
    }
    Q_UNREACHABLE();
}

} // namespace freshet
