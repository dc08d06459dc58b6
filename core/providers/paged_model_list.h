// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/provider_info.h"
#include "core/providers/model_list.h"
#include "core/providers/model_list_reader.h"

#include <QSet>

namespace freshet {

/// Reads a list page by page, as long as the server names a further one: 100 pages at most, and none twice. A page that
/// fails fails the list: half a list would count the other half as gone.
class PagedModelList : public ModelListReader {
public:
    /// The request for the page that @p cursor names; an empty one is the first.
    using PageRequest = HttpRequest (*)(const ProviderConfig &config, const QString &cursor);
    using PageParser = Result<ModelPage> (*)(const HttpResponse &response, const ProviderConfig &config);

    PagedModelList(const ProviderConfig &config, PageRequest request, PageParser parse)
        : m_config(config), m_request(request), m_parse(parse)
    {
    }

    std::optional<ModelListQuestion> next() override;
    void take(int number, const Result<HttpResponse> &answer) override;
    Result<QList<ModelInfo>> result() const override;

private:
    const ProviderConfig m_config;
    const PageRequest m_request;
    const PageParser m_parse;
    std::optional<QString> m_nextPage = QString(); ///< Nothing: an answer is waited for, or this was the last.
    QSet<QString> m_askedPages;
    bool m_isWhole = false;
    std::optional<Error> m_error;
    QList<ModelInfo> m_models;
};

} // namespace freshet
