// SPDX-License-Identifier: MIT
#include "core/query/query_reply.h"

namespace freshet {

QueryReply::~QueryReply() = default;

void QueryReply::finish(const std::optional<Error> &error)
{
    if (m_finished)
        return;
    m_finished = true;
    m_error = error;
    QMetaObject::invokeMethod(this, &QueryReply::finished, Qt::QueuedConnection);
}

} // namespace freshet
