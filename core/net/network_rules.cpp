// SPDX-License-Identifier: MIT
#include "core/net/network_rules.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace freshet {

namespace {

constexpr qint64 kMaxCaFile = 4 * 1024 * 1024; // the certificates of a whole system are 0.3 MB

auto refuseProxy(const char *sentence)
{
    return failure({.kind = ErrorKind::BadRequest, .message = QString::fromUtf8(sentence)});
}

auto refuseCaFile(const QString &sentence, const QString &path)
{
    return failure({.kind = ErrorKind::Tls, .message = sentence.arg(QDir::toNativeSeparators(path))});
}

} // namespace

Result<QUrl> proxyAddressFrom(const QString &typed)
{
    const QString trimmed = typed.trimmed();
    if (trimmed.isEmpty())
        return refuseProxy("The address of the proxy is missing. It looks like http://proxy.example.com:3128 or "
                           "socks5://127.0.0.1:1080.");
    QUrl url(trimmed.contains(QLatin1String("://")) ? trimmed : QStringLiteral("http://") + trimmed, QUrl::StrictMode);
    const QString scheme = url.scheme();
    if (!url.userInfo().isEmpty() || trimmed.contains(u'@'))
        return refuseProxy(
            "The address of the proxy holds a user name or a password, which are not stored. Proxies that "
            "ask for one cannot be used; a small local proxy that signs in there can.");
    if (scheme == QLatin1String("https"))
        return refuseProxy("A proxy that is itself reached by https cannot be used. Give its http:// or socks5:// "
                           "address; what goes to an https server stays encrypted on the way through it.");
    if (scheme == QLatin1String("socks5h") || scheme == QLatin1String("socks"))
        url.setScheme(QStringLiteral("socks5")); // its names are always looked up by the proxy
    else if (scheme != QLatin1String("http") && scheme != QLatin1String("socks5"))
        return refuseProxy("A proxy's address begins with http:// or socks5://.");
    if (url.hasQuery() || url.hasFragment() || (!url.path().isEmpty() && url.path() != QLatin1String("/")))
        return refuseProxy(
            "A proxy's address ends with its port, as in http://proxy.example.com:3128. The address of a "
            "configuration script belongs into the settings of the system.");
    url.setPath(QString());
    if (!url.isValid() || url.host().isEmpty() || url.port() <= 0)
        return refuseProxy("The address of the proxy needs a host and a port, as in http://proxy.example.com:3128.");
    return url;
}

Status checkProxy(const NetworkChoice &choice)
{
    if (choice.proxy != NetworkChoice::Proxy::Manual)
        return {};
    const Result<QUrl> address = proxyAddressFrom(choice.proxyUrl.toString());
    if (!address)
        return failure(address.error());
    return {};
}

Result<QList<QSslCertificate>> readCaFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.isAbsolute())
        return refuseCaFile(QStringLiteral("The CA file \"%1\" has no full path. Choose it again."), path);
    if (!info.exists())
        return refuseCaFile(QStringLiteral("The CA file %1 is not there. Choose it again, or remove it."), path);
    if (!info.isFile())
        return refuseCaFile(QStringLiteral("The CA file %1 is not a file. Choose another one."), path);
    if (info.size() > kMaxCaFile)
        return refuseCaFile(QStringLiteral("The CA file %1 is too large to be one. Choose another one."), path);
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return refuseCaFile(QStringLiteral("The CA file %1 cannot be read. Check who may read it."), path);
    QList<QSslCertificate> certificates = QSslCertificate::fromData(file.read(kMaxCaFile), QSsl::Pem);
    certificates.removeIf([](const QSslCertificate &certificate) { return certificate.isNull(); });
    if (certificates.isEmpty())
        return refuseCaFile(
            QStringLiteral("The CA file %1 holds no certificate in PEM form (-----BEGIN CERTIFICATE-----). Choose "
                           "another one."),
            path);
    return certificates;
}

Status checkNetwork(const NetworkChoice &choice)
{
    if (Status proxy = checkProxy(choice); !proxy || choice.caFile.isEmpty())
        return proxy;
    const auto certificates = readCaFile(choice.caFile);
    if (!certificates)
        return failure(certificates.error());
    return {};
}

} // namespace freshet
