// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/access_token.h"

#include <QString>

namespace freshet {

// What the window calls the things of the local endpoint.

QString scopeTitle(TokenScope scope); ///< "Ask models", as the label of a box to tick.
QString scopeSentence(TokenScope scope); ///< What a tool can do with it, and what that means.
QString scopeWords(TokenScopes scopes); ///< "May ask models and read your documents."
QString useWords(const TokenUse &use, const TokenBudget &budget); ///< "Today: queries 3 of 200, tokens …"
QString budgetReachedWords(const AccessToken &token, const QDate &today); ///< A sentence for a notice.
QString durationWords(qint64 seconds); ///< "12 s", "3 min 5 s".

/// The first line of what a tool asked, shortened to one that a list can show.
QString questionTitle(const QString &question);

} // namespace freshet
