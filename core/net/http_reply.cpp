// SPDX-License-Identifier: MIT
#include "core/net/http_reply.h"

#include <utility>

namespace freshet {

HttpReply::~HttpReply() = default;

void HttpReply::finish(std::optional<Error> error)
{
    if (std::exchange(m_finished, true))
        return;
    m_error = std::move(error);
    QMetaObject::invokeMethod(this, &HttpReply::finished, Qt::QueuedConnection);
}

} // namespace freshet
