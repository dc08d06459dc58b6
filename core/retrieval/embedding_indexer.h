// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"
#include "core/retrieval/embedding_run.h"
#include "core/retrieval/retrieval_worker.h"

namespace freshet {

/// Joins the index, whose worker lives in a thread of its own, with the embedding model that the user chose: embeds
/// questions, and the documents in runs that do not get in the way of questions.
///
/// Documents go to the chosen model's provider alone. So does a question; but while another model is being taken into
/// use, to the one before it, where that one is of the same provider or runs on this machine. What belongs to
/// collections that are kept to local models goes to no other.
class EmbeddingIndexer : public QObject {
    Q_OBJECT

public:
    /// @p worker lives as long as the thread that it is in; @p home, in the thread of this, longer.
    EmbeddingIndexer(RetrievalWorker &worker, QObject &home);
    ~EmbeddingIndexer() override;

    void setOptions(const EmbeddingOptions &options) { m_options = options; }
    void setModel(const ModelRef &model); ///< An empty one: none.
    void onProviderChanged(const ProviderId &provider); ///< It may be another server: what is under way ends at once.
    bool hasModel() const { return m_options.embed && !m_model.model.isEmpty(); }

    /// From now on all that comes into the index is embedded soon.
    void keepUpToDate();

    /// One run over what has no vector. Null where there is no model.
    EmbeddingRun *embed(EmbeddingRun::Patience patience, QObject *parent);

    /// A question as a vector, or why there is none; told later, once, if the indexer still lives.
    /// ErrorKind::Cancelled: the request keeps it here, and the model that it is for is elsewhere.
    void embedQuestion(
        const SearchRequest &request, const std::function<void(const Result<EmbeddedQuestion> &question)> &done);

    void forgetProfile() { m_profile.reset(); } ///< It, or what is kept local, may be another one now.
    void onTextsChanged(); ///< Documents came or went, or other collections are kept local.

    /// Sends nothing more, not even what was taken from the index already; what is done stays. Goes on at the next call
    /// of onTextsChanged().
    void stopRun();

    const EmbeddingState &state() const { return m_state; }

signals:
    void stateChanged();

private:
    class Work;
    void startRun();
    void setState(const EmbeddingState &state);
    void ask(const AnsweringProfile &profile, const SearchRequest &request,
        const std::function<void(const Result<EmbeddedQuestion> &)> &done);
    std::optional<Error> obstacle(const AnsweringProfile &profile, const SearchRequest &request) const;
    bool isLocal(const ProviderId &provider) const { return m_options.isLocal && m_options.isLocal(provider); }

    RetrievalWorker &m_worker;
    QObject *const m_home;
    EmbeddingOptions m_options;
    ModelRef m_model;
    std::optional<AnsweringProfile> m_profile; ///< As last heard.
    EmbeddingRun *m_run = nullptr; // child of this
    EmbeddingState m_state;
    bool m_isKept = false;
    bool m_isStale = false; ///< Something came while the run was under way.
};

} // namespace freshet
