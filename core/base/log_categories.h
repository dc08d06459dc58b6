// SPDX-License-Identifier: MIT
#pragma once

#include <QLoggingCategory>

namespace freshet {

Q_DECLARE_LOGGING_CATEGORY(logNet) ///< freshet.net
Q_DECLARE_LOGGING_CATEGORY(logProvider) ///< freshet.provider
Q_DECLARE_LOGGING_CATEGORY(logRetrieval) ///< freshet.retrieval
Q_DECLARE_LOGGING_CATEGORY(logHistory) ///< freshet.history
Q_DECLARE_LOGGING_CATEGORY(logServer) ///< freshet.server
Q_DECLARE_LOGGING_CATEGORY(logSettings) ///< freshet.settings
Q_DECLARE_LOGGING_CATEGORY(logStartup) ///< freshet.startup

} // namespace freshet
