// SPDX-License-Identifier: MIT
#include "core/diagnosis/connection_advice.h"

#include "core/base/origin.h"
#include "core/diagnosis/server_kind.h"
#include "core/providers/base_url.h"
#include "core/providers/endpoint_urls.h"
#include "core/providers/pasted_address.h"

#include <algorithm>

namespace freshet::connection_advice {

namespace {

using Fix = ConnectionFix;
using Id = ConnectionStepId;
using State = ConnectionStepState;

QString shown(const QUrl &url) { return url.toString(QUrl::FullyEncoded); }

Fix useBase(const QUrl &url)
{
    return {.kind = Fix::Kind::UseBaseUrl, .sentence = QStringLiteral("Use %1").arg(shown(url)), .url = url};
}

Fix addKey(const ConnectionSubject &subject)
{
    return {.kind = Fix::Kind::AddKey,
        .sentence = subject.config.key.isEmpty() ? QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "Add a key"))
                                                 : QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "Enter another key")),
        .url = subject.info.keyPage};
}

Fix removeKey()
{
    return {
        .kind = Fix::Kind::RemoveKey, .sentence = QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "Ask without a key"))};
}

Fix chooseModel(const QString &model)
{
    return {.kind = Fix::Kind::ChooseModel, .sentence = QStringLiteral("Use the model %1").arg(model), .model = model};
}

QUrl withScheme(QUrl url, const char *scheme)
{
    url.setScheme(QLatin1String(scheme));
    return url;
}

QString purposeName(EndpointPurpose purpose)
{
    switch (purpose) {
    case EndpointPurpose::ModelList:
        return QStringLiteral("Models");
    case EndpointPurpose::Chat:
        return QStringLiteral("Chat");
    case EndpointPurpose::StreamedChat:
        return QStringLiteral("Chat, streamed");
    case EndpointPurpose::Embeddings:
        return QStringLiteral("Embeddings");
    }
    Q_UNREACHABLE();
}

bool isKeyNeeded(const ConnectionSubject &subject)
{
    return subject.info.needsKey && Origin::of(subject.config.baseUrl) == Origin::of(subject.info.defaultBaseUrl);
}

bool isRefusedKey(const Error &error) { return error.kind == ErrorKind::Auth || error.kind == ErrorKind::Permission; }

Id stepOf(ConnectionLeg leg)
{
    switch (leg) {
    case ConnectionLeg::Proxy:
        return Id::Proxy;
    case ConnectionLeg::Name:
        return Id::Name;
    case ConnectionLeg::Connection:
        return Id::Connection;
    case ConnectionLeg::Tls:
        return Id::Tls;
    }
    Q_UNREACHABLE();
}

State stateOf(ConnectionLegResult::State state)
{
    switch (state) {
    case ConnectionLegResult::State::Ok:
        return State::Ok;
    case ConnectionLegResult::State::Warning:
        return State::Warning;
    case ConnectionLegResult::State::Failed:
        return State::Failed;
    case ConnectionLegResult::State::NotNeeded:
        return State::Skipped;
    }
    Q_UNREACHABLE();
}

void adviseOnPath(ConnectionStep &step, const ConnectionLegResult &leg, const ConnectionSubject &subject)
{
    using Proxy = NetworkChoice::Proxy;
    const Proxy proxy = subject.config.network.proxy;
    const bool isThroughProxy = leg.isThroughProxy || leg.leg == ConnectionLeg::Proxy;
    if (isThroughProxy && proxy != Proxy::None)
        step.fixes << Fix{
            .kind = Fix::Kind::UseNoProxy, .sentence = QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "Use no proxy"))};
    if ((isThroughProxy && proxy == Proxy::Manual) || proxy == Proxy::None)
        step.fixes << Fix{.kind = Fix::Kind::UseSystemProxy,
            .sentence = QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "Use the proxy of the system"))};
    if (isThroughProxy)
        step.advice = QStringLiteral("Check the proxy, or reach this server without it.");
    else if (subject.config.isOwnServer && leg.leg == ConnectionLeg::Connection)
        step.advice = QStringLiteral("Start the server, and see which port it names when it starts.");
    else
        step.advice = QStringLiteral("Check the address for a typing mistake, and whether other sites can be reached.");
}

