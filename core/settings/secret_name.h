// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/origin.h"
#include "core/domain/model_info.h"

namespace freshet {

/// The name under which SecretStore keeps a provider's key: bound to the origin it was given for, so that a new base
/// URL elsewhere does not take it along.
inline QString secretName(const ProviderId &provider, const Origin &origin)
{
    return provider + u'@' + origin.toString();
}

/// Likewise for all extra headers of a provider.
inline QString headersSecretName(const ProviderId &provider, const Origin &origin)
{
    return provider + QLatin1String("/headers@") + origin.toString();
}

} // namespace freshet
