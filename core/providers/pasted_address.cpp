// SPDX-License-Identifier: MIT
#include "core/providers/pasted_address.h"

#include "core/base/origin.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QUrlQuery>

namespace freshet {

namespace {

constexpr qsizetype kMaxPasted = 8192;

const QRegularExpression &addressStart()
{
    static const QRegularExpression start(
        QStringLiteral("https?:/"), QRegularExpression::CaseInsensitiveOption | QRegularExpression::DontCaptureOption);
    return start;
}

Error refusedAddress(const char *sentence)
{
    return {.kind = ErrorKind::BadRequest, .message = QString::fromUtf8(sentence)};
}

Error unreadableAddress()
{
    return refusedAddress(
        "This base URL cannot be read. It looks like http://127.0.0.1:8080/v1 or https://api.example.com/v1.");
}

/// Without what no address holds but what comes along with a copy: marks of zero width, other writings of : and /.
QString withPlainCharacters(QString text)
{
    static const QRegularExpression invisible(QStringLiteral("[\\x{00AD}\\x{200B}-\\x{200F}\\x{2060}\\x{FEFF}]"));
    text.remove(invisible);
    return text.replace(QChar(0xFF1A), u':').replace(QChar(0xFF0F), u'/').replace(QChar(0x00A0), u' ').trimmed();
}

/// Without the quotes, brackets and sentence ends around it, as far as they are no part of the address.
QString unwrapped(QString text)
{
    static const QString opening = QString::fromUtf8("\"'`<({“”‘’„«»*");
    static const QString closing = QString::fromUtf8("\"'`>)},;.!:\\“”‘’„«»*…");
    const auto dropsLast = [&text] {
        const QChar last = text.back();
        return last.isSpace() || closing.contains(last) || (last == u'?' && !text.contains(u' '))
            || (last == u']' && !text.contains(u'['));
    };
    for (qsizetype before = -1; before != text.size();) {
        before = text.size();
        while (!text.isEmpty() && (text.front().isSpace() || opening.contains(text.front())))
            text.remove(0, 1);
        while (!text.isEmpty() && dropsLast())
            text.chop(1);
        if (text.startsWith(u'[') && text.endsWith(u']') && !text.contains(u':'))
            text = text.mid(1, text.size() - 2);
    }
    return text;
}

bool isCurl(const QString &text) { return text.startsWith(QLatin1String("curl"), Qt::CaseInsensitive); }

/// Where an address begins inside other text: behind a blank, a quote, a bracket or an equals sign. -1 = nowhere.
qsizetype embeddedStart(const QString &text)
{
    static const QString before = QStringLiteral(" \t\r\n\"'`<([=");
    for (auto it = addressStart().globalMatch(text); it.hasNext();) {
        const qsizetype start = it.next().capturedStart();
        const bool isHeaderValue
            = start > 1 && isCurl(text) && text.at(start - 1) == u' ' && text.at(start - 2) == u':';
        if (start > 0 && before.contains(text.at(start - 1)) && !isHeaderValue)
            return start;
    }
    return -1;
}

QString upToTheEnd(const QString &text)
{
    static const QRegularExpression end(QStringLiteral("[\\s\"'`<>]"));
    const qsizetype at = text.indexOf(end);
    QString word = at < 0 ? text : text.first(at);
    if (!word.contains(u'(')) // the end of a Markdown link
        word = word.section(u')', 0, 0);
    return word;
}

/// The address of a curl command that leaves out the scheme.
QString schemelessIn(const QString &command)
{
    static const QRegularExpression place(
        QStringLiteral(
            "(?:^|\\s)[\"']?((?:localhost|[\\w-]+(?:\\.[\\w-]+)+|\\[[0-9a-f:]+\\])(?::\\d+)?(?:/[^\\s\"']*)?)"
            "(?=[\"'\\s\\\\]|$)"),
        QRegularExpression::CaseInsensitiveOption);
    return place.match(command.mid(4)).captured(1);
}

/// The one address in @p text, or @p text itself where it seems to be one as a whole.
Result<QString> oneAddress(const QString &text)
{
    if (const qsizetype start = embeddedStart(text); start >= 0) {
        const QString found = upToTheEnd(text.sliced(start));
        const QString before = text.first(start);
        if (!isCurl(text) && (before.contains(addressStart()) || embeddedStart(text.sliced(start)) >= 0))
            return failure(refusedAddress("There is more than one address here. Paste the one of the server only."));
        return found;
    }
    if (isCurl(text) && text.size() > 4 && text.at(4).isSpace())
        return schemelessIn(text);
    static const QRegularExpression lineBreaks(QStringLiteral("\\s*[\\r\\n\\t]+\\s*"));
    return QString(text).remove(lineBreaks); // an address that was broken into lines, as browsers read it
}

/// "http:/host", "https//host", "https://http://host", "http:\\host": meant well.
QString withMendedScheme(QString text)
{
    static const QRegularExpression scheme(
        QStringLiteral("^(https?)(?::[/\\\\]*|[/\\\\]{2,})(?=[^/\\\\])"), QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression twice(
        QStringLiteral("^https?://(?=https?:/)"), QRegularExpression::CaseInsensitiveOption);
    if (text.startsWith(QLatin1String("//")))
        text.remove(0, 2);
    do {
        text.replace(scheme, QStringLiteral("\\1://"));
    } while (text.contains(twice) && !text.remove(twice).isEmpty());
    return text.replace(u'\\', u'/');
}

bool isIpv6(const QString &text)
{
    const QHostAddress address(text);
    return !address.isNull() && address.protocol() == QAbstractSocket::IPv6Protocol;
}

/// "::1:11434" is also an address by itself, but nobody means that one.
QString withBrackets(const QString &authority)
{
    static const QRegularExpression loopback(QStringLiteral("^::1:\\d{2,5}$"));
    if (authority.count(u':') < 2 || authority.contains(u'[') || authority.contains(u'@'))
        return authority;
    if (isIpv6(authority) && !loopback.match(authority).hasMatch())
        return u'[' + authority + u']';
    const qsizetype colon = authority.lastIndexOf(u':');
    return isIpv6(authority.first(colon)) ? u'[' + authority.first(colon) + u']' + authority.sliced(colon) : authority;
}

/// The zone of an IPv6 address stands behind an encoded percent sign in an address.
QString withReadableHost(const QString &text)
{
    const qsizetype scheme = text.indexOf(QLatin1String("://"));
    const qsizetype start = scheme < 0 ? 0 : scheme + 3;
    static const QRegularExpression authorityEnd(QStringLiteral("[/?#]"));
    const qsizetype found = text.indexOf(authorityEnd, start);
    const qsizetype end = found < 0 ? text.size() : found;
    QString authority = withBrackets(text.mid(start, end - start));
    if (authority.startsWith(u'[')) {
        static const QRegularExpression zone(QStringLiteral("%(?!25)"));
        authority.replace(zone, QStringLiteral("%25"));
    }
    return text.first(start) + authority + text.sliced(end);
}

QString withScheme(const QString &text)
{
    if (text.contains(QLatin1String("://")))
        return text;
    const QUrl url(QStringLiteral("http://") + text);
    if (url.port() == 443 || (url.port() != 80 && !isNearHost(url.host())))
        return QStringLiteral("https://") + text;
    return QStringLiteral("http://") + text;
}

bool looksLikeKey(const QString &text)
{
    static const QRegularExpression key(QStringLiteral("^(sk-|hf_|gsk_|xai-|AIza|AQ\\.|Bearer )[\\w.-]{12,}$"),
        QRegularExpression::CaseInsensitiveOption);
    return key.match(text).hasMatch();
}

/// What endpoints are asked with, and which says nothing about the base.
bool isEndpointQuery(const QString &name)
{
    return name.isEmpty() || name == QLatin1String("alt") || name == QLatin1String("pageSize")
        || name == QLatin1String("pageToken") || name == QLatin1String("limit");
}

Status checkQuery(const QUrl &url)
{
    static const QRegularExpression secret(
        QStringLiteral("key|token|secret|auth|passw|sig"), QRegularExpression::CaseInsensitiveOption);
    const auto items = QUrlQuery(url).queryItems();
    for (const auto &[name, value] : items) {
        if (isEndpointQuery(name))
            continue;
        return failure(name.contains(secret)
                ? refusedAddress(
                    "This address holds a key. Addresses are shown and logged on the way: take out all from "
                    "the question mark on, and enter the key in its own field.")
                : refusedAddress("A base URL may hold no query. Take out all from the question mark on."));
    }
    return {};
}

Status checkScheme(const QUrl &url)
{
    if (url.scheme() == QLatin1String("ws") || url.scheme() == QLatin1String("wss"))
        return failure(refusedAddress("Model servers are asked over http, not over WebSocket. Begin with http:// where "
                                      "it says ws://, and with https:// where it says wss://."));
    if (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https"))
        return failure(refusedAddress("A base URL begins with http:// or https://."));
    return {};
}

Status checkParts(const QUrl &url)
{
    if (const Status scheme = checkScheme(url); !scheme)
        return scheme;
    if (!url.userInfo().isEmpty())
        return failure(refusedAddress("A base URL may hold no user name and no password. Give only the address; a key "
                                      "has its own field."));
    if (!url.fragment().isEmpty())
        return failure(refusedAddress("A base URL has no part behind a #. Take it out."));
    return checkQuery(url);
}

/// Where a server listens is not where it is reached.
QString reachableHost(const QString &host)
{
    if (host == QLatin1String("0.0.0.0"))
        return QStringLiteral("127.0.0.1");
    return host == QLatin1String("::") ? QStringLiteral("::1") : host;
}

} // namespace

bool isNearHost(const QString &host)
{
    static const QRegularExpression atHome(
        QStringLiteral("\\.(local|lan|home|internal|localhost|home\\.arpa|localdomain)$"),
        QRegularExpression::CaseInsensitiveOption);
    return !host.contains(u'.') || host.contains(atHome) || !QHostAddress(host).isNull();
}

Result<QUrl> addressIn(const QString &pasted)
{
    const QString text = unwrapped(withPlainCharacters(pasted));
    if (text.isEmpty())
        return failure(refusedAddress("The base URL is empty."));
    if (text.size() > kMaxPasted)
        return failure(unreadableAddress());
    if (looksLikeKey(text))
        return failure(refusedAddress("This looks like a key, not like an address. A key has its own field."));
    const Result<QString> address = oneAddress(text);
    if (!address)
        return failure(address.error());
    QUrl url(withScheme(withReadableHost(withMendedScheme(unwrapped(*address)))), QUrl::StrictMode);
    if (const Status parts = checkParts(url); url.isValid() && !parts)
        return failure(parts.error());
    url.setQuery(QString());
    url.setFragment(QString());
    url.setHost(reachableHost(url.host()));
    const auto origin = Origin::of(url);
    if (!url.isValid() || !origin || origin->port == 0)
        return failure(unreadableAddress());
    if (origin->port == (origin->scheme == QLatin1String("https") ? 443 : 80))
        url.setPort(-1);
    return url;
}

} // namespace freshet
