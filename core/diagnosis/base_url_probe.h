// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/diagnosis/base_url_candidates.h"

#include <QObject>

#include <optional>

namespace freshet {

class HttpClient;
class ModelListCall;
struct ModelListAnswer;

/// One place that was asked, and what came of it.
struct BaseUrlTry {
    BaseUrlCandidate candidate;
    bool isAnswered = false; ///< As its dialect should be, though it may have wanted another key.
    std::optional<Error> error; ///< Why there is no list.
    qsizetype models = 0;
};

/// Looks whether a server answers at a base, and if not, where it does: asks for the model list there, then at
/// baseUrlCandidates(), one after the other, and stops at the first that answers as its dialect should.
///
/// Finds and offers, changes nothing. The key and the headers of the configuration go to its own origin only; another
/// origin is asked without any. A place that cannot be reached is asked once and not path by path. Each question may
/// take 5 seconds where the server is near, else 15. Silent until control is back in the event loop; finished() once
/// and last; deleting it aborts.
class BaseUrlProbe : public QObject {
    Q_OBJECT

public:
    enum class Verdict {
        Running,
        Works, ///< At the base itself; see the first try for a key that is wanted.
        WorksElsewhere, ///< See found(): offer it.
        NothingWorks, ///< See the tries for why.
        Aborted,
    };
    enum class Places { All, OthersOnly }; ///< OthersOnly: it is known that the base itself does not work.

    /// @p config has a normalised base; its key may be missing.
    BaseUrlProbe(HttpClient &http, const ProviderConfig &config, Places places, QObject *parent);
    ~BaseUrlProbe() override;

    Verdict verdict() const { return m_verdict; }
    const QList<BaseUrlTry> &tries() const { return m_tries; } ///< In the order they were asked.
    std::optional<BaseUrlCandidate> found() const; ///< Where it works, the base itself or another one.
    QString sentence() const; ///< The result for a person, with the reasons when nothing works.

public slots:
    void abort(); ///< Leads to finished() with Aborted; harmless when finished.

signals:
    void tried(const freshet::BaseUrlTry &result);
    void finished();

private:
    void askNext();
    void take(const BaseUrlCandidate &candidate, const ModelListAnswer &answer);
    void end(Verdict verdict);

    HttpClient &m_http;
    const ProviderConfig m_config;
    QList<BaseUrlCandidate> m_left;
    QList<BaseUrlTry> m_tries;
    ModelListCall *m_call = nullptr; // child of this; null while none runs
    Verdict m_verdict = Verdict::Running;
};

} // namespace freshet
