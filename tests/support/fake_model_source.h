// SPDX-License-Identifier: MIT
#pragma once

#include "core/models/model_list_source.h"

#include <QPointer>

namespace freshet::test {

/// A ModelListSource that answers when the test says so: source.answer(models).
class FakeModelSource : public ModelListSource {
public:
    ModelListFetch *fetchModels(const ProviderId &, const QList<ModelInfo> &, QObject *parent) override
    {
        ++fetches;
        return running = new ModelListFetch(parent);
    }
    void answer(const Result<QList<ModelInfo>> &models)
    {
        ModelListFetch *fetch = running;
        emit fetch->finished(models);
        fetch->deleteLater();
    }

    int fetches = 0;
    QPointer<ModelListFetch> running;
};

} // namespace freshet::test
