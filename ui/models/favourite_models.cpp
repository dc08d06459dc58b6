// SPDX-License-Identifier: MIT
#include "ui/models/favourite_models.h"

#include "core/settings/keys.h"
#include "core/settings/settings_store.h"

namespace freshet {

FavouriteModels::FavouriteModels(SettingsStore &settings, QObject *parent) : QObject(parent), m_settings(settings)
{
    settings.bind(keys::favouriteModels, this, [this](const QStringList &stored) {
        m_models.clear();
        for (const QString &word : stored) {
            if (const auto model = modelRefFromString(word))
                m_models.insert(*model);
        }
        emit changed();
    });
}

void FavouriteModels::toggle(const ModelRef &model)
{
    QStringList stored = m_settings.get(keys::favouriteModels);
    const QString word = toWord(model);
    if (stored.removeAll(word) == 0)
        stored << word;
    m_settings.set(keys::favouriteModels, stored);
}

} // namespace freshet
