// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/model_info.h"

#include <QObject>
#include <QSet>

namespace freshet {

class SettingsStore;

/// The models that the user marked: they come first wherever a model is chosen. Kept in the settings.
class FavouriteModels : public QObject {
    Q_OBJECT

public:
    explicit FavouriteModels(SettingsStore &settings, QObject *parent = nullptr);

    bool contains(const ModelRef &model) const { return m_models.contains(model); }
    void toggle(const ModelRef &model);

signals:
    void changed();

private:
    SettingsStore &m_settings;
    QSet<ModelRef> m_models;
};

} // namespace freshet
