// SPDX-License-Identifier: MIT
#include "core/net/http_message.h"

namespace freshet {

QByteArray HttpResponse::header(QByteArrayView name) const
{
    for (const auto &[known, value] : headers) {
        if (known.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

} // namespace freshet
