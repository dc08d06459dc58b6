// SPDX-License-Identifier: MIT
#pragma once

#include "core/models/model_list_source.h"

#include <QHash>
#include <QPointer>

namespace freshet::test {

/// A ModelListSource that answers when the test says so: source.answer(models).
class FakeModelSource : public ModelListSource {
public:
    ModelListFetch *fetchModels(const ProviderId &provider, const QList<ModelInfo> &, QObject *parent) override
    {
        ++fetches;
        running = new ModelListFetch(parent);
        m_open.insert(provider, running);
        return running;
    }
    void answer(const Result<QList<ModelInfo>> &models) { end(running, models); } ///< The fetch that began last.
    void answer(const ProviderId &provider, const Result<QList<ModelInfo>> &models)
    {
        end(m_open.take(provider), models);
    }

    int fetches = 0;
    QPointer<ModelListFetch> running;

private:
    static void end(ModelListFetch *fetch, const Result<QList<ModelInfo>> &models)
    {
        emit fetch->finished(models);
        fetch->deleteLater();
    }

    QHash<ProviderId, QPointer<ModelListFetch>> m_open; ///< The last one of each.
};

} // namespace freshet::test
