// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/model_info.h"
#include "core/settings/setting.h"
#include "ui/settings/settings_page.h"

#include <functional>
#include <optional>

class QLineEdit;
class QPushButton;

namespace freshet {

class FavouriteModels;
class ModelChoice;
class ModelPicker;
class ModelRefreshService;
class ProviderRegistry;
class SettingsStore;

/// What every new question starts with: the model, the user's own instructions, how answers are made.
class ChatPage : public SettingsPage {
    Q_OBJECT

public:
    struct Services {
        SettingsStore &settings;
        ProviderRegistry &providers;
        ModelRefreshService &models;
        ModelChoice &model;
        FavouriteModels &favourites;
    };

    static SettingsPageText text();
    ChatPage(const Services &services, QWidget *parent);

signals:
    void setUpRequested(const freshet::ProviderId &provider);

private:
    enum Row { Model, SendKey, Titles, Instructions, Temperature, TopP, MaxTokens, Seed, Effort, Stop };

    template <typename T>
    void addNumber(Row row, const Setting<std::optional<T>> &setting, const QString &hint, const QString &range);
    void addModel();
    void addSendKey();
    void addTitles();
    void addInstructions();
    void addEffort();
    void addStop();
    void pickModel();

    const Services m_services;
    QPushButton *m_model = nullptr; // child of this, as below
    ModelPicker *m_picker = nullptr; // null until first used
};

} // namespace freshet
