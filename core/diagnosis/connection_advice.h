// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/answer_trial.h"
#include "core/diagnosis/base_url_candidates.h"
#include "core/diagnosis/connection_report.h"
#include "core/diagnosis/model_list_call.h"
#include "core/net/connection_probe.h"

namespace freshet {

/// What is tested.
struct ConnectionSubject {
    ProviderInfo info;
    ProviderConfig config; ///< As requests would use it, the key included; it may be missing.
    QString chatModel; ///< Empty: the provider's default one, or the first that the server lists.
    QString embeddingModel; ///< Empty: the first that the server lists.
};

/// What each step of a connection test says, from the facts it found. Pure. The steps come without their durations.
namespace connection_advice {

ConnectionStep onAddress(const ConnectionSubject &subject);
ConnectionStep onLeg(const ConnectionLegResult &leg, const ConnectionSubject &subject);

/// What can be said of the key before anybody was asked; Failed where asking makes no sense.
ConnectionStep onKey(const ConnectionSubject &subject);
ConnectionStep onKey(const ConnectionSubject &subject, const ModelListAnswer &answer);

/// Whether another address may be the right one, so that looking for it makes sense.
bool mayBeElsewhere(const ModelListAnswer &answer);
/// @p elsewhere: where a server was found that does speak.
ConnectionStep onDialect(
    const ConnectionSubject &subject, const ModelListAnswer &answer, const std::optional<BaseUrlCandidate> &elsewhere);
ConnectionStep onModels(const ConnectionSubject &subject, const ModelListAnswer &answer);

/// The model for the questions; empty when none is known.
QString chatModelFor(const ConnectionSubject &subject, const QList<ModelInfo> &listed);
QString embeddingModelFor(const ConnectionSubject &subject, const QList<ModelInfo> &listed);

ConnectionStep onAnswer(
    const AnswerTrialResult &result, const ConnectionSubject &subject, const QList<ModelInfo> &listed);
ConnectionStep onStreamedAnswer(
    const AnswerTrialResult &result, const ConnectionSubject &subject, const QList<ModelInfo> &listed);
ConnectionStep onEmbeddings(const std::optional<Error> &error, qsizetype dimensions, const QString &model);

} // namespace connection_advice

} // namespace freshet
