// SPDX-License-Identifier: MIT
#include "core/diagnosis/base_url_probe.h"

#include "core/base/origin.h"
#include "core/diagnosis/model_list_call.h"
#include "core/net/http_client.h"
#include "core/providers/provider_adapter.h"

#include <QPointer>

#include <utility>

namespace freshet {

namespace {

QString shownBase(const QUrl &base) { return base.toString(QUrl::FullyEncoded); }

/// What @p config says of its own origin goes nowhere else.
ProviderConfig configAt(const BaseUrlCandidate &candidate, const ProviderConfig &config)
{
    ProviderConfig there = config;
    if (Origin::of(candidate.base) != Origin::of(config.baseUrl)) {
        there.key = {};
        there.headers = {};
    }
    there.baseUrl = candidate.base;
    there.dialect = candidate.dialect;
    return there;
}

bool isUnreachable(const ModelListAnswer &answer)
{
    return !answer.models && answer.response.status == 0 && answer.models.error().kind != ErrorKind::BadRequest;
}

QString spokenAs(Dialect dialect)
{
    switch (dialect) {
    case Dialect::Ollama:
        return QStringLiteral("Ollama's own API");
    case Dialect::LmStudio:
        return QStringLiteral("LM Studio's API");
    case Dialect::Gemini:
    case Dialect::GeminiInteractions:
        return QStringLiteral("Google's API");
    case Dialect::Anthropic:
        return QStringLiteral("Anthropic's API");
    default:
        return QStringLiteral("an OpenAI-compatible API");
    }
}

QString reasonOf(const BaseUrlTry &place)
{
    return shownBase(place.candidate.base) + QLatin1String(": ") + place.error->message;
}

} // namespace

BaseUrlProbe::BaseUrlProbe(HttpClient &http, const ProviderConfig &config, Places places, QObject *parent)
    : QObject(parent), m_http(http), m_config(config)
{
    if (adapterFor(config.dialect) && Origin::of(config.baseUrl))
        m_left = baseUrlCandidates(config.baseUrl, config.dialect).mid(places == Places::All ? 0 : 1);
    QMetaObject::invokeMethod(this, &BaseUrlProbe::askNext, Qt::QueuedConnection);
}

BaseUrlProbe::~BaseUrlProbe() = default;

std::optional<BaseUrlCandidate> BaseUrlProbe::found() const
{
    const bool isFound = m_verdict == Verdict::Works || m_verdict == Verdict::WorksElsewhere;
    return isFound ? std::optional(m_tries.constLast().candidate) : std::nullopt;
}

void BaseUrlProbe::askNext()
{
    if (m_verdict != Verdict::Running)
        return;
    if (m_left.isEmpty())
        return end(Verdict::NothingWorks);
    const BaseUrlCandidate candidate = m_left.takeFirst();
    const ProviderConfig there = configAt(candidate, m_config);
    m_call = new ModelListCall(m_http, there, smallQuestionLimits(there), this);
    connect(m_call, &ModelListCall::finished, this,
        [this, candidate](const ModelListAnswer &answer) { take(candidate, answer); });
}

void BaseUrlProbe::take(const BaseUrlCandidate &candidate, const ModelListAnswer &answer)
{
    std::exchange(m_call, nullptr)->deleteLater();
    BaseUrlTry place{.candidate = candidate, .isAnswered = isAtHome(answer)};
    if (answer.models)
        place.models = answer.models->size();
    else
        place.error = answer.models.error();
    m_tries << place;
    if (isUnreachable(answer)) {
        m_left.removeIf([origin = Origin::of(candidate.base)](
                            const BaseUrlCandidate &other) { return Origin::of(other.base) == origin; });
    }
    const QPointer<BaseUrlProbe> self(this); // a listener may delete this, or abort
    emit tried(place);
    if (!self || m_verdict != Verdict::Running)
        return;
    if (!place.isAnswered)
        return askNext();
    const bool isOwn = candidate == BaseUrlCandidate{m_config.baseUrl, m_config.dialect};
    end(isOwn ? Verdict::Works : Verdict::WorksElsewhere);
}

void BaseUrlProbe::abort()
{
    delete std::exchange(m_call, nullptr);
    if (m_verdict == Verdict::Running)
        end(Verdict::Aborted);
}

void BaseUrlProbe::end(Verdict verdict)
{
    m_verdict = verdict;
    QMetaObject::invokeMethod(this, &BaseUrlProbe::finished, Qt::QueuedConnection);
}

QString BaseUrlProbe::sentence() const
{
    switch (m_verdict) {
    case Verdict::Running:
        return QStringLiteral("The address is being tried.");
    case Verdict::Aborted:
        return QStringLiteral("The address was not tried to the end.");
    case Verdict::Works: {
        const BaseUrlTry &last = m_tries.constLast();
        return last.error ? QStringLiteral("The address is right. %1").arg(last.error->message)
                          : QStringLiteral("The address is right: the server lists %1 models.").arg(last.models);
    }
    case Verdict::WorksElsewhere:
        return QStringLiteral("There is no answer at this address that could be used, but at %1 a server speaks %2.")
            .arg(shownBase(m_tries.constLast().candidate.base), spokenAs(m_tries.constLast().candidate.dialect));
    case Verdict::NothingWorks:
        break;
    }
    QStringList reasons;
    for (const BaseUrlTry &place : m_tries)
        reasons << reasonOf(place);
    return QStringLiteral("No server that could be used answers at this address, nor near it.\n") + reasons.join(u'\n');
}

} // namespace freshet
