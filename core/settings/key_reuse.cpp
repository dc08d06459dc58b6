// SPDX-License-Identifier: MIT
#include "core/settings/key_reuse.h"

#include "core/settings/secret_name.h"

#include <QCoreApplication>

namespace freshet {

QString KeyReuse::question() const
{
    return QCoreApplication::translate("KeyReuse", "Send the key of %1 to %2 too?").arg(from.toString(), to.toString());
}

std::optional<KeyReuse> keyReuse(
    const ProviderId &provider, const std::optional<Origin> &from, const std::optional<Origin> &to)
{
    if (!from || !to || *from == *to)
        return {};
    if (to->scheme != QLatin1String("https") && !to->isLoopback())
        return {};
    return KeyReuse{.provider = provider, .from = *from, .to = *to};
}

void reuseKey(SecretStore &secrets, const KeyReuse &reuse, QObject *context, const std::function<void(Status)> &done)
{
    const auto keep = [&secrets, reuse, context, done](const Result<Secret> &key) {
        if (!key)
            return done(failure(key.error()));
        if (key->isEmpty())
            return done(failure({.kind = ErrorKind::Auth,
                .message = QCoreApplication::translate("KeyReuse", "There is no key of %1 any more; paste one.")
                               .arg(reuse.from.toString())}));
        secrets.write(secretName(reuse.provider, reuse.to), *key, context, done);
    };
    secrets.read(secretName(reuse.provider, reuse.to), context,
        [&secrets, reuse, context, keep, done](const Result<Secret> &already) {
            if (!already)
                return done(failure(already.error()));
            if (!already->isEmpty())
                return done({});
            secrets.read(secretName(reuse.provider, reuse.from), context, keep);
        });
}

} // namespace freshet