void adviseOnTls(ConnectionStep &step, ConnectionLegResult::TlsProblem problem, const ConnectionSubject &subject)
{
    using Problem = ConnectionLegResult::TlsProblem;
    const Fix chooseCaFile{.kind = Fix::Kind::ChooseCaFile,
        .sentence = QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "Choose a CA file that vouches for it"))};
    switch (problem) {
    case Problem::Expired:
        step.advice = QStringLiteral(
            "Whoever runs the server has to renew the certificate. Check the clock of this machine, too.");
        break;
    case Problem::UnknownIssuer:
        step.advice = QStringLiteral(
            "In a company, or with a server of your own, ask for the CA file and choose it for this provider. If you "
            "did not expect this, somebody may be reading along: do not go on.");
        step.fixes << chooseCaFile;
        break;
    case Problem::WrongHost:
        step.advice = QStringLiteral("Use the name that the certificate is for, if it is the same server.");
        break;
    case Problem::CaFile:
        step.fixes << chooseCaFile;
        break;
    case Problem::NotTls:
        step.advice = QStringLiteral("The address begins with https://, but the server there may speak http only.");
        if (isNearHost(subject.config.baseUrl.host()))
            step.fixes << useBase(withScheme(subject.config.baseUrl, "http"));
        break;
    case Problem::None:
    case Problem::Other:
        step.advice = QStringLiteral("Check the port, and whether something on the way reads along.");
        break;
    }
}

/// What is to be done about an error of a question, and what mends it.
void adviseOnError(
    ConnectionStep &step, const Error &error, const ConnectionSubject &subject, const QString &otherModel)
{
    step.state = State::Failed;
    step.sentence = error.message;
    step.detail = error.detail;
    switch (error.kind) {
    case ErrorKind::Auth:
    case ErrorKind::Permission:
        step.fixes << addKey(subject);
        break;
    case ErrorKind::NotFound:
        if (!otherModel.isEmpty())
            step.fixes << chooseModel(otherModel);
        break;
    case ErrorKind::Billing:
    case ErrorKind::Quota:
        step.advice = QStringLiteral("The connection works; the account has nothing left to spend.");
        break;
    case ErrorKind::RateLimited:
    case ErrorKind::Overloaded:
    case ErrorKind::ModelLoading:
        step.advice = QStringLiteral("The connection works; test it again later.");
        break;
    case ErrorKind::Timeout:
        step.advice = subject.config.isOwnServer
            ? QStringLiteral("The server may still be loading the model; test it again in a minute.")
            : QString();
        break;
    default:
        break;
    }
}

QString otherModelThan(const QString &model, const QList<ModelInfo> &listed)
{
    for (const ModelInfo &info : listed) {
        if (info.canChat && info.ref.model != model)
            return info.ref.model;
    }
    return {};
}

bool isListed(const QString &model, const QList<ModelInfo> &listed)
{
    return std::any_of(listed.begin(), listed.end(), [&model](const ModelInfo &info) {
        return info.ref.model == model || info.ref.model == QString(model % QLatin1String(":latest"));
    });
}

} // namespace

