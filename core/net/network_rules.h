// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/network_choice.h"

#include <QList>
#include <QSslCertificate>

namespace freshet {

/// What people type for a proxy, made http://host:port or socks5://host:port. A user name or a password is refused: it
/// would stand in the settings file. ErrorKind::BadRequest says what is wrong.
Result<QUrl> proxyAddressFrom(const QString &typed);

/// Whether a chosen proxy can be used. Opens nothing. ErrorKind::BadRequest.
Status checkProxy(const NetworkChoice &choice);

/// The certificates of a PEM file. Reads it in this thread. ErrorKind::Tls names the file and says what is wrong.
Result<QList<QSslCertificate>> readCaFile(const QString &path);

/// Both, for the moment when a person has made the choice.
Status checkNetwork(const NetworkChoice &choice);

} // namespace freshet
