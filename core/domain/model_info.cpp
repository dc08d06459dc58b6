// SPDX-License-Identifier: MIT
#include "core/domain/model_info.h"

namespace freshet {

QString toWord(const ModelRef &model) { return model.provider + u'/' + model.model; }

std::optional<ModelRef> modelRefFromString(QStringView word)
{
    const qsizetype slash = word.indexOf(u'/');
    if (slash <= 0 || slash + 1 == word.size())
        return std::nullopt;
    return ModelRef{word.first(slash).toString(), word.sliced(slash + 1).toString()};
}

} // namespace freshet
