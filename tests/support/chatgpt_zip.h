// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/zip_maker.h"

namespace freshet::test {

/// The smallest picture.
inline QByteArray pixelPng()
{
    return QByteArray::fromBase64(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
        "gg==");
}

/// ChatGPT's export with files beside the chats, each named and placed as in one of the forms that were seen:
/// @p chats is tests/data/archive/chatgpt_files.json.
inline ZipMaker chatGptZip(const QByteArray &chats)
{
    ZipMaker zip;
    zip.add("conversations.json", chats);
    zip.add("file-AbC123-loaf.png", pixelPng(), ZipMaker::Method::Stored);
    zip.add("user-u1/file_00000000beef-5d3c.png", pixelPng());
    zip.add("dalle-generations/file-Draw42-bdd53f7d-8240.webp", pixelPng());
    zip.add("file-Txt777.dat", "# Rye\n\n500 g of flour.\n"); // as since 2026
    zip.add("file-Pdf555-leaflet.pdf", QByteArray("%PDF-1.4\n\0\xff", 11));
    zip.add("conversation_asset_file_names.json", R"({"file-Txt777.dat":"recipe.md"})");
    return zip;
}

} // namespace freshet::test
