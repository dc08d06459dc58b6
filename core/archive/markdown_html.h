// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace freshet {

/// A model's Markdown as HTML for a document of ours. Pure.
///
/// Foreign text stays text: HTML in it is escaped, pictures that it names are links, and links lead to http, https and
/// mailto only. What is too large for Markdown is set as it stands.
QString markdownToHtml(const QString &markdown);

/// With line feeds as line breaks of a preformatted text.
QString escapedHtml(const QString &text);

} // namespace freshet
