// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/domain/model_info.h"
#include "core/net/http_message.h"

#include <QList>

#include <optional>

namespace freshet {

/// One question for a model list. Its number is given back with the answer.
struct ModelListQuestion {
    int number = 0;
    HttpRequest request;
};

/// Asks one provider for its models in the provider's own way: page after page, an older address after a newer one, the
/// details of each model after the list.
///
/// Pure, as the adapter that made it: whoever drives it moves the bytes. next() gives question after question; several
/// may be open at once, and every answer may bring more. Once none is open and next() has none, result() is final. Who
/// has no more time answers what is open with an error, asks nothing more, and takes the result.
class ModelListReader {
public:
    virtual ~ModelListReader() = default;

    virtual std::optional<ModelListQuestion> next() = 0;
    virtual void take(int number, const Result<HttpResponse> &answer) = 0; ///< A status that is not good is an Error.
    virtual Result<QList<ModelInfo>> result() const = 0; ///< The whole list, or why there is none.
};

} // namespace freshet
