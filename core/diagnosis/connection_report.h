// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"
#include "core/domain/provider_info.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <QUrl>

#include <chrono>

namespace freshet {

/// What a connection test looks at, in this order.
enum class ConnectionStepId {
    Address,
    Proxy,
    Name,
    Connection,
    Tls,
    Key,
    Dialect,
    Models,
    Answer,
    StreamedAnswer,
    Embeddings,
};

enum class ConnectionStepState { Waiting, Running, Ok, Warning, Failed, Skipped };

/// Something that would mend a failed step with one click. Whoever shows it applies it.
struct ConnectionFix {
    enum class Kind {
        UseBaseUrl, ///< url
        UseOtherDialect, ///< url and dialect: the provider that speaks it, or another one of its kind, is the right
                         ///< one.
        AddKey, ///< Or another one.
        RemoveKey,
        UseNoProxy,
        UseSystemProxy,
        ChooseCaFile, ///< One that the user trusts; never taken from the server.
        ChooseModel, ///< model
    };

    Kind kind = Kind::UseBaseUrl;
    QString sentence; ///< For the button: "Use https://…".
    QUrl url = {};
    Dialect dialect = Dialect::OpenAi;
    QString model = {};

    bool operator==(const ConnectionFix &) const = default;
};

struct ConnectionStep {
    ConnectionStepId id = ConnectionStepId::Address;
    ConnectionStepState state = ConnectionStepState::Waiting;
    std::chrono::milliseconds duration{0};
    QString sentence; ///< What came of it, for a person; empty while it waits.
    QString advice; ///< What to do about it; often empty.
    QString detail; ///< For a fold: addresses, the certificate, the server's words. May have several lines.
    QList<ConnectionFix> fixes;

    bool operator==(const ConnectionStep &) const = default;
};

QString connectionStepName(ConnectionStepId id); ///< "Address", "Streamed answer" …
QString connectionStateWord(ConnectionStepState state); ///< "ok", "failed" …

/// The whole as plain text, for copying into a question to somebody else. @p secrets, longer ones first, are taken out
/// wherever they may stand.
QString connectionReport(const QString &provider, const QList<ConnectionStep> &steps, const QList<Secret> &secrets);

} // namespace freshet

Q_DECLARE_METATYPE(freshet::ConnectionStep)
