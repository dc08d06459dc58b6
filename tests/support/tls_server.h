// SPDX-License-Identifier: MIT
#pragma once

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

namespace freshet::test {

/// TLS for a FakeHttpServer, with a certificate of tests/data/tls: self_signed, or issued, other_host and expired,
/// which authority.pem vouches for. All have the key of self_signed.
inline QSslConfiguration tlsWith(const QString &certificate)
{
    QFile pem(QStringLiteral(FRESHET_TEST_DATA "/tls/%1.pem").arg(certificate));
    QFile key(QStringLiteral(FRESHET_TEST_DATA "/tls/self_signed.key"));
    if (!pem.open(QFile::ReadOnly) || !key.open(QFile::ReadOnly))
        qFatal("no test certificate %s", qPrintable(certificate));
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(&pem));
    tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
    return tls;
}

} // namespace freshet::test
