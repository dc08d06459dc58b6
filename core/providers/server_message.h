// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace freshet {

/// What a server says about a failure, whatever form its JSON, HTML or text takes (wire reference 0.6). Foreign text.
struct ServerMessage {
    QString text;
    QStringList words; ///< Codes, types and status words, lower case.
    QString parameter; ///< The request parameter it names; the first of those that it refuses.
    QStringList otherParameters;
    std::optional<int> status; ///< An HTTP status that stands in the body.
    bool isUpstreams = false; ///< The status is that of a server behind the one that answered, which passes it on.
    std::optional<std::chrono::milliseconds> retryAfter;
    QString signInUrl;
    bool isDailyQuota = false;
    bool isBudget = false; ///< A spending limit of the account, said with another status than 402.
    bool isModeration = false;
};

/// Whether @p text says that something is not taken at all, rather than that its value is out of range.
bool refusesAltogether(const QString &text);

/// One more parameter that is refused.
void addParameter(ServerMessage &message, const QString &name);

/// Never fails: a body that says nothing gives an empty message.
ServerMessage serverMessageFrom(QByteArrayView body);

/// The error that an object of a stream or an answer carries; nothing when it is no error (wire reference 0.5, rule 1).
std::optional<ServerMessage> serverMessageIn(const QJsonObject &object);

/// The `<title>` of a web page, on one line; empty when there is none.
QString htmlTitle(QByteArrayView page);

} // namespace freshet
