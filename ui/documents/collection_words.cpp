// SPDX-License-Identifier: MIT
#include "ui/documents/collection_words.h"

#include <QCoreApplication>

namespace freshet {

namespace {
/// The context of these texts for translators.
struct CollectionWords {
    Q_DECLARE_TR_FUNCTIONS(CollectionWords)
};
} // namespace

QString collectionTitle(const CollectionName &name)
{
    if (name == kUserCollection)
        return CollectionWords::tr("My files");
    return name == kGuideCollection ? CollectionWords::tr("Freshet guide") : name;
}

QString documentCount(int count)
{
    return count == 1 ? CollectionWords::tr("1 document") : CollectionWords::tr("%L1 documents").arg(count);
}

} // namespace freshet
