// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/provider_info.h"
#include "core/net/http_message.h"

namespace freshet {

/// Which program or service seems to have answered with a list of models: "Ollama", "vLLM" … Empty when nothing tells.
QString serverKind(const HttpResponse &list);

/// Whether a web page came where an API should answer: a log-in, an error page, the server's own user interface.
bool isWebPage(const HttpResponse &response);

/// What a dialect is called: "an OpenAI-compatible API".
QString dialectName(Dialect dialect);

} // namespace freshet
