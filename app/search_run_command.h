// SPDX-License-Identifier: MIT
#pragma once

#include "app/command.h"
#include "app/command_line.h"
#include "core/base/result.h"
#include "core/domain/citation.h"

#include <QSaveFile>

namespace freshet {

class AppContext;
class Console;
class SearchReply;

/// `freshet search --queries FILE --run OUT`: searches for every line of a file and writes which documents were
/// found, for measuring. OUT is replaced as a whole, when all is done.
class SearchRunCommand : public Command {
    Q_OBJECT

public:
    SearchRunCommand(
        AppContext &context, Console &console, const SearchArguments &arguments, QObject *parent = nullptr);

    void start() override;
    void interrupt() override;

private:
    struct Query {
        QString id;
        QString text;
    };
    static Result<QList<Query>> readQueries(const QString &path);
    void onCollections(const QList<CollectionInfo> &collections);
    void searchNext();
    void onFound();
    void end();
    void refuse(const QString &message, ExitStatus status);

    AppContext &m_context;
    Console &m_console;
    const SearchArguments m_arguments;
    QList<Query> m_queries;
    QStringList m_unknown; ///< Collections that are not there.
    qsizetype m_done = 0;
    qsizetype m_withoutVectors = 0; ///< Of those that are done.
    QString m_vectorProblem; ///< Of the first of them.
    SearchReply *m_reply = nullptr; // child of this
    QSaveFile m_out;
};

} // namespace freshet
