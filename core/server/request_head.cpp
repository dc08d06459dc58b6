// SPDX-License-Identifier: MIT
#include "core/server/request_head.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace freshet {

namespace {

GateRefusal headRefusal(int status, ErrorKind kind, const char *sentence)
{
    return {.status = status, .kind = kind, .message = QCoreApplication::translate("RequestHead", sentence)};
}

GateRefusal brokenHead(const char *sentence) { return headRefusal(400, ErrorKind::BadRequest, sentence); }

bool isForbiddenInHead(uchar byte) { return (byte < 0x20 && byte != '\t') || byte == 0x7f; }

/// What RFC 9110 calls tchar.
bool isTokenByte(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
        || QByteArrayView("!#$%&'*+-.^_`|~").contains(byte);
}

bool isHttpToken(QByteArrayView text) { return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenByte); }

bool isUriByte(char byte) { return byte > 0x20 && byte < 0x7f && byte != '#'; }

int hexDigit(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    const char lower = char(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::optional<QByteArray> strictlyDecoded(QByteArrayView path)
{
    QByteArray decoded;
    decoded.reserve(path.size());
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (path[i] != '%') {
            decoded += path[i];
            continue;
        }
        if (i + 2 >= path.size() || hexDigit(path[i + 1]) < 0 || hexDigit(path[i + 2]) < 0)
            return std::nullopt;
        const uchar byte = uchar(hexDigit(path[i + 1]) * 16 + hexDigit(path[i + 2]));
        if (byte == '/' || isForbiddenInHead(byte) || byte == '\t')
            return std::nullopt;
        decoded += char(byte);
        i += 2;
    }
    return decoded.isValidUtf8() ? std::optional(decoded) : std::nullopt;
}

/// Empty for what different readers understand differently: no route may hang on it.
QByteArray routablePath(QByteArrayView sent)
{
    const std::optional<QByteArray> path = strictlyDecoded(sent);
    if (!path || path->contains('\\') || path->contains("//"))
        return {};
    const QByteArrayList segments = path->split('/');
    return segments.contains(".") || segments.contains("..") ? QByteArray() : *path;
}

/// Takes scheme and authority off an absolute-form target; whether the form is one that we read.
bool takeAuthority(RequestHead &head, QByteArrayView &rest)
{
    constexpr QByteArrayView kScheme = "http://";
    if (rest.startsWith('/'))
        return true;
    if (rest.first(std::min(kScheme.size(), rest.size())).compare(kScheme, Qt::CaseInsensitive) != 0)
        return false;
    rest = rest.sliced(kScheme.size());
    const auto end = std::find_if(rest.begin(), rest.end(), [](char byte) { return byte == '/' || byte == '?'; });
    head.authority = rest.first(end - rest.begin()).toByteArray();
    rest = rest.sliced(end - rest.begin());
    return !head.authority.isEmpty();
}

bool readTarget(RequestHead &head)
{
    QByteArrayView rest = head.target;
    if (rest == "*")
        return head.method == "OPTIONS";
    if (rest.isEmpty() || !std::all_of(rest.begin(), rest.end(), isUriByte) || !takeAuthority(head, rest))
        return false;
    const qsizetype question = rest.indexOf('?');
    const QByteArrayView path = question < 0 ? rest : rest.first(question);
    head.path = routablePath(path.isEmpty() ? QByteArrayView("/") : path);
    if (question >= 0)
        head.query = rest.sliced(question + 1).toByteArray();
    return true;
}

std::optional<GateRefusal> readRequestLine(RequestHead &head, const QByteArray &line)
{
    const QByteArrayList parts = line.split(' ');
    if (parts.size() != 3 || !isHttpToken(parts[0]))
        return brokenHead(QT_TRANSLATE_NOOP("RequestHead", "The first line of the request is not HTTP."));
    const QByteArray &version = parts[2];
    const bool isVersion = version.size() == 8 && version.startsWith("HTTP/") && isdigit(uchar(version[5]))
        && version[6] == '.' && isdigit(uchar(version[7]));
    if (!isVersion)
        return brokenHead(QT_TRANSLATE_NOOP("RequestHead", "The first line of the request is not HTTP."));
    if (version != "HTTP/1.1")
        return headRefusal(
            505, ErrorKind::BadRequest, QT_TRANSLATE_NOOP("RequestHead", "Only HTTP/1.1 is spoken here."));
    head.method = parts[0];
    head.target = parts[1];
    if (!readTarget(head))
        return brokenHead(
            QT_TRANSLATE_NOOP("RequestHead", "The address in the request's first line cannot be read; send the path."));
    return std::nullopt;
}

bool readHeader(RequestHead &head, const QByteArray &line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || !isHttpToken(line.first(colon))) // a continued line begins with a space, which is no token
        return false;
    head.headers.append({line.first(colon).toLower(), line.sliced(colon + 1).trimmed()});
    return true;
}

} // namespace

