// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/model_info.h"

#include <QList>
#include <QObject>

namespace freshet {

/// One running model-list request. Emits finished() once, never before control is back in the event loop, then
/// deletes itself. Deleting it earlier aborts.
class ModelListFetch : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

signals:
    void finished(const freshet::Result<QList<freshet::ModelInfo>> &models);
};

/// Starts model-list requests: HttpModelListSource in the program, a fake in tests.
class ModelListSource {
public:
    virtual ~ModelListSource() = default;
    virtual ModelListFetch *fetchModels(const ProviderId &provider, QObject *parent) = 0;
};

} // namespace freshet
