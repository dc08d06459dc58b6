// SPDX-License-Identifier: MIT
#include "app/json_answer_printer.h"

#include "app/console.h"
#include "core/server/query_protocol.h"

#include <QUuid>

namespace freshet {

bool JsonAnswerPrinter::accepted(const ModelRef &model, bool withRetrieval)
{
    return send(protocol::accepted(QUuid::createUuid().toString(QUuid::WithoutBraces), model, withRetrieval));
}

bool JsonAnswerPrinter::phase(const PhaseInfo &info) { return send(protocol::phase(info)); }

bool JsonAnswerPrinter::sources(const QList<Source> &sources) { return send(protocol::sources(sources)); }

bool JsonAnswerPrinter::reasoning(const QString &delta) { return send(protocol::reasoning(delta)); }

bool JsonAnswerPrinter::token(const QString &delta) { return send(protocol::token(delta)); }

bool JsonAnswerPrinter::restarted(const QString &reason) { return send(protocol::restarted(reason)); }

bool JsonAnswerPrinter::answered(const QueryAnswer &answer) { return send(protocol::final(answer)); }

bool JsonAnswerPrinter::failed(const Error &error, const QString &partialText)
{
    return send(protocol::error(error, partialText));
}

bool JsonAnswerPrinter::send(QJsonObject message)
{
    message.insert(QLatin1String("id"), QLatin1String("1"));
    message.insert(QLatin1String("seq"), ++m_sequence);
    return m_console.writeBytes(protocol::line(message));
}

} // namespace freshet