QByteArray RequestHead::header(QByteArrayView lowerCaseName) const
{
    for (const auto &[name, value] : headers) {
        if (name == lowerCaseName)
            return value;
    }
    return {};
}

qsizetype RequestHead::count(QByteArrayView lowerCaseName) const
{
    return std::count_if(
        headers.begin(), headers.end(), [&](const auto &header) { return header.first == lowerCaseName; });
}

QByteArrayList RequestHead::elements(QByteArrayView lowerCaseName) const
{
    QByteArrayList found;
    for (const auto &[name, value] : headers) {
        if (name != lowerCaseName)
            continue;
        for (const QByteArray &element : value.split(',')) {
            if (const QByteArray trimmed = element.trimmed(); !trimmed.isEmpty())
                found << trimmed;
        }
    }
    return found;
}

HeadExtent headExtent(QByteArrayView peeked)
{
    const QByteArrayView bytes = peeked.first(std::min(peeked.size(), kMaxHeadBytes));
    qsizetype lineBegin = 0;
    qsizetype lines = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (bytes[i] == '\r' && i + 1 == bytes.size())
            break;
        if (bytes[i] != '\r') {
            if (isForbiddenInHead(uchar(bytes[i])))
                return {.state = HeadState::Broken};
            continue;
        }
        if (bytes[i + 1] != '\n' || (i == lineBegin && lines == 0))
            return {.state = HeadState::Broken};
        if (i == lineBegin)
            return {.state = HeadState::Whole, .bytes = i + 2};
        if (++lines > kMaxHeadLines)
            return {.state = HeadState::TooLarge};
        lineBegin = ++i + 1;
    }
    return {.state = bytes.size() == kMaxHeadBytes ? HeadState::TooLarge : HeadState::Partial};
}

GateRefusal refusalFor(HeadState state)
{
    Q_ASSERT(state != HeadState::Whole);
    if (state == HeadState::Partial)
        return headRefusal(408, ErrorKind::Timeout,
            QT_TRANSLATE_NOOP("RequestHead", "The request did not come in time; send its head at once."));
    if (state == HeadState::TooLarge)
        return headRefusal(431, ErrorKind::PayloadTooLarge,
            QT_TRANSLATE_NOOP("RequestHead", "The head of the request is too large; send fewer or shorter headers."));
    return brokenHead(QT_TRANSLATE_NOOP("RequestHead", "The request is not HTTP as this endpoint reads it."));
}

std::variant<RequestHead, GateRefusal> parseRequestHead(QByteArrayView bytes)
{
    const HeadExtent extent = headExtent(bytes);
    if (extent.state != HeadState::Whole)
        return refusalFor(extent.state);
    RequestHead head{.bytes = extent.bytes};
    QByteArrayView rest = bytes.first(extent.bytes - 2); // without the blank line
    for (bool isFirst = true; !rest.isEmpty(); isFirst = false) {
        const qsizetype end = rest.indexOf("\r\n");
        const QByteArray line = rest.first(end).toByteArray();
        rest = rest.sliced(end + 2);
        if (isFirst) {
            if (const auto refusal = readRequestLine(head, line))
                return *refusal;
        } else if (!readHeader(head, line)) {
            return brokenHead(QT_TRANSLATE_NOOP("RequestHead", "A header of the request cannot be read."));
        }
    }
    return head;
}

} // namespace freshet
