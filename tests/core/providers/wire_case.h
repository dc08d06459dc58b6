// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/http_message.h"

#include <QJsonObject>
#include <QList>
#include <QString>

namespace freshet::test {

/// One case of tests/data/wire: bytes of a server, and what they mean. The format stands at the top of those files.
struct WireCase {
    QString id;
    QString title;
    HttpResponse head; ///< Without a body.
    QByteArrayList writes;
    QJsonObject expected;

    QByteArray bytes() const { return writes.join(); }
};

QList<WireCase> wireCases(const QString &dialect);

} // namespace freshet::test
