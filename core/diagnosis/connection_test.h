// SPDX-License-Identifier: MIT
#pragma once

#include "core/chat/embedding_service.h"
#include "core/chat/llm_service.h"
#include "core/diagnosis/connection_advice.h"
#include "core/net/connection_probe.h"
#include "core/providers/provider_registry.h"

#include <QObject>

#include <memory>

namespace freshet {

/// Goes through all that a connection to a provider needs, step by step, and tells for each how it went, how long it
/// took and what would mend it.
///
/// Asks as the program itself asks, one thing after the other, each once: a list of models, one tiny question whole and
/// one streamed, one text to be embedded; where no list came, the few other addresses of BaseUrlProbe. A step that
/// fails skips those that need it. The key goes where requests of this provider take it and nowhere else. Changes
/// nothing: the fixes are for the caller to apply.
///
/// Silent until control is back in the event loop; finished() once and last; deleting it aborts.
class ConnectionTest : public QObject {
    Q_OBJECT

public:
    struct Options {
        std::chrono::milliseconds answerLimit = std::chrono::minutes(1); ///< For each answer.
        std::chrono::milliseconds ownServerAnswerLimit = std::chrono::minutes(5); ///< It may load the model first.
        ConnectionProbe::Lookup lookup; ///< Unset: the system's.
        Ticks ticks; ///< Unset: a steady clock.
    };

    ConnectionTest(HttpClient &http, const ConnectionSubject &subject, const Options &options, QObject *parent);
    ~ConnectionTest() override;

    const QList<ConnectionStep> &steps() const { return m_steps; } ///< All of them, in their order, from the start.
    bool isFinished() const { return m_isFinished; }
    bool hasFailed() const; ///< Any step of it.
    QString report() const; ///< See connectionReport().

public slots:
    void abort(); ///< Leads to finished(); what was not done is skipped. Harmless when finished.

signals:
    void stepChanged(const freshet::ConnectionStep &step);
    void finished();

private:
    using Part = void (ConnectionTest::*)();

    void testAddress();
    void testConnection();
    void onLegBegan(ConnectionLeg leg);
    void onLegEnded(const ConnectionLegResult &leg);
    void testKey();
    void onListAnswer(const ModelListAnswer &answer);
    void testDialect();
    void tellDialect();
    void testModels();
    void testAnswer();
    void testStreamedAnswer();
    void tryAnswer(ConnectionStepId id, StreamMode streaming);
    void onAnswer(ConnectionStepId id, const AnswerTrialResult &result);
    void testEmbeddings();

    ConnectionStep &step(ConnectionStepId id) { return m_steps[static_cast<qsizetype>(id)]; }
    void begin(ConnectionStepId id); ///< Whatever follows is to be under way: emits last.
    void settle(ConnectionStep result, Part next); ///< Fills in the time; goes on with @p next, or ends.
    void skip(ConnectionStepId id, const QString &sentence, Part next);
    void finish(const QString &whySkipped);
    void goOn(Part next);

    HttpClient &m_http;
    const ConnectionSubject m_subject;
    const Options m_options;
    QList<ConnectionStep> m_steps;
    std::chrono::microseconds m_began{0};
    /// What is under way. Its signals are queued, so that it may go whatever a listener of ours does.
    std::unique_ptr<QObject> m_running;
    std::unique_ptr<ProviderRegistry> m_registry; ///< Knows this one provider, as it is tested.
    std::unique_ptr<LlmService> m_chats;
    std::unique_ptr<EmbeddingService> m_embeddings;
    std::optional<ModelListAnswer> m_list;
    std::optional<BaseUrlCandidate> m_elsewhere;
    bool m_isFinished = false;
};

} // namespace freshet
