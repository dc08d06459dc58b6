// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/provider_info.h"
#include "core/providers/model_list_reader.h"

namespace freshet {

/// Asks LM Studio for its own list, which tells what each model is, can and whether it is loaded: /api/v1/models, where
/// that is not answered the older /api/v0/models, and last /v1/models, which has ids only (wire reference 7.2).
class LmStudioModelList : public ModelListReader {
public:
    explicit LmStudioModelList(const ProviderConfig &config);

    std::optional<ModelListQuestion> next() override;
    void take(int number, const Result<HttpResponse> &answer) override;
    Result<QList<ModelInfo>> result() const override { return m_result; }

private:
    const ProviderConfig m_config;
    int m_way = 0; ///< Which of the addresses is asked next.
    bool m_isAsked = false;
    bool m_isDone = false;
    Result<QList<ModelInfo>> m_result;
};

} // namespace freshet
