// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QHash>
#include <QMetaType>
#include <QString>

#include <optional>

namespace freshet {

/// Stable name of a provider: "openai", "ollama", "documents" …
using ProviderId = QString;

/// The only way code names a model. Model names repeat across providers, so never pass one alone.
struct ModelRef {
    ProviderId provider;
    QString model;

    bool isValid() const { return !provider.isEmpty() && !model.isEmpty(); }
    bool operator==(const ModelRef &) const = default;
};

/// "openrouter/vendor/model-x": how a model is named in one word, in the settings and on the command line.
QString toWord(const ModelRef &model);
/// Of the two only a model's name may hold a slash. Nothing when one of them is missing.
std::optional<ModelRef> modelRefFromString(QStringView word);

inline size_t qHash(const ModelRef &ref, size_t seed = 0) { return qHashMulti(seed, ref.provider, ref.model); }

/// Where the knowledge of a model comes from; later words win over earlier ones when lists are merged.
enum class ModelOrigin { Static, Cached, Live, Manual };

/// What is known of one model. A field that nobody told is empty, never a guess shown as a fact.
struct ModelInfo {
    ModelRef ref;
    QString name; ///< For people; the id when nothing better is known.
    ModelOrigin origin = ModelOrigin::Static;
    QDateTime goneSince
        = {}; ///< When the provider, which listed it once, was first seen not to; invalid = it is listed.
    QDate retiresOn = {}; ///< When the provider means to take it away; invalid = nobody told a day.
    std::optional<int> contextTokens;
    std::optional<int> maxOutputTokens;
    bool canChat = true;
    bool canEmbed = false;
    std::optional<bool> canSee;
    std::optional<bool> canUseTools;
    std::optional<bool> canReason;
    std::optional<double> priceIn; ///< US dollars per million tokens.
    std::optional<double> priceOut; ///< US dollars per million tokens.
    std::optional<bool> isLoaded; ///< On the user's own server: in memory now, so that it answers without loading.
    QString digest = {}; ///< Of the very files that these facts were asked for; empty where nobody told one.

    bool isGone() const { return goneSince.isValid(); }
    bool operator==(const ModelInfo &) const = default;
};

} // namespace freshet

Q_DECLARE_METATYPE(freshet::ModelRef)
Q_DECLARE_METATYPE(freshet::ModelInfo)
