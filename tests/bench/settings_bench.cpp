// SPDX-License-Identifier: MIT
#include "tests/bench/settings_bench.h"

#include "core/models/model_list_source.h"
#include "core/models/model_refresh_service.h"
#include "core/net/http_client.h"
#include "core/providers/provider_registry.h"
#include "core/retrieval/retrieval_service.h"
#include "core/settings/extra_header_store.h"
#include "core/settings/memory_secret_store.h"
#include "core/settings/settings_store.h"
#include "tests/bench/figures.h"
#include "ui/documents/document_controller.h"
#include "ui/models/favourite_models.h"
#include "ui/models/model_choice.h"
#include "ui/models/model_picker.h"
#include "ui/settings/model_table.h"
#include "ui/settings/settings_dialog.h"
#include "ui/widgets/status_line.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTemporaryDir>

namespace freshet::bench {

namespace {

constexpr int kModels = 5000;
constexpr int kOpenings = 20;

class NoModelLists : public ModelListSource {
public:
    ModelListFetch *fetchModels(const ProviderId &, const QList<ModelInfo> &, QObject *parent) override
    {
        return new ModelListFetch(parent);
    }
};

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

/// Everything that the settings work with, in a folder of its own.
struct SettingsBenchRig {
    SettingsBenchRig() { models.setStaticModels(QStringLiteral("openrouter"), manyModels(), false); }

    QTemporaryDir dir;
    SettingsStore settings{dir.filePath(QStringLiteral("settings.ini"))};
    MemorySecretStore secrets;
    ExtraHeaderStore headers{settings, secrets};
    HttpClient http{HttpClient::Options{}};
    ProviderRegistry providers{fewProviders(),
        [](const ProviderId &, const Origin &, QObject *, const std::function<void(Result<Secret>)> &) {}};
    NoModelLists lists;
    ModelRefreshService models{lists, {}};
    RetrievalService retrieval{dir.filePath(QStringLiteral("index.db"))};
    QWidget window;
    StatusLine status;
    DocumentController documents{retrieval, settings, status, window};
    ModelChoice model{settings, providers, models};
    FavouriteModels favourites{settings};
};

qint64 openingNs(SettingsBenchRig &rig)
{
    const qint64 begin = monotonicNs();
    SettingsDialog dialog({rig.providers, rig.models, rig.settings, rig.secrets, rig.headers, rig.http, rig.retrieval,
                              rig.documents, rig.model, rig.favourites},
        nullptr);
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
    SettingsBenchRig rig;
    QList<qint64> openings;
    for (int i = 0; i < kOpenings; ++i)
        openings << openingNs(rig);

    SettingsDialog dialog({rig.providers, rig.models, rig.settings, rig.secrets, rig.headers, rig.http, rig.retrieval,
                              rig.documents, rig.model, rig.favourites},
        nullptr);
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
