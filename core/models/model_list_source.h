// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/model_info.h"

#include <QList>
#include <QObject>

namespace freshet {

/// One running model-list request. Emits finished() once, never before control is back in the event loop, then
/// deletes itself. Deleting it earlier aborts.
///
/// An error without HTTP status of the kinds Auth, BadRequest or Storage says that nobody was asked: the provider is
/// not set up.
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

    /// @p known is the list as it was; what it tells of a model need not be asked again.
    virtual ModelListFetch *fetchModels(const ProviderId &provider, const QList<ModelInfo> &known, QObject *parent) = 0;
};

} // namespace freshet
