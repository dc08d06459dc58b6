// SPDX-License-Identifier: MIT
#include "ui/chat/attachment_words.h"

#include "core/query/attachment_file.h"

#include <QCoreApplication>
#include <QLocale>

namespace freshet {

namespace {

/// The context of these texts for translators.
struct Attached {
    Q_DECLARE_TR_FUNCTIONS(Attached)
};

QString inUnits(double count, QLatin1String unit)
{
    const QString digits = QLocale().toString(count, 'f', count < 10 && qRound(count * 10) % 10 != 0 ? 1 : 0);
    return QString(digits + unit);
}

} // namespace

QString pastedName() { return Attached::tr("Pasted text"); }

QString sizeWords(const Attachment &attachment)
{
    if (attachment.isPicture())
        return QLocale().formattedDataSize(attachment.bytes.size(), 0, QLocale::DataSizeTraditionalFormat);
    return Attached::tr("%1 tokens").arg(shortCount(tokensOf(attachment)));
}

QString shortCount(qsizetype count)
{
    const double thousand = count % 1024 == 0 ? 1024 : 1000; // windows are counted in either
    const auto number = static_cast<double>(count);
    if (number < thousand)
        return QLocale().toString(count);
    if (number < 999.5 * thousand)
        return inUnits(number / thousand, QLatin1String("k"));
    return inUnits(number / (thousand * thousand), QLatin1String("M"));
}

} // namespace freshet
