// SPDX-License-Identifier: MIT
#include "ui/documents/collection_words.h"

#include <QCoreApplication>

namespace freshet {

namespace {
QString collectionText(const char *text) { return QCoreApplication::translate("CollectionWords", text); }
} // namespace

QString collectionTitle(const CollectionName &name)
{
    if (name == kUserCollection)
        return collectionText("My files");
    return name == kGuideCollection ? collectionText("Freshet guide") : name;
}

QString documentCount(int count)
{
    return count == 1 ? collectionText("1 document") : collectionText("%1 documents").arg(count);
}

} // namespace freshet
