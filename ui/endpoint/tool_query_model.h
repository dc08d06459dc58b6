// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/model_info.h"

#include <QAbstractListModel>
#include <QDateTime>
#include <QPointer>
#include <QTimer>

namespace freshet {

class ProviderRegistry;
class ToolQueries;
class ToolQuery;

/// Every query of other tools in this session (R21): those that run or wait, in their order, then the last ones that
/// ended, newest first.
///
/// Remembers what the endpoint has long forgotten, so it lives as long as the window. What a running one has used is
/// counted only while somebody watches.
class ToolQueryModel : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr int kMostEnded = 50;

    ToolQueryModel(ToolQueries &queries, const ProviderRegistry &providers, QObject *parent = nullptr);

    void setWatched(bool isWatched);
    int openCount() const { return static_cast<int>(m_open.size()); }
    bool isOpen(const QModelIndex &index) const { return index.isValid() && index.row() < openCount(); }
    void stop(const QModelIndex &index); ///< Harmless when it is over.

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override; ///< RowDetail too.

signals:
    void openCountChanged();

private:
    enum class Outcome { Open, Answered, Stopped, Failed };
    struct Entry {
        QPointer<ToolQuery> query; ///< While it is open.
        QString tool;
        QString question; ///< Of a long one only the beginning.
        ModelRef model;
        QDateTime startedAt; ///< UTC.
        qint64 tokens = 0;
        qint64 seconds = 0;
        Outcome outcome = Outcome::Open;
        QString problem; ///< A sentence, when it failed.
    };

    void onStarted(ToolQuery *query);
    void onEnded(ToolQuery *query);
    void onAccepted(const ToolQuery *query);
    void count();
    void take(Entry &entry) const;
    qsizetype placeOf(const ToolQuery *query) const; ///< Among the open ones; -1 when it is none.
    const Entry &entryAt(int row) const;
    QString state(const Entry &entry) const;
    QString detail(const Entry &entry) const;

    const ProviderRegistry &m_providers;
    QList<Entry> m_open; ///< Oldest first.
    QList<Entry> m_ended; ///< Newest first.
    QTimer m_counting;
    bool m_isWatched = false;
};

} // namespace freshet
