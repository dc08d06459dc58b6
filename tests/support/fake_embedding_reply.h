// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/providers/embedding_reply.h"

namespace freshet::test {

/// An EmbeddingReply that the test plays by hand.
class FakeEmbeddingReply : public EmbeddingReply {
    Q_OBJECT

public:
    FakeEmbeddingReply(const EmbeddingRequest &request, QObject *parent)
        : EmbeddingReply(request.model, parent), asked(request)
    {
    }

    void answer(const Result<QList<EmbeddingVector>> &vectors)
    {
        if (vectors)
            succeed(*vectors);
        else
            fail(vectors.error());
    }
    void abort() override { fail({.kind = ErrorKind::Cancelled, .message = QStringLiteral("Stopped.")}); }

    const EmbeddingRequest asked;
};

} // namespace freshet::test
