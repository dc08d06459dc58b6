// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/connection_probe.h"

#include <QList>
#include <QSslCertificate>
#include <QSslError>

namespace freshet {

/// What certificates and TLS errors mean, in words for a person.
namespace tls_words {

QString protocol(QSsl::SslProtocol protocol); ///< "TLS 1.3".
QString certificate(const QSslCertificate &certificate); ///< Whom it is for, who issued it, until when; three lines.

/// Each reason once: "it expired on 2025-01-01", "it is for other.example".
QStringList reasons(const QList<QSslError> &errors);
ConnectionLegResult::TlsProblem problem(const QList<QSslError> &errors); ///< The one that is to be mended first.

} // namespace tls_words

} // namespace freshet
