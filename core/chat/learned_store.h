// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/chat/fallback_step.h"
#include "core/domain/model_info.h"

#include <QHash>
#include <QList>
#include <QUrl>

#include <chrono>

namespace freshet {

/// Remembers for a day what a model at an address refuses, so that the next question goes right at once.
///
/// Knows no key: what it keeps are our own words for steps. The file is shared by all programs of the profile; a
/// damaged or missing one counts as nothing, and one that cannot be written is done without.
class LearnedStore {
public:
    static constexpr qsizetype kMostEntries = 500; ///< The newest are kept.

    struct Options {
        QString path; ///< A JSON file; empty = memory only.
        Clock clock = systemClock;
        std::chrono::seconds lifetime = std::chrono::hours(24);
    };

    explicit LearnedStore(const Options &options) : m_options(options) { }

    /// Oldest first; without those that have expired.
    QList<FallbackStep> steps(const ModelRef &model, const QUrl &baseUrl);

    /// Adds what is new; a step that is known keeps its time, so that it is tried without again some day.
    void learn(const ModelRef &model, const QUrl &baseUrl, const QList<FallbackStep> &steps);
    void forget(const ModelRef &model, const QUrl &baseUrl);

private:
    struct Key {
        ModelRef model;
        QString baseUrl;

        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed = 0) { return qHashMulti(seed, key.model, key.baseUrl); }
    };
    struct Learned {
        FallbackStep step;
        QDateTime at;
    };
    using Entries = QHash<Key, QList<Learned>>;

    static Key keyFor(const ModelRef &model, const QUrl &baseUrl);
    static QDateTime newestIn(const QList<Learned> &list);
    static Entries read(const QString &path);
    bool isExpired(const Learned &learned) const;
    void load();
    void change(const Key &key, const QList<Learned> &list);
    void write() const;

    const Options m_options;
    Entries m_entries;
    bool m_isLoaded = false;
};

} // namespace freshet
