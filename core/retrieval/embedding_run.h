// SPDX-License-Identifier: MIT
#pragma once

#include "core/retrieval/embedding_options.h"
#include "core/retrieval/vector_store.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <deque>
#include <optional>

namespace freshet {

/// Where an EmbeddingRun gets texts from and puts vectors. Each answers once, at once or later, in the run's thread;
/// not at all once the run is gone.
class EmbeddingWork {
public:
    virtual ~EmbeddingWork() = default;

    template <typename T>
    using Done = std::function<void(const T &)>;

    virtual void open(const EmbeddingProfile &like, QObject *run, const Done<Result<EmbeddingProfile>> &done) = 0;
    virtual void next(
        const EmbeddingProfile &profile, qint64 passage, QObject *run, const Done<Result<UnembeddedTexts>> &done)
        = 0;
    virtual void put(const EmbeddingProfile &profile, const QHash<QByteArray, EmbeddingVector> &vectors, QObject *run,
        const Done<Status> &done)
        = 0;
    virtual void giveUp(const EmbeddingProfile &profile, const QByteArray &hash, const QString &reason, QObject *run,
        const Done<Status> &done)
        = 0;
    virtual void finish(const EmbeddingProfile &profile, QObject *run, const Done<Result<EmbeddingCoverage>> &done) = 0;
};

/// Turns every text of the index that has no vector into one, in the background: some batches at a time, the next one
/// when the vectors of one before it are stored. What is stored stays, so a run that ends, however it ends, is gone on
/// with by the next one.
///
/// A server that fails is given time (see EmbeddingPace). A text that a server does not take is tried alone, a too long
/// one by its first half, and given up on after some tries; the others do not wait for it. finished() comes once and
/// last, later than start(); deleting the run aborts it.
class EmbeddingRun : public QObject {
    Q_OBJECT

public:
    /// Whether a run ends when the server fails again and again, or waits for it.
    enum class Patience { Endless, UntilItFailsOften };

    struct Options {
        ModelRef model;
        Embedder embed;
        qsizetype texts = 64; ///< A batch.
        qsizetype tokens = 24'000; ///< Likewise; as counted by VectorStore::unembedded().
        int tries = 5; ///< Of a text.
        Patience patience = Patience::Endless;
        EmbeddingPace::Options pace;
    };

    /// @p work outlives this.
    EmbeddingRun(EmbeddingWork &work, const Options &options, QObject *parent = nullptr);
    ~EmbeddingRun() override;

    void start(); ///< Once.
    void hold() { ++m_holds; } ///< Until as many calls of release() nothing more is sent: somebody waits for an answer.
    void release();

    const std::optional<Error> &error() const { return m_error; }
    const EmbeddingCoverage &coverage() const { return m_coverage; } ///< At the end, where there is no error.
    qint64 embedded() const { return m_embedded; } ///< Texts, by this run.

signals:
    void progressed(qint64 embedded); ///< Texts, by this run.
    void waiting(std::chrono::milliseconds wait, const freshet::Error &why);
    void finished();

private:
    struct Text {
        UnembeddedText text;
        int tries = 0;
        int successesBefore = 0; ///< Of the server, when it failed first.
    };
    using Batch = QList<Text>;

    void probe();
    void onProbed(EmbeddingReply *reply);
    void sendMore();
    void fetch();
    void send(const Batch &batch);
    void onEmbedded(EmbeddingReply *reply, const Batch &batch);
    void onFailed(const Batch &batch, const Error &error);
    void onTextFailed(Text text, const Error &error);
    void store(const Batch &batch, const QList<EmbeddingVector> &vectors);
    bool noteFault(const Error &error);
    void end(const std::optional<Error> &error);

    EmbeddingWork &m_work;
    const Options m_options;
    EmbeddingPace m_pace;
    QTimer m_pause;
    std::optional<EmbeddingProfile> m_profile; ///< Once the server has answered the probe.
    std::deque<Batch> m_waiting;
    std::deque<Text> m_suspects; ///< That failed alone; tried again when nothing else is left.
    qint64 m_passage = 0; ///< Those up to it have been fetched.
    bool m_isFetching = false;
    bool m_hasFetchedAll = false;
    int m_underWay = 0; ///< Until its vectors are stored.
    int m_holds = 0;
    int m_successes = 0;
    bool m_isEnding = false;
    bool m_isFinished = false;
    qint64 m_embedded = 0;
    EmbeddingCoverage m_coverage;
    std::optional<Error> m_error;
};

} // namespace freshet
