// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/base/origin.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QUrl>

#include <chrono>

namespace freshet {

/// Which clock of HttpLimits ran out.
enum class HttpDeadline { Connect, FirstByte, Idle, Total };

/// What HttpClient says when an exchange fails. Built from the origin alone: QNetworkReply::errorString() holds the
/// whole URL, and with it whatever secret somebody put there.
namespace http_errors {

Error deadline(HttpDeadline which, std::chrono::milliseconds limit, const Origin &origin,
    const QNetworkProxy &proxy = QNetworkProxy::NoProxy);
Error noRoute(std::chrono::milliseconds limit, const Origin &origin); ///< The system did not tell its proxy.
Error redirect(int status, const QUrl &target, const Origin &origin);
Error compressed(const Origin &origin); ///< In a way that nobody here can read.
Error damaged(const Origin &origin); ///< A compressed body.
Error tooLarge(qint64 limit, const Origin &origin);
Error cancelled();
Error transport(QNetworkReply::NetworkError code, const QString &tlsReason, const Origin &origin,
    const QNetworkProxy &proxy = QNetworkProxy::NoProxy);

} // namespace http_errors

} // namespace freshet
