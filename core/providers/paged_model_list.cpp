// SPDX-License-Identifier: MIT
#include "core/providers/paged_model_list.h"

#include <utility>

namespace freshet {

namespace {
constexpr qsizetype kMostModelPages = 100;
} // namespace

std::optional<ModelListQuestion> PagedModelList::next()
{
    const std::optional<QString> page = std::exchange(m_nextPage, std::nullopt);
    if (!page)
        return std::nullopt;
    m_askedPages.insert(*page);
    return ModelListQuestion{static_cast<int>(m_askedPages.size()), m_request(m_config, *page)};
}

void PagedModelList::take(int, const Result<HttpResponse> &answer)
{
    const Result<ModelPage> page = answer ? m_parse(*answer, m_config) : failure(answer.error());
    if (!page) {
        m_error = page.error();
        return;
    }
    m_models += page->models;
    m_isWhole = page->next.isEmpty() || m_askedPages.contains(page->next) || m_askedPages.size() >= kMostModelPages
        || m_models.size() >= kMostListedModels;
    if (!m_isWhole)
        m_nextPage = page->next;
}

Result<QList<ModelInfo>> PagedModelList::result() const
{
    if (m_error)
        return failure(*m_error);
    if (m_isWhole)
        return soundModels(m_models);
    return failure(unfinishedList(m_config));
}

} // namespace freshet
