// SPDX-License-Identifier: MIT
#pragma once

#include "app/answer_printer.h"

#include <QJsonObject>

namespace freshet {

class Console;

/// `ask --json`: the protocol's messages, one a line, with `id` "1" and a `seq` without gaps.
class JsonAnswerPrinter : public AnswerPrinter {
public:
    explicit JsonAnswerPrinter(Console &console) : m_console(console) { }

    bool accepted(const ModelRef &model, bool withRetrieval) override;
    bool phase(const PhaseInfo &info) override;
    bool sources(const QList<Source> &sources) override;
    bool reasoning(const QString &delta) override;
    bool token(const QString &delta) override;
    bool restarted(const QString &reason) override;
    bool answered(const QueryAnswer &answer) override;
    bool failed(const Error &error, const QString &partialText) override;

private:
    bool send(QJsonObject message);

    Console &m_console;
    int m_sequence = 0;
};

} // namespace freshet
