// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"

#include <QStringList>

namespace freshet {

/// The ways in which a server that repeats a key may write it: plain, backwards, and in the usual encodings. Empty for
/// one of fewer than eight characters, which is no secret. The strings are as secret as the key.
class SecretForms {
public:
    explicit SecretForms(const Secret &secret);

    bool isIn(const QString &text) const; ///< Also where the letters' case differs.
    QString replacedIn(QString text) const; ///< "[key]" in the place of each.

private:
    QStringList m_forms;
};

} // namespace freshet
