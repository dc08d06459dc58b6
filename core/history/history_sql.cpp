// SPDX-License-Identifier: MIT
#include "core/history/history_sql.h"

namespace freshet {

bool runHistory(QSqlQuery &query, const char *sql, const QVariantList &values)
{
    if (!query.prepare(QLatin1String(sql)))
        return false;
    for (const QVariant &value : values)
        query.addBindValue(value);
    return query.exec();
}

QVariant historyValue(const QString &text) { return text.isNull() ? QVariant(QLatin1String("")) : QVariant(text); }
QVariant historyValue(const QByteArray &json) { return historyValue(QString::fromUtf8(json)); }
QVariant historyBytes(const QByteArray &bytes) { return bytes.isNull() ? QByteArray("", 0) : bytes; }

} // namespace freshet
