// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/provider_info.h"
#include "core/providers/model_list_reader.h"

#include <QHash>

namespace freshet {

/// Reads /api/tags, then asks /api/show for each model of which an older Ollama's list does not tell what it can and
/// how much it reads (wire reference 3.2). A model whose files are those of @p known is not asked for again, and one
/// that is not told of in time is listed without its details.
class OllamaModelList : public ModelListReader {
public:
    OllamaModelList(const ProviderConfig &config, const QList<ModelInfo> &known);

    std::optional<ModelListQuestion> next() override;
    void take(int number, const Result<HttpResponse> &answer) override;
    Result<QList<ModelInfo>> result() const override;

private:
    struct Listed {
        ModelInfo model;
        QString digest;
        bool isComplete = false; ///< The list told all.
    };

    static std::optional<Listed> listedIn(const QJsonObject &entry, const ProviderId &provider);
    void takeTags(const HttpResponse &response);
    void takeDetails(Listed &listed, const HttpResponse &response);

    const ProviderConfig m_config;
    QHash<QString, ModelInfo> m_known; ///< By digest.
    QList<Listed> m_models;
    qsizetype m_asked = -1; ///< Models before this one were looked at for questions; -1: not even the list was asked.
    std::optional<Error> m_error;
    bool m_hasList = false;
};

} // namespace freshet
