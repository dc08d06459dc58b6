// SPDX-License-Identifier: MIT
#pragma once

#include "app/answer_printer.h"

namespace freshet {

class Console;

/// `ask` for people: the answer on standard output as it comes, then its sources; what goes on meanwhile, notes and
/// errors on standard error.
class PlainAnswerPrinter : public AnswerPrinter {
public:
    explicit PlainAnswerPrinter(Console &console) : m_console(console) { }

    bool accepted(const ModelRef &model, bool withRetrieval) override;
    bool phase(const PhaseInfo &info) override;
    bool sources(const QList<Source> &sources) override;
    bool reasoning(const QString &delta) override;
    bool token(const QString &delta) override;
    bool restarted(const QString &reason) override;
    bool answered(const QueryAnswer &answer) override;
    bool failed(const Error &error, const QString &partialText) override;

private:
    bool endLine();

    Console &m_console;
    QString m_model;
    QChar m_last; ///< Of what was written; null: nothing yet.
};

} // namespace freshet
