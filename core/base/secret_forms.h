// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"

#include <QByteArrayList>
#include <QStringList>

namespace freshet {

/// The byte sequences by which a secret is known when others have written it: plain, backwards, inside a JSON string,
/// in a URL, as hexadecimal digits, as UTF-16 taken for Latin-1, and as base64, also within longer base64
/// ("user:secret"). For taking it out of what is kept. They are as secret as the secret. The longest come first.
/// Nothing for a secret so short that ordinary text would hold it.
QByteArrayList secretForms(const Secret &secret);

/// The same for text that is looked at many times.
class SecretForms {
public:
    explicit SecretForms(const Secret &secret);

    bool isIn(const QString &text) const; ///< Also where the letters' case differs.
    QString replacedIn(QString text) const; ///< "[key]" in the place of each.

private:
    QStringList m_forms;
};

} // namespace freshet