ConnectionStep onAddress(const ConnectionSubject &subject)
{
    const QUrl &base = subject.config.baseUrl;
    ConnectionStep step{.id = Id::Address};
    if (!Origin::of(base)) {
        step.state = State::Failed;
        step.sentence = QStringLiteral("%1 has no base URL.").arg(subject.info.name);
        step.advice = QStringLiteral("Enter the address at which the server runs.");
        return step;
    }
    step.state = State::Ok;
    step.sentence = QStringLiteral("The base URL is %1.").arg(shown(base));
    const EndpointModels models{.chat = chatModelFor(subject, {}), .embedding = embeddingModelFor(subject, {})};
    QStringList lines;
    const auto urls = endpointUrls(subject.config,
        {.chat = models.chat.isEmpty() ? EndpointModels().chat : models.chat,
            .embedding = models.embedding.isEmpty() ? EndpointModels().embedding : models.embedding});
    for (const EndpointUrl &url : urls)
        lines << QStringLiteral("%1: %2").arg(purposeName(url.purpose), shown(url.url));
    step.detail = lines.join(u'\n');
    step.advice = baseUrlWarning(base);
    if (!step.advice.isEmpty())
        step.state = State::Warning;
    return step;
}

ConnectionStep onLeg(const ConnectionLegResult &leg, const ConnectionSubject &subject)
{
    ConnectionStep step{
        .id = stepOf(leg.leg), .state = stateOf(leg.state), .sentence = leg.sentence, .detail = leg.detail};
    if (leg.state != ConnectionLegResult::State::Failed)
        return step;
    if (leg.leg == ConnectionLeg::Tls)
        adviseOnTls(step, leg.problem, subject);
    else
        adviseOnPath(step, leg, subject);
    return step;
}

ConnectionStep onKey(const ConnectionSubject &subject)
{
    ConnectionStep step{.id = Id::Key, .state = State::Ok};
    const auto origin = Origin::of(subject.config.baseUrl).value_or(Origin());
    const Secret &key = subject.config.key;
    if (key.isEmpty()) {
        step.sentence = QStringLiteral("There is no key.");
        if (isKeyNeeded(subject)) {
            step.state = State::Failed;
            step.sentence = QStringLiteral("%1 needs a key, and there is none.").arg(subject.info.name);
            step.fixes << addKey(subject);
        }
    } else if (origin.scheme != QLatin1String("https") && !origin.isLoopback()) {
        step.state = State::Failed;
        step.sentence = QStringLiteral("The key is not sent to %1, since anyone on the way could read it.")
                            .arg(origin.toString());
        step.advice = QStringLiteral("Use an https address, or no key.");
        step.fixes << useBase(withScheme(subject.config.baseUrl, "https")) << removeKey();
    } else if (!key.reveal().startsWith(subject.info.keyPrefix.toUtf8())
        && origin == Origin::of(subject.info.defaultBaseUrl)) {
        step.state = State::Warning;
        step.sentence = QStringLiteral("There is a key, but keys of %1 usually begin with %2.")
                            .arg(subject.info.name, subject.info.keyPrefix);
    } else {
        step.sentence = QStringLiteral("There is a key.");
    }
    return step;
}

ConnectionStep onKey(const ConnectionSubject &subject, const ModelListAnswer &answer)
{
    ConnectionStep step = onKey(subject);
    const bool hasKey = !subject.config.key.isEmpty();
    if (!answer.models && answer.response.status == 0 && answer.models.error().kind == ErrorKind::BadRequest) {
        step.state = State::Failed; // we refused to send it
        step.sentence = answer.models.error().message;
        step.fixes << addKey(subject);
    } else if (!answer.models && isRefusedKey(answer.models.error()) && !isWebPage(answer.response)) {
        step.state = State::Failed;
        step.sentence = hasKey
            ? answer.models.error().message
            : QStringLiteral("The server at %1 wants a key, and there is none.").arg(subject.config.baseUrl.host());
        step.detail = answer.models.error().detail;
        step.fixes << addKey(subject);
        if (hasKey && !subject.info.needsKey)
            step.fixes << removeKey();
    } else if (!answer.models && answer.response.status == 0 && step.state == State::Ok) {
        step.state = State::Warning;
        step.sentence = QStringLiteral("The server did not answer, so it said nothing of the key.");
    } else if (step.state == State::Ok) {
        step.sentence = hasKey ? QStringLiteral("There is a key, and the server does not refuse it.")
                               : QStringLiteral("There is no key, and the server wants none.");
    }
    return step;
}

