// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/query_types.h"

#include <optional>

namespace freshet {

/// Shows one query as it goes on: for people or as protocol messages. Called in the order of QueryReply's signals.
/// Each call returns false once standard output is gone.
class AnswerPrinter {
public:
    virtual ~AnswerPrinter() = default;
    virtual bool accepted(const ModelRef &model, bool withRetrieval) = 0;
    virtual bool phase(const PhaseInfo &info) = 0;
    virtual bool sources(const QList<Source> &sources) = 0;
    virtual bool reasoning(const QString &delta) = 0;
    virtual bool token(const QString &delta) = 0;
    virtual bool restarted(const QString &reason) = 0;
    virtual bool answered(const QueryAnswer &answer) = 0; ///< This or failed() is the last call.
    virtual bool failed(const Error &error, const QString &partialText) = 0;
};

} // namespace freshet
