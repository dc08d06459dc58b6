// SPDX-License-Identifier: MIT
#include "app/models_table.h"

#include <QCoreApplication>

#include <algorithm>

namespace freshet {

namespace {

QString tableText(const char *text, int n = -1) { return QCoreApplication::translate("modelsTable", text, nullptr, n); }

QString ageText(const QDateTime &then, const QDateTime &now)
{
    const qint64 seconds = then.secsTo(now);
    if (seconds < 60)
        return tableText("just now");
    if (seconds < 2 * 3600)
        return tableText("%1 min ago").arg(seconds / 60);
    if (seconds < 2 * 86400)
        return tableText("%1 hours ago").arg(seconds / 3600);
    return tableText("%1 days ago").arg(seconds / 86400);
}

/// "131k", "8k", "512".
QString tokensText(int tokens)
{
    return tokens < 1000 ? QString::number(tokens) : QString::number(tokens / 1000) + u'k';
}

/// "llama3.2   128k context, tools, reasoning, $0.1 in, $0.4 out"
QString factsOf(const ModelInfo &model)
{
    QStringList facts;
    if (model.contextTokens)
        facts << tableText("%1 context").arg(tokensText(*model.contextTokens));
    if (model.canEmbed)
        facts << tableText("embeddings");
    if (model.canSee.value_or(false))
        facts << tableText("images");
    if (model.canUseTools.value_or(false))
        facts << tableText("tools");
    if (model.canReason.value_or(false))
        facts << tableText("reasoning");
    if (model.priceIn && model.priceOut)
        facts << tableText("$%1 in, $%2 out per million tokens").arg(*model.priceIn).arg(*model.priceOut);
    if (model.isLoaded.value_or(false))
        facts << tableText("loaded");
    if (model.origin == ModelOrigin::Manual)
        facts << tableText("added by hand");
    if (model.retiresOn.isValid())
        facts << tableText("retires on %1").arg(model.retiresOn.toString(Qt::ISODate));
    if (model.isGone())
        facts << tableText("not listed since %1").arg(model.goneSince.date().toString(Qt::ISODate));
    return facts.join(QLatin1String(", "));
}

QString headingOf(const protocol::CatalogEntry &entry, const QDateTime &now)
{
    QString text = QStringLiteral("%1 (%2)").arg(entry.name, entry.id);
    text += QLatin1String(": ") + (entry.isConfigured ? tableText("ready") : tableText("not set up"));
    if (entry.refreshedAt.isValid())
        text += QLatin1String(", ") + tableText("asked %1").arg(ageText(entry.refreshedAt, now));
    if (entry.added > 0 || entry.gone > 0)
        text += QLatin1String(", ") + tableText("%1 new, %2 gone").arg(entry.added).arg(entry.gone);
    if (!entry.baseUrl.isEmpty())
        text += QLatin1String(", ") + entry.baseUrl.toString();
    return text;
}

} // namespace

QString modelsTable(const QList<protocol::CatalogEntry> &providers, const QDateTime &now)
{
    QString table;
    for (const protocol::CatalogEntry &entry : providers) {
        if (!table.isEmpty())
            table += u'\n';
        table += headingOf(entry, now) + u'\n';
        if (entry.error)
            table += QLatin1String("  ! ") + entry.error->message + u'\n';
        qsizetype width = 0;
        for (const ModelInfo &model : entry.models)
            width = std::max(width, model.ref.model.size());
        for (const ModelInfo &model : entry.models)
            table += QString(QLatin1String("  ") + model.ref.model.leftJustified(width) + QLatin1String("  ")
                         + factsOf(model))
                         .trimmed()
                         .prepend(QLatin1String("  "))
                + u'\n';
        if (entry.models.isEmpty() && !entry.error)
            table += QLatin1String("  ") + tableText("no models known; --refresh asks for them") + u'\n';
    }
    return table;
}

} // namespace freshet
