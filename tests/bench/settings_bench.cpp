// SPDX-License-Identifier: MIT
#include "tests/bench/settings_bench.h"

#include "tests/bench/figures.h"
#include "tests/bench/program_rig.h"
#include "ui/models/model_picker.h"
#include "ui/settings/model_table.h"
#include "ui/settings/settings_dialog.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>

namespace freshet::bench {

namespace {

constexpr int kModels = 5000;
constexpr int kOpenings = 20;

QList<ModelInfo> manyModels()
{
    static const QStringList vendors{"acme", "zenith", "orbit", "lumen", "harbor"};
    QList<ModelInfo> models;
    for (int i = 0; i < kModels; ++i) {
        const QString &vendor = vendors.at(i % vendors.size());
        const QString id = QStringLiteral("%1/model-%2-instruct").arg(vendor).arg(i);
        models << ModelInfo{.ref = {QStringLiteral("openrouter"), id},
            .name = QStringLiteral("%1: Model %2 Instruct").arg(vendor).arg(i),
            .contextTokens = 8192 << (i % 6),
            .canSee = i % 3 == 0,
            .canUseTools = i % 2 == 0,
            .priceIn = i % 100 * 0.05,
            .priceOut = i % 100 * 0.2};
    }
    return models;
}

QList<ProviderInfo> fewProviders()
{
    return {{.id = QStringLiteral("openrouter"),
                .name = QStringLiteral("OpenRouter"),
                .defaultBaseUrl = QUrl(QStringLiteral("https://127.0.0.1:1/v1"))},
        {.id = QStringLiteral("documents"), .name = QStringLiteral("Quotes"), .dialect = Dialect::Quotes}};
}

qint64 openingNs(ProgramRig &rig)
{
    const qint64 begin = monotonicNs();
    SettingsDialog dialog(rig.services, nullptr);
    dialog.showProvider(QStringLiteral("openrouter"));
    dialog.show();
    dialog.repaint();
    return monotonicNs() - begin;
}

/// Types a text letter by letter, takes it away again, and paints after each.
QList<qint64> typingNs(QLineEdit &field, QWidget &painted)
{
    QList<qint64> times;
    const auto press = [&](int key, const QString &text) {
        QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier, text);
        const qint64 begin = monotonicNs();
        QCoreApplication::sendEvent(&field, &event);
        painted.repaint();
        times << monotonicNs() - begin;
    };
    const QString typed = QStringLiteral("zenith vision 49");
    for (int round = 0; round < 5; ++round) {
        for (const QChar letter : typed)
            press(letter.unicode(), letter);
        for (qsizetype i = 0; i < typed.size(); ++i)
            press(Qt::Key_Backspace, QStringLiteral("\b"));
    }
    return times;
}

} // namespace

QJsonObject measureSettings()
{
    ProgramRig rig(fewProviders());
    rig.models.setStaticModels(QStringLiteral("openrouter"), manyModels(), false);
    QList<qint64> openings;
    for (int i = 0; i < kOpenings; ++i)
        openings << openingNs(rig);

    SettingsDialog dialog(rig.services, nullptr);
    dialog.showProvider(QStringLiteral("openrouter"));
    dialog.show();
    auto *const table = dialog.findChild<ModelTable *>();
    const QJsonObject inTable = percentiles(typingNs(*table->findChild<QLineEdit *>(), *table));

    ModelPicker picker(rig.models, rig.providers, rig.favourites, &dialog);
    picker.openBelow(*table, {});
    const QJsonObject inPicker = percentiles(typingNs(*picker.findChild<QLineEdit *>(), picker));
    return {{QStringLiteral("models"), kModels}, {QStringLiteral("open"), percentiles(openings)},
        {QStringLiteral("keystroke_in_settings"), inTable}, {QStringLiteral("keystroke_in_picker"), inPicker}};
}

} // namespace freshet::bench
