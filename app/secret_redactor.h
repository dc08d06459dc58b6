// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"

#include <QList>
#include <QString>

namespace freshet {

/// Takes credentials out of text on its way into a log: the program's own secrets wherever they stand (in
/// each of their secretForms()), and whatever looks like a key, a bearer token, or a password in a URL.
class SecretRedactor {
public:
    void add(const Secret &secret);
    QString redacted(const QString &text) const;

private:
    QList<Secret> m_secrets;
};

} // namespace freshet