bool mayBeElsewhere(const ModelListAnswer &answer)
{
    if (answer.models)
        return false;
    switch (answer.models.error().kind) {
    case ErrorKind::RateLimited:
    case ErrorKind::Overloaded:
    case ErrorKind::ModelLoading:
    case ErrorKind::Billing:
    case ErrorKind::Quota:
    case ErrorKind::Timeout: // who is silent here is silent there
        return false;
    default:
        return answer.response.status < 500;
    }
}

ConnectionStep onDialect(
    const ConnectionSubject &subject, const ModelListAnswer &answer, const std::optional<BaseUrlCandidate> &elsewhere)
{
    ConnectionStep step{.id = Id::Dialect, .state = State::Ok};
    if (answer.models) {
        const QString kind = serverKind(answer.response);
        step.sentence = kind.isEmpty()
            ? QStringLiteral("The server speaks %1.").arg(dialectName(subject.config.dialect))
            : QStringLiteral("The server speaks %1; it looks like %2.").arg(dialectName(subject.config.dialect), kind);
        if (kind == QLatin1String("Ollama") && subject.config.dialect == Dialect::OpenAi)
            step.advice = QStringLiteral("The provider Ollama asks it in its own way and shows more of its models.");
        return step;
    }
    step.state = State::Failed;
    step.sentence = answer.models.error().message;
    step.detail = answer.models.error().detail;
    if (isWebPage(answer.response))
        step.sentence
            = QStringLiteral("A web page is at %1, where an API should answer.").arg(shown(subject.config.baseUrl));
    if (elsewhere && elsewhere->dialect == subject.config.dialect) {
        step.advice = QStringLiteral("At %1 the server answers as it should.").arg(shown(elsewhere->base));
        step.fixes << useBase(elsewhere->base);
    } else if (elsewhere) {
        step.advice = QStringLiteral("At %1 the server speaks %2.")
                          .arg(shown(elsewhere->base), dialectName(elsewhere->dialect));
        step.fixes << Fix{.kind = Fix::Kind::UseOtherDialect,
            .sentence = QStringLiteral("Use it as %1").arg(dialectName(elsewhere->dialect)),
            .url = elsewhere->base,
            .dialect = elsewhere->dialect};
    } else if (!isWebPage(answer.response) && answer.response.status >= 400) {
        step.state = State::Warning; // some list no models, and answer all the same
        step.advice = QStringLiteral("Some servers list no models. Whether it answers is tried next.");
    } else if (answer.models.error().kind == ErrorKind::Timeout) {
        step.advice
            = QStringLiteral("The server takes connections, but says nothing. See whether it is busy, and whether "
                             "this is its port.");
    } else {
        step.advice = QStringLiteral("See the documentation of the server for its base URL; it often ends in /v1.");
    }
    return step;
}

ConnectionStep onModels(const ConnectionSubject &subject, const ModelListAnswer &answer)
{
    ConnectionStep step{.id = Id::Models, .state = State::Skipped};
    if (!answer.models) {
        step.sentence = QStringLiteral("The server gave no list of models.");
        return step;
    }
    const QList<ModelInfo> &listed = *answer.models;
    const auto chats
        = std::count_if(listed.begin(), listed.end(), [](const ModelInfo &model) { return model.canChat; });
    const auto embeds
        = std::count_if(listed.begin(), listed.end(), [](const ModelInfo &model) { return model.canEmbed; });
    step.state = State::Ok;
    step.sentence
        = QStringLiteral("%1 models: %2 for chat, %3 for embeddings.").arg(listed.size()).arg(chats).arg(embeds);
    if (listed.isEmpty()) {
        step.state = State::Warning;
        step.sentence = QStringLiteral("The server answers, but has no models.");
        step.advice = subject.config.dialect == Dialect::Ollama
            ? QStringLiteral("Get one first: \"ollama pull llama3.2\" in a terminal.")
            : QStringLiteral("Load one on the server first.");
    } else if (!subject.chatModel.isEmpty() && !isListed(subject.chatModel, listed)) {
        step.state = State::Warning;
        step.advice = QStringLiteral("The chosen model %1 is not among them.").arg(subject.chatModel);
        if (const QString other = chatModelFor({.info = subject.info}, listed); !other.isEmpty())
            step.fixes << chooseModel(other);
    }
    return step;
}

