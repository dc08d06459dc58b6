// SPDX-License-Identifier: MIT
#include "core/providers/answer_parser.h"

#include "core/base/json.h"
#include "core/base/log_categories.h"
#include "core/providers/error_classifier.h"
#include "core/streaming/json_object_decoder.h"

#include <QRegularExpression>

#include <algorithm>

namespace freshet {

namespace {

constexpr int kMaxBrokenInARow = 3;
constexpr int kMaxBroken = 20;
constexpr qsizetype kMaxWebPage = 64 * 1024;
constexpr qsizetype kMaxDocument = 16 * 1024 * 1024; ///< It is kept whole (R50).
constexpr qsizetype kMaxOpening = 1024;
constexpr QByteArrayView kByteOrderMark("\xef\xbb\xbf");

QByteArrayView withoutLeadingBlanks(QByteArrayView bytes)
{
    const qsizetype start = bytes.startsWith(kByteOrderMark) ? kByteOrderMark.size() : 0;
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    const auto first = std::find_if_not(bytes.begin() + start, bytes.end(), isBlank);
    return bytes.sliced(first - bytes.begin());
}

/// Whether somebody's words begin so, rather than JSON or an event stream.
bool beginsLikeText(QByteArrayView bytes)
{
    static const QRegularExpression form(QStringLiteral("^(?:[{\\[:]|(?:data|event|id|retry|error)(?:[:\r\n]|$))"));
    const QByteArrayView begin = withoutLeadingBlanks(bytes);
    return !begin.isEmpty() && !form.match(QString::fromLatin1(begin)).hasMatch();
}

} // namespace

AnswerParser::AnswerParser(const HttpResponse &head, const ProviderConfig &config)
    : m_head(head), m_config(config), m_answer(serverName(config), secretsOf(config))
{
}

Error AnswerParser::error(ErrorKind kind, const char *sentence) const
{
    return {
        .kind = kind, .message = QString::fromUtf8(sentence).arg(serverName(m_config)), .httpStatus = m_head.status};
}

void AnswerParser::decideForm(QByteArrayView bytes)
{
    const QByteArrayView begin = withoutLeadingBlanks(bytes);
    if (begin.isEmpty())
        m_body.clear(); // blanks, which are not looked at again
    if (begin.isEmpty() || (begin.size() < kByteOrderMark.size() && kByteOrderMark.startsWith(begin)))
        return;
    m_firstByte = begin.front();
    if (m_firstByte == '<')
        m_form = Form::WebPage;
    else
        m_form = isDocument(m_firstByte) ? Form::Document : Form::Stream;
}

Status AnswerParser::feed(QByteArrayView bytes, QList<ChatChunk> &chunks)
{
    if (m_isComplete)
        return {};
    if (m_opening.size() < kMaxOpening)
        m_opening += bytes.first(std::min(bytes.size(), kMaxOpening - m_opening.size()));
    if (m_form == Form::Stream)
        return feedStream(bytes, chunks);
    if (m_form == Form::Document && m_body.size() + bytes.size() > kMaxDocument)
        return failure(
            error(ErrorKind::Protocol, "The answer of %1 is larger than 16 MB in one piece, so it was stopped there."));
    if (m_form != Form::WebPage || m_body.size() < kMaxWebPage)
        m_body += bytes;
    if (m_form == Form::Undecided)
        decideForm(m_body);
    if (m_form == Form::Stream)
        return feedStream(std::exchange(m_body, {}), chunks);
    return {};
}

Result<ChatEnd> AnswerParser::end(QList<ChatChunk> &chunks)
{
    if (m_form == Form::WebPage) {
        Error page
            = error(ErrorKind::Server, "%1 answered with a web page, not with a model's answer. Check the base URL.");
        page.detail = shownServerText(htmlTitle(m_body), secretsOf(m_config));
        return failure(page);
    }
    if (m_form != Form::Undecided) {
        const Status last = m_form == Form::Document ? takeDocument(chunks) : endStream(chunks);
        if (!last)
            return failure(last.error());
    }
    if (isPlainText()) {
        Error text
            = error(ErrorKind::Protocol, "%1 answered with plain text, not with a model's answer. Check the base URL.");
        text.detail = shownServerText(QString::fromUtf8(m_opening).trimmed(), secretsOf(m_config));
        return failure(text);
    }
    if (isBareError())
        return failure(classifiedError(serverMessageFrom(m_plainText), m_head, m_config));
    const Result<ChatEnd> ended = m_answer.end(chunks);
    if (!ended && ended.error().kind == ErrorKind::Truncated && m_broken > 0 && !m_answer.saidAnything())
        return failure(unreadable());
    return ended;
}

bool AnswerParser::isPlainText() const
{
    if (m_answer.saidAnything() || m_hasMessages || !beginsLikeText(m_opening))
        return false;
    return m_plainText.isEmpty() || m_head.header("Content-Type").startsWith("text/plain");
}

Status AnswerParser::takeDocument(QList<ChatChunk> &chunks)
{
    const auto value = json::parse(withoutLeadingBlanks(m_body));
    if (!value) { // a stream under a false name, or a document that was cut off
        const Status fed = feedStream(m_body, chunks);
        return fed ? endStream(chunks) : fed;
    }
    const QJsonObject document = json::unwrapped(*value);
    if (const auto message = errorIn(document))
        return failure(classifiedError(*message, m_head, m_config));
    if (!takeObject(document, chunks))
        return failure(
            error(ErrorKind::Protocol, "%1 answered with something that is no model's answer. Check the base URL."));
    m_answer.setEndMark();
    return {};
}

Status AnswerParser::takeMessage(QByteArrayView message, QList<ChatChunk> &chunks)
{
    if (const auto text = m_repeated.textOf(message)) {
        m_brokenInARow = 0;
        m_answer.addText(*text, chunks);
        return {};
    }
    const auto value = json::parse(message);
    if (!value)
        return takeBrokenMessage(message, chunks);
    m_hasMessages = true;
    m_brokenInARow = 0;
    const QJsonObject object = json::unwrapped(*value);
    if (const auto told = errorIn(object))
        return failure(classifiedError(*told, m_head, m_config));
    m_onlyText.clear();
    takeObject(object, chunks);
    m_repeated.learn(message, m_onlyText);
    return {};
}

Status AnswerParser::takeBrokenMessage(QByteArrayView message, QList<ChatChunk> &chunks)
{
    // Several messages that a server or a proxy glued together, or one with rubbish behind it.
    const QByteArrayList objects
        = message.startsWith('{') ? JsonObjectDecoder().feed(message).value_or(QByteArrayList()) : QByteArrayList();
    if (!objects.isEmpty() && objects.constFirst().size() < message.size()) {
        for (const QByteArray &object : objects) {
            if (m_isComplete)
                break;
            if (const Status taken = takeMessage(object, chunks); !taken)
                return taken;
        }
        return {};
    }
    qCDebug(logProvider) << "skipped a broken message of" << message.size() << "bytes from" << m_config.id;
    if (m_plainText.isEmpty() && !message.startsWith('{') && !message.startsWith('['))
        m_plainText = message.toByteArray();
    if (++m_brokenInARow > kMaxBrokenInARow || ++m_broken > kMaxBroken)
        return failure(unreadable());
    return {};
}

Error AnswerParser::unreadable() const
{
    Error told = error(ErrorKind::Protocol, "%1 sent an answer that cannot be read. Try again.");
    told.detail = shownServerText(QString::fromUtf8(m_plainText), secretsOf(m_config));
    return told;
}

Status AnswerParser::failWith(QByteArrayView errorBody) const
{
    return failure(classifiedError(serverMessageFrom(errorBody), m_head, m_config));
}

} // namespace freshet
