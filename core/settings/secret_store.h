// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QObject>
#include <QString>

#include <functional>

namespace freshet {

/// Keeps keys, outside every file of ours. Names are opaque ("openai@https://api.openai.com").
///
/// Every call answers through its callback: once, never before the call returns, in the caller's thread, and not at
/// all when @p context dies first. A name that is not there reads as an empty Secret; a store that cannot be reached
/// is ErrorKind::Storage with what the user can do.
class SecretStore {
public:
    virtual ~SecretStore() = default;
    virtual void read(const QString &name, QObject *context, std::function<void(Result<Secret>)> done) = 0;
    virtual void write(const QString &name, const Secret &secret, QObject *context, std::function<void(Status)> done)
        = 0;
    virtual void remove(const QString &name, QObject *context, std::function<void(Status)> done) = 0;
};

} // namespace freshet
