// SPDX-License-Identifier: MIT
#include "tests/bench/refresh_bench.h"

#include "core/models/model_list_source.h"
#include "core/models/model_refresh_service.h"
#include "core/providers/provider_adapter.h"
#include "tests/bench/figures.h"

#include <QTemporaryDir>

#include <algorithm>
#include <functional>

namespace freshet::bench {

namespace {

constexpr int kRefreshRounds = 7;

QByteArray openRouterList(int models)
{
    QByteArrayList entries;
    for (int i = 0; i < models; ++i) {
        const QByteArray n = QByteArray::number(i);
        entries << R"({"id":"vendor-)" + QByteArray::number(i % 40) + "/model-" + n + R"(:free","canonical_slug":"m-)"
                + n + R"(","name":"Vendor: Model )" + n + R"(","created":1760000000,"description":")"
                + QByteArray("A model that does what models do, at length. ").repeated(20)
                + R"(","context_length":131072,"architecture":{"modality":"text+image->text",)"
                  R"("input_modalities":["text","image"],"output_modalities":["text"],"tokenizer":"Other"},)"
                  R"("pricing":{"prompt":"0.0000025","completion":"0.00001","request":"0","image":"0",)"
                  R"("web_search":"0","internal_reasoning":"0"},"top_provider":{"context_length":131072,)"
                  R"("max_completion_tokens":16384,"is_moderated":false},"per_request_limits":null,)"
                  R"("supported_parameters":["max_tokens","temperature","top_p","tools","tool_choice","reasoning",)"
                  R"("include_reasoning","seed","stop"],"default_parameters":{"temperature":null}})";
    }
    return "{\"data\":[" + entries.join(',') + "]}";
}

QList<ModelInfo> manyModels(int count, int from)
{
    QList<ModelInfo> models;
    for (int i = from; i < from + count; ++i) {
        const QString id = QStringLiteral("vendor/model-%1").arg(i);
        models << ModelInfo{.ref = {"openrouter", id},
            .name = id,
            .origin = ModelOrigin::Live,
            .contextTokens = 131072,
            .priceIn = 0.1,
            .priceOut = 0.4};
    }
    return models;
}

double medianMs(const std::function<void(int round)> &run)
{
    QList<qint64> times;
    for (int round = 0; round < kRefreshRounds; ++round) {
        const qint64 begin = monotonicNs();
        run(round);
        times << monotonicNs() - begin;
    }
    std::sort(times.begin(), times.end());
    return rounded(static_cast<double>(times.at(kRefreshRounds / 2)) / 1e6);
}

/// Answers when it is told to.
class BenchSource : public ModelListSource {
public:
    ModelListFetch *fetchModels(const ProviderId &, const QList<ModelInfo> &, QObject *parent) override
    {
        return running = new ModelListFetch(parent);
    }

    ModelListFetch *running = nullptr; // child of the service
};

/// From the list in hand to a merged one: the part of a refresh that the window's thread has to do.
double mergeMs(int models)
{
    const QTemporaryDir dir;
    BenchSource source;
    ModelRefreshService service(source, {.cachePath = dir.filePath(QStringLiteral("models.json"))});
    service.setStaticModels(QStringLiteral("openrouter"), manyModels(20, 0), false);
    QList<QList<ModelInfo>> lists; // a twentieth is new each time, and as much is gone
    for (int round = 0; round < kRefreshRounds; ++round)
        lists << manyModels(models, round * models / 20);
    return medianMs([&](int round) {
        service.refresh(QStringLiteral("openrouter"), ModelRefreshService::Mode::Force);
        emit source.running->finished(lists.at(round));
    });
}

/// Of one call: a thousand take as many milliseconds as one takes microseconds.
double stateUs()
{
    BenchSource source;
    ModelRefreshService service(source, {});
    service.setStaticModels(QStringLiteral("openrouter"), manyModels(20'000, 0), false);
    return rounded(medianMs([&service](int) {
        for (int i = 0; i < 1000; ++i) {
            if (service.state(QStringLiteral("openrouter")).models.isEmpty())
                qFatal("a list was lost");
        }
    }));
}

} // namespace

QJsonObject measureRefresh()
{
    const HttpResponse answer{.status = 200, .headers = {}, .body = openRouterList(1000)};
    const ProviderConfig config{.id = QStringLiteral("openrouter"), .name = QStringLiteral("OpenRouter")};
    const double reading = medianMs([&](int) {
        const auto reader = adapterFor(Dialect::OpenAi)->modelListReader(config, {});
        reader->take(reader->next()->number, answer);
        if (reader->result()->size() != 1000)
            qFatal("a model was lost");
    });
    return {{"list_bytes", answer.body.size()}, {"read_1000_openrouter_ms", reading}, {"merge_1000_ms", mergeMs(1000)},
        {"merge_5000_ms", mergeMs(5000)}, {"merge_20000_ms", mergeMs(20'000)}, {"state_of_20000_us", stateUs()}};
}

} // namespace freshet::bench
