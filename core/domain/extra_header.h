// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"

#include <QByteArray>

namespace freshet {

/// A header that the user wants to be sent with every request to a provider, for a gateway in front of it. Handled as
/// a key is: its value may be one.
struct ExtraHeader {
    QByteArray name;
    Secret value;

    bool operator==(const ExtraHeader &) const = default;
};

} // namespace freshet
