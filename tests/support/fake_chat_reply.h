// SPDX-License-Identifier: MIT
#pragma once

#include "core/providers/chat_reply.h"

namespace freshet::test {

/// A ChatReply that the test plays by hand: reply.say("Hel"); reply.say("lo"); reply.end();
class FakeChatReply : public ChatReply {
    Q_OBJECT

public:
    explicit FakeChatReply(const ModelRef &model = {"fake", "fake-1"}) : ChatReply(model) { }

    void say(const QString &delta) { appendText(delta); }
    void think(const QString &delta) { appendReasoning(delta); }
    void enter(const PhaseInfo &phase) { setPhase(phase); }
    void startOver(const QString &reason) { restart(servedBy(), reason); }
    void end(FinishReason reason = FinishReason::Stop) { succeed(reason); }
    void breakDown(const Error &error) { fail(error); }
    void abort() override
    {
        ++abortCount;
        fail({.kind = ErrorKind::Cancelled});
    }

    int abortCount = 0;
};

} // namespace freshet::test
