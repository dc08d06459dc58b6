// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/access_token.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace freshet {

/// What the file of tokens holds. All or nothing: a file with one entry that we did not write is broken.
struct AccessTokenFile {
    enum class State { Usable, Broken, Newer };

    State state = State::Usable;
    QList<AccessToken> tokens; ///< None unless it is usable.
};

AccessTokenFile readAccessTokens(QByteArrayView bytes);
QByteArray writeAccessTokens(const QList<AccessToken> &tokens); ///< Without those of the session.

} // namespace freshet
