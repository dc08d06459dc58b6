// SPDX-License-Identifier: MIT
#include "core/server/delta_encoder.h"

#include <QChar>

#include <utility>

namespace freshet {

namespace {

constexpr qsizetype kMaxUtf8PerUnit = 3;

char *writeUtf8(char32_t c, char *out)
{
    const auto put = [&out](char32_t byte) { *out++ = static_cast<char>(byte); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xc0 | c >> 6);
        put(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        put(0xe0 | c >> 12);
        put(0x80 | (c >> 6 & 0x3f));
        put(0x80 | (c & 0x3f));
    } else {
        put(0xf0 | c >> 18);
        put(0x80 | (c >> 12 & 0x3f));
        put(0x80 | (c >> 6 & 0x3f));
        put(0x80 | (c & 0x3f));
    }
    return out;
}

constexpr bool endsJsonRun(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

void appendJsonEscape(char c, QByteArray &json)
{
    constexpr QByteArrayView named("\"\"\\\\\bb\ff\nn\rr\tt"); // each character before its letter
    for (qsizetype i = 0; i < named.size(); i += 2) {
        if (named[i] == c) {
            json.append('\\').append(named[i + 1]);
            return;
        }
    }
    constexpr QByteArrayView digits("0123456789abcdef");
    json.append("\\u00").append(digits[c >> 4]).append(digits[c & 0xf]);
}

} // namespace

void DeltaEncoder::append(QStringView delta, QByteArray &utf8)
{
    const qsizetype before = utf8.size();
    utf8.resize(before + kMaxUtf8PerUnit * (delta.size() + 1));
    char *out = utf8.data() + before;
    for (const QChar unit : delta) {
        const char16_t high = std::exchange(m_high, 0);
        if (high && unit.isLowSurrogate()) {
            out = writeUtf8(QChar::surrogateToUcs4(high, unit.unicode()), out);
            continue;
        }
        if (high)
            out = writeUtf8(QChar::ReplacementCharacter, out);
        if (unit.isHighSurrogate())
            m_high = unit.unicode();
        else
            out = writeUtf8(unit.isLowSurrogate() ? char16_t(QChar::ReplacementCharacter) : unit.unicode(), out);
    }
    utf8.truncate(out - utf8.constData());
}

void DeltaEncoder::flush(QByteArray &utf8)
{
    if (std::exchange(m_high, 0))
        utf8.append("\xef\xbf\xbd"); // U+FFFD
}

void appendJsonEscaped(QByteArrayView utf8, QByteArray &json)
{
    const char *run = utf8.begin();
    for (const char *at = run; at != utf8.end(); ++at) {
        if (endsJsonRun(*at)) {
            json.append(run, at - run);
            appendJsonEscape(*at, json);
            run = at + 1;
        }
    }
    json.append(run, utf8.end() - run);
}

} // namespace freshet
