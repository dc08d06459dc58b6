// SPDX-License-Identifier: MIT
#include "core/net/tls_words.h"

namespace freshet::tls_words {

namespace {

using Problem = ConnectionLegResult::TlsProblem;

QString name(const QStringList &common, const QStringList &organisation)
{
    const QStringList named = common.isEmpty() ? organisation : common;
    return named.isEmpty() ? QStringLiteral("somebody who is not named") : named.join(QLatin1String(", "));
}

QString day(const QDateTime &time) { return time.toUTC().date().toString(Qt::ISODate); }

QString hostsOf(const QSslCertificate &certificate)
{
    const QStringList names = certificate.subjectAlternativeNames().values();
    return names.isEmpty() ? certificate.subjectInfo(QSslCertificate::CommonName).join(QLatin1String(", "))
                           : names.mid(0, 5).join(QLatin1String(", "));
}

Problem problemOf(QSslError::SslError code)
{
    switch (code) {
    case QSslError::CertificateExpired:
    case QSslError::CertificateNotYetValid:
        return Problem::Expired;
    case QSslError::HostNameMismatch:
        return Problem::WrongHost;
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return Problem::UnknownIssuer;
    default:
        return Problem::Other;
    }
}

QString reasonOf(const QSslError &error)
{
    const QSslCertificate certificate = error.certificate();
    switch (error.error()) {
    case QSslError::CertificateExpired:
        return QStringLiteral("it expired on %1").arg(day(certificate.expiryDate()));
    case QSslError::CertificateNotYetValid:
        return QStringLiteral("it is valid from %1 only, or the clock of this machine is wrong")
            .arg(day(certificate.effectiveDate()));
    case QSslError::HostNameMismatch:
        return QStringLiteral("it is for another host (%1)").arg(hostsOf(certificate));
    case QSslError::SelfSignedCertificate:
        return QStringLiteral("it is self-signed");
    default:
        break;
    }
    if (problemOf(error.error()) == Problem::UnknownIssuer)
        return QStringLiteral("this machine does not know who issued it");
    return error.errorString(); // Qt's own words for the code; nothing of the server's
}

} // namespace

QString protocol(QSsl::SslProtocol protocol)
{
    if (protocol == QSsl::TlsV1_3)
        return QStringLiteral("TLS 1.3");
    return protocol == QSsl::TlsV1_2 ? QStringLiteral("TLS 1.2") : QStringLiteral("TLS");
}

QString certificate(const QSslCertificate &certificate)
{
    if (certificate.isNull())
        return {};
    return QStringLiteral("Certificate for %1\nIssued by %2\nValid until %3")
        .arg(hostsOf(certificate),
            name(certificate.issuerInfo(QSslCertificate::CommonName),
                certificate.issuerInfo(QSslCertificate::Organization)),
            day(certificate.expiryDate()));
}

QStringList reasons(const QList<QSslError> &errors)
{
    QStringList found;
    for (const QSslError &error : errors)
        found << reasonOf(error);
    found.removeDuplicates();
    if (found.contains(QLatin1String("it is self-signed")))
        found.removeAll(QLatin1String("this machine does not know who issued it"));
    return found;
}

Problem problem(const QList<QSslError> &errors)
{
    QList<Problem> found;
    for (const QSslError &error : errors)
        found << problemOf(error.error());
    for (const Problem which : {Problem::Expired, Problem::WrongHost, Problem::UnknownIssuer, Problem::Other}) {
        if (found.contains(which))
            return which;
    }
    return Problem::None;
}

} // namespace freshet::tls_words
