// SPDX-License-Identifier: MIT
#include "ui/models/favourite_models.h"

#include "core/settings/keys.h"
#include "core/settings/settings_store.h"

namespace freshet {

namespace {
/// Of the two only a model's name may hold a slash.
QString favouriteKey(const ModelRef &model) { return model.provider % u'/' % model.model; }
} // namespace

FavouriteModels::FavouriteModels(SettingsStore &settings, QObject *parent) : QObject(parent), m_settings(settings)
{
    settings.bind(keys::favouriteModels, this, [this](const QStringList &stored) {
        m_models.clear();
        for (const QString &key : stored) {
            const qsizetype slash = key.indexOf(u'/');
            if (const ModelRef model{key.left(slash), key.mid(slash + 1)}; slash > 0 && model.isValid())
                m_models.insert(model);
        }
        emit changed();
    });
}

void FavouriteModels::toggle(const ModelRef &model)
{
    QStringList stored = m_settings.get(keys::favouriteModels);
    const QString key = favouriteKey(model);
    if (stored.removeAll(key) == 0)
        stored << key;
    m_settings.set(keys::favouriteModels, stored);
}

} // namespace freshet
