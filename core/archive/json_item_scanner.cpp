// SPDX-License-Identifier: MIT
#include "core/archive/json_item_scanner.h"

namespace freshet {

namespace {

using namespace archive_limits;

constexpr qsizetype kLongestListName = 16;

bool isJsonSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

QString tooLarge() { return QStringLiteral("It is larger than a chat can be (256 MB)."); }
QString tooDeep() { return QStringLiteral("Its parts are nested too deeply."); }
QString tooMany() { return QStringLiteral("It has too many parts."); }
QString brokenRest() { return QStringLiteral("The file is broken from here on, so the rest of it cannot be read."); }
QString cutOff() { return QStringLiteral("The file ends in the middle of it. Was it copied as a whole?"); }

} // namespace

void JsonItemScanner::feed(QByteArrayView bytes)
{
    for (const char c : bytes) {
        if (m_place == Place::Lost)
            return;
        if (m_isInString)
            takeInString(c);
        else
            take(c);
        ++m_offset;
    }
}

void JsonItemScanner::takeInString(char c)
{
    if (m_isEscaped) {
        m_isEscaped = false;
    } else if (c == '\\') {
        m_isEscaped = true;
    } else if (c == '"') {
        m_isInString = false;
        return;
    }
    if (m_depth == 1 && m_word.size() <= kLongestListName)
        m_word += c;
}

void JsonItemScanner::take(char c)
{
    switch (m_place) {
    case Place::Start:
        if (m_offset < 3 && (c == '\xef' || c == '\xbb' || c == '\xbf')) // a byte order mark
            return;
        if (isJsonSpace(c))
            return;
        if (c == '[') {
            m_depth = m_listDepth = 1;
            m_isObject.reset(1);
            m_place = Place::Between;
        } else if (c == '{') {
            beginItem();
            open(c);
        } else {
            giveUp(QStringLiteral("This is no JSON."));
        }
        return;
    case Place::Between:
        if (isJsonSpace(c) || c == ',')
            return;
        if (c == ']')
            return close(c);
        beginItem();
        [[fallthrough]];
    case Place::InItem:
    case Place::Tail:
        return takeOutside(c);
    case Place::End:
        if (!isJsonSpace(c))
            giveUp(brokenRest());
        return;
    case Place::Lost:
        return;
    }
}

void JsonItemScanner::takeOutside(char c)
{
    switch (c) {
    case '"':
        m_isInString = true;
        if (m_depth == 1)
            m_word.clear();
        return;
    case ':':
        if (m_depth == 1)
            m_key = m_word;
        return;
    case '{':
    case '[':
        return open(c);
    case '}':
    case ']':
        return close(c);
    case ',':
        if (m_depth == m_listDepth && m_place == Place::InItem)
            return endItem(m_offset);
        if (++m_tokens > kMaxChatTokens && m_item.problem.isEmpty())
            m_item.problem = tooMany();
        return;
    default:
        return;
    }
}

bool JsonItemScanner::isListBegun() const
{
    return m_listDepth == 0 && m_depth == 1 && m_items.isEmpty() && m_place == Place::InItem
        && (m_key == "chats" || m_key == "conversations");
}

void JsonItemScanner::open(char c)
{
    if (c == '[' && isListBegun()) {
        m_depth = m_listDepth = 2;
        m_isObject.reset(2);
        m_headEnd = m_offset + 1;
        m_place = Place::Between;
        return;
    }
    ++m_depth;
    if (m_depth <= kMaxDepth)
        m_isObject.set(static_cast<size_t>(m_depth), c == '{');
    else if (m_item.problem.isEmpty())
        m_item.problem = tooDeep();
    if (++m_tokens > kMaxChatTokens && m_item.problem.isEmpty())
        m_item.problem = tooMany();
}

void JsonItemScanner::close(char c)
{
    if (m_depth <= kMaxDepth && m_isObject.test(static_cast<size_t>(m_depth)) != (c == '}')) {
        if (m_place == Place::InItem)
            endItem(m_offset);
        return giveUp(brokenRest());
    }
    if (m_depth == m_listDepth && m_place == Place::InItem)
        endItem(m_offset); // it was a bare word
    --m_depth;
    if (m_place == Place::InItem && m_depth == m_listDepth)
        endItem(m_offset + 1);
    if (m_depth == 0)
        m_place = Place::End;
    else if (m_depth < m_listDepth)
        m_place = Place::Tail;
}

void JsonItemScanner::beginItem()
{
    m_item = {.begin = m_offset};
    m_tokens = 0;
    m_place = Place::InItem;
}

void JsonItemScanner::endItem(qint64 end)
{
    m_item.end = end;
    if (m_item.problem.isEmpty() && end - m_item.begin > kMaxChatBytes)
        m_item.problem = tooLarge();
    m_items << m_item;
    m_place = Place::Between;
    if (m_items.size() >= kMaxChats)
        giveUp(QStringLiteral("The file holds more chats than can be imported at once (200,000)."));
}

void JsonItemScanner::giveUp(const QString &why)
{
    m_problem = why;
    m_place = Place::Lost;
}

void JsonItemScanner::finish()
{
    switch (m_place) {
    case Place::Start:
        return giveUp(QStringLiteral("The file is empty."));
    case Place::InItem:
        m_item.problem = cutOff();
        endItem(m_offset);
        [[fallthrough]];
    case Place::Between:
    case Place::Tail:
        return giveUp(QStringLiteral("The file ends too early. Was it copied as a whole?"));
    case Place::End:
    case Place::Lost:
        return;
    }
}

} // namespace freshet
