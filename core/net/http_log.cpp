// SPDX-License-Identifier: MIT
#include "core/net/http_log.h"

#include "core/base/clock.h"
#include "core/base/log_categories.h"
#include "core/base/overlap.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <atomic>

namespace freshet {

namespace {

constexpr char kHttpLogBlot[] = "[redacted]";
constexpr qsizetype kShortestExtra = 6; ///< Of an extra header that is looked for: "1" or "true" would be everywhere.

bool isSecretHeader(const QByteArray &name)
{
    constexpr std::array kWords{"auth", "key", "cookie", "secret"};
    const QByteArray lower = name.toLower();
    return lower.endsWith("token") // but x-ratelimit-remaining-tokens is none
        || std::any_of(kWords.begin(), kWords.end(), [&lower](const char *word) { return lower.contains(word); });
}

QByteArray withoutSecretItems(const QByteArray &text)
{
    static const QRegularExpression secretItem(
        QStringLiteral("([\\w.-]*(?:key|token|secret|auth|password|signature)[\\w.-]*=)[^&\\s;,\"'<>]+"),
        QRegularExpression::CaseInsensitiveOption);
    return QString::fromUtf8(text).replace(secretItem, QStringLiteral("\\1[redacted]")).toUtf8();
}

/// The longest first: one may be the begin of another.
QList<Secret> secretsToBlot(const HttpRequest &request)
{
    QList<Secret> secrets;
    if (request.credential && !request.credential->secret.isEmpty())
        secrets.append(request.credential->secret);
    for (const Credential &header : request.extraHeaders) {
        if (header.secret.reveal().size() >= kShortestExtra)
            secrets.append(header.secret);
    }
    std::sort(secrets.begin(), secrets.end(),
        [](const Secret &a, const Secret &b) { return a.reveal().size() > b.reveal().size(); });
    return secrets;
}

QString newHttpLogPath(const QString &dir, const QString &host)
{
    static std::atomic_int count = 0;
    const QString time = systemClock().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    return QStringLiteral("%1/%2-%3-%4.http")
        .arg(dir, time)
        .arg(++count, 4, 10, QLatin1Char('0'))
        .arg(QString(host).replace(u':', u'_'));
}

} // namespace

std::unique_ptr<HttpLog> HttpLog::open(const QString &dir, const HttpRequest &request)
{
    if (dir.isEmpty())
        return nullptr;
    constexpr auto kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;
    QDir().mkpath(QFileInfo(dir).absolutePath());
    QDir().mkdir(dir, kOwnerOnly | QFile::ExeOwner);
    std::unique_ptr<HttpLog> log(new HttpLog(newHttpLogPath(dir, request.url.host()), secretsToBlot(request)));
    if (!log->m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly, kOwnerOnly)) {
        qCWarning(logNet, "Cannot write the HTTP log to %s: %s", qUtf8Printable(log->m_file.fileName()),
            qUtf8Printable(log->m_file.errorString()));
        return nullptr;
    }
    log->write(request.verb + ' ' + withoutSecretItems(request.url.toEncoded()) + '\n');
    log->writeHeaders(request.headers);
    if (request.credential && !request.credential->secret.isEmpty())
        log->writeHeaders(
            {{request.credential->header, request.credential->prefix + request.credential->secret.reveal()}});
    for (const Credential &header : request.extraHeaders)
        log->write(header.header + ": " + kHttpLogBlot + '\n');
    log->write('\n' + request.body + "\n\n");
    return log;
}

HttpLog::HttpLog(const QString &path, const QList<Secret> &secrets) : m_file(path), m_secrets(secrets) { }

void HttpLog::writeHead(const HttpResponse &response)
{
    write("HTTP " + QByteArray::number(response.status) + '\n');
    writeHeaders(response.headers);
    write("\n");
}

void HttpLog::writeBody(QByteArrayView bytes) { write(bytes.toByteArray()); }

void HttpLog::writeEnd(const std::optional<Error> &error)
{
    if (m_heldBack.size() > 3) // a cut-off key is secret too
        m_heldBack = kHttpLogBlot;
    write("\n\n" + (error ? QByteArray(toWord(error->kind).data()) + ": " + error->message.toUtf8() : QByteArray("end"))
        + '\n');
    m_file.write(m_heldBack);
    m_file.close();
}

void HttpLog::writeHeaders(const HttpHeaders &headers)
{
    for (const auto &[name, value] : headers)
        write(name + ": " + (isSecretHeader(name) ? QByteArray(kHttpLogBlot) : withoutSecretItems(value)) + '\n');
}

void HttpLog::write(const QByteArray &bytes)
{
    m_heldBack += bytes;
    for (const Secret &secret : m_secrets)
        m_heldBack.replace(secret.reveal(), kHttpLogBlot);
    qsizetype keep = 0; // a secret may come in two pieces
    for (const Secret &secret : m_secrets)
        keep = std::max(keep, overlapAtEnd(QByteArrayView(m_heldBack), secret.reveal()));
    m_file.write(m_heldBack.constData(), m_heldBack.size() - keep);
    m_heldBack = m_heldBack.last(keep);
    m_file.flush(); // what it says up to a crash is what it is for
}

} // namespace freshet
