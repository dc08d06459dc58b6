// SPDX-License-Identifier: MIT
#include "core/base/log_categories.h"

namespace freshet {

Q_LOGGING_CATEGORY(logNet, "freshet.net", QtInfoMsg)
Q_LOGGING_CATEGORY(logProvider, "freshet.provider", QtInfoMsg)
Q_LOGGING_CATEGORY(logRetrieval, "freshet.retrieval", QtInfoMsg)
Q_LOGGING_CATEGORY(logHistory, "freshet.history", QtInfoMsg)
Q_LOGGING_CATEGORY(logServer, "freshet.server", QtInfoMsg)
Q_LOGGING_CATEGORY(logSettings, "freshet.settings", QtInfoMsg)
Q_LOGGING_CATEGORY(logStartup, "freshet.startup", QtInfoMsg)

} // namespace freshet
