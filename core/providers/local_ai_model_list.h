// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/provider_info.h"
#include "core/providers/model_list_reader.h"

namespace freshet {

/// Reads LocalAI's /v1/models, which has ids only, and then /v1/models/capabilities, which newer builds have and which
/// tells what each model is for (wire reference 6.2). Without it the ids are all there is to guess from.
class LocalAiModelList : public ModelListReader {
public:
    explicit LocalAiModelList(const ProviderConfig &config);

    std::optional<ModelListQuestion> next() override;
    void take(int number, const Result<HttpResponse> &answer) override;
    Result<QList<ModelInfo>> result() const override { return m_result; }

private:
    void takeCapabilities(const HttpResponse &response);

    const ProviderConfig m_config;
    int m_asked = 0;
    Result<QList<ModelInfo>> m_result;
};

} // namespace freshet
