// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <atomic>

class QPagedPaintDevice;

namespace freshet {

/// Puts a page of HtmlChatWriter's on paper: text, code, tables and pictures, with page numbers below.
///
/// Slow for long chats, and made for a thread of its own: it uses nothing of the screen. Loads nothing but the pictures
/// that are in the page. False when the device does not take it, or @p isStopped became true.
bool printHtml(const QByteArray &html, QPagedPaintDevice &device, const std::atomic<bool> &isStopped);

} // namespace freshet
