// SPDX-License-Identifier: MIT
#include "app/plain_answer_printer.h"

#include "app/console.h"
#include "app/source_line.h"

#include <QCoreApplication>

#include <chrono>

namespace freshet {

namespace {

QString printerText(const char *text) { return QCoreApplication::translate("PlainAnswerPrinter", text); }

constexpr std::chrono::seconds kLongWait(3); ///< From here on it is told to those who read no status line, too.

bool isLongWait(const PhaseInfo &info) { return info.phase == Phase::Retrying && info.wait >= kLongWait; }

QString retryStatus(const PhaseInfo &info)
{
    const auto wait = std::chrono::ceil<std::chrono::seconds>(info.wait.value_or(std::chrono::milliseconds(0)));
    return wait.count() > 0 ? printerText("Trying again in %1 s: %2").arg(wait.count()).arg(info.reason)
                            : printerText("Trying again: %1").arg(info.reason);
}

QString statusOf(const PhaseInfo &info, const QString &model)
{
    switch (info.phase) {
    case Phase::Retrieving:
        return printerText("Looking in the documents\u2026");
    case Phase::Connecting:
        return printerText("Connecting\u2026");
    case Phase::Waiting:
        return printerText("Waiting for %1\u2026").arg(model);
    case Phase::LoadingModel:
        return printerText("Loading %1\u2026").arg(model);
    case Phase::ReadingPrompt:
        return printerText("Reading the prompt\u2026");
    case Phase::Thinking:
        return printerText("Thinking\u2026");
    case Phase::Writing:
        return {};
    case Phase::Retrying:
        return retryStatus(info);
    case Phase::FallingBack:
        return printerText("Asking in another way: %1").arg(info.reason);
    }
    Q_UNREACHABLE();
}

QString toolsOf(const QList<ToolCall> &calls)
{
    QStringList lines{printerText("The model wants to call a tool, which Freshet does not do:")};
    for (const ToolCall &call : calls)
        lines << QString(u' ' % call.name % u' ' % call.arguments);
    return lines.join(u'\n');
}

/// For an end that the text itself does not tell.
QString remarkOn(const QueryAnswer &answer)
{
    switch (answer.finishReason) {
    case FinishReason::Length:
        return printerText("The answer ends here because it reached its length limit.");
    case FinishReason::ContentFilter:
        return printerText("The provider's content filter ended the answer.");
    case FinishReason::ToolCalls:
        return toolsOf(answer.toolCalls);
    case FinishReason::Refusal:
        return printerText("The model declined to answer.");
    default:
        return {};
    }
}

} // namespace

bool PlainAnswerPrinter::accepted(const ModelRef &model, bool)
{
    m_model = model.model;
    return true;
}

bool PlainAnswerPrinter::phase(const PhaseInfo &info)
{
    QString status = statusOf(info, m_model);
    if (info.progress)
        status += QStringLiteral(" %1 %").arg(qRound(*info.progress * 100));
    if (status.isEmpty())
        m_console.clearStatus();
    else if (isLongWait(info))
        m_console.say(status);
    else if (m_last.isNull() || m_last == u'\n') // never into the middle of a line of the answer
        m_console.showStatus(status);
    return true;
}

bool PlainAnswerPrinter::sources(const QList<Source> &) { return true; }

bool PlainAnswerPrinter::reasoning(const QString &) { return true; }

bool PlainAnswerPrinter::token(const QString &delta)
{
    if (!delta.isEmpty())
        m_last = delta.back();
    return m_console.write(delta);
}

bool PlainAnswerPrinter::restarted(const QString &reason)
{
    const bool hasVoidText = !m_last.isNull();
    const bool isWritten = endLine();
    if (hasVoidText)
        m_console.say(printerText("The text so far does not count; the answer starts over: %1").arg(reason));
    m_last = QChar();
    return isWritten;
}

bool PlainAnswerPrinter::answered(const QueryAnswer &answer)
{
    bool isWritten = endLine();
    if (isWritten && !answer.sources.isEmpty()) {
        QString list = u'\n' + printerText("Sources:") + u'\n';
        for (const Source &source : answer.sources)
            list += sourceLine(source) + u'\n';
        isWritten = m_console.write(list);
    }
    if (const QString remark = remarkOn(answer); !remark.isEmpty())
        m_console.say(remark);
    for (const QString &note : answer.notes)
        m_console.note(note);
    return isWritten;
}

bool PlainAnswerPrinter::failed(const Error &error, const QString &partialText)
{
    const bool isWritten = endLine();
    if (error.kind == ErrorKind::Cancelled) {
        m_console.note(printerText("Stopped."));
        return isWritten;
    }
    m_console.say(error.message);
    if (!partialText.isEmpty())
        m_console.say(printerText("The answer above is not whole."));
    return isWritten;
}

bool PlainAnswerPrinter::endLine()
{
    m_console.clearStatus();
    if (m_last.isNull() || m_last == u'\n')
        return true;
    m_last = u'\n';
    return m_console.writeBytes("\n");
}

} // namespace freshet
