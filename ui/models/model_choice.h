// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/chat_types.h"

#include <QObject>

namespace freshet {

class ModelRefreshService;
class ProviderRegistry;
class SettingsStore;

/// The model that the next question goes to; kept in the settings. Quotes from documents until one is chosen.
class ModelChoice : public QObject {
    Q_OBJECT

public:
    ModelChoice(SettingsStore &settings, const ProviderRegistry &providers, ModelRefreshService &models,
        QObject *parent = nullptr);

    ModelRef current() const; ///< Its model may be empty: the provider's default.
    QString label() const { return labelOf(current()); } ///< "qwen3:8b · Ollama".
    QString labelOf(const ModelRef &model) const;
    /// In US dollars: as the provider told it, else by the model's prices; nothing where neither is known.
    std::optional<double> costOf(const ModelRef &model, const Usage &usage) const;
    bool isQuotesOnly() const; ///< No model answers, documents are quoted.
    void choose(const ModelRef &model);

    /// The provider's first model that can chat, once its list is here; until then its default one.
    void chooseFirstOf(const ProviderId &provider);

    QString providerName(const ProviderId &provider) const;

signals:
    void changed();

private:
    void onRefreshFinished(const ProviderId &provider);

    SettingsStore &m_settings;
    const ProviderRegistry &m_providers;
    ModelRefreshService &m_models;
    ProviderId m_wantsFirstOf; ///< Empty: none.
};

/// The provider that needs nothing: it quotes the user's documents.
inline constexpr QLatin1String kQuotesProvider("documents");

} // namespace freshet