QString chatModelFor(const ConnectionSubject &subject, const QList<ModelInfo> &listed)
{
    if (!subject.chatModel.isEmpty())
        return subject.chatModel;
    if (listed.isEmpty() || isListed(subject.info.defaultModel, listed))
        return subject.info.defaultModel;
    return otherModelThan({}, listed);
}

QString embeddingModelFor(const ConnectionSubject &subject, const QList<ModelInfo> &listed)
{
    if (!subject.embeddingModel.isEmpty())
        return subject.embeddingModel;
    const auto it = std::find_if(listed.begin(), listed.end(), [](const ModelInfo &model) { return model.canEmbed; });
    return it == listed.end() ? QString() : it->ref.model;
}

ConnectionStep onAnswer(
    const AnswerTrialResult &result, const ConnectionSubject &subject, const QList<ModelInfo> &listed)
{
    ConnectionStep step{.id = Id::Answer, .state = State::Ok, .detail = result.notes.join(u'\n')};
    if (result.error) {
        adviseOnError(step, *result.error, subject, otherModelThan(result.model, listed));
        return step;
    }
    step.sentence = result.saidNothing
        ? QStringLiteral("%1 answered, but used the few tokens of this test up before it wrote a word.")
        : QStringLiteral("%1 answered.");
    step.sentence = step.sentence.arg(result.model);
    return step;
}

ConnectionStep onStreamedAnswer(
    const AnswerTrialResult &result, const ConnectionSubject &subject, const QList<ModelInfo> &listed)
{
    ConnectionStep step = onAnswer(result, subject, listed);
    step.id = Id::StreamedAnswer;
    if (result.error)
        return step;
    const StreamPace &pace = result.pace;
    if (result.delivery != Delivery::Native) {
        step.state = State::Warning;
        step.sentence = QStringLiteral("The server does not stream; it sent the whole answer at once.");
        step.advice = QStringLiteral("Everything works, but answers show up only when they are whole.");
    } else if (pace.verdict == StreamPace::Verdict::AtOnce) {
        step.state = State::Warning;
        step.sentence = QStringLiteral("The answer was sent as a stream, but all of it came at the same moment.");
        step.advice
            = QStringLiteral("Something on the way, such as a proxy, holds them back. Everything works, but answers "
                             "show up in large parts. In nginx it is \"proxy_buffering off\" that helps.");
    } else if (pace.verdict == StreamPace::Verdict::Incremental) {
        step.sentence = QStringLiteral("The answer came piece by piece: %1 pieces in %2 ms.")
                            .arg(pace.pieces)
                            .arg(pace.span.count());
    } else {
        step.sentence
            = QStringLiteral("The answer was streamed, but was too short to tell whether it comes piece by piece.");
    }
    return step;
}

ConnectionStep onEmbeddings(const std::optional<Error> &error, qsizetype dimensions, const QString &model)
{
    ConnectionStep step{.id = Id::Embeddings, .state = State::Ok};
    if (error) {
        adviseOnError(step, *error, {}, {});
        step.fixes.clear();
        step.advice = QStringLiteral("Chat works without embeddings; searching your documents by meaning does not.");
    } else {
        step.sentence = QStringLiteral("%1 turns texts into vectors of %2 numbers.").arg(model).arg(dimensions);
    }
    return step;
}

} // namespace freshet::connection_advice
