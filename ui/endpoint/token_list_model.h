// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/access_token.h"

#include <QAbstractListModel>

namespace freshet {

class AccessTokenStore;

/// The tokens of tools with what they may do, when they were used last, and what they used today.
class TokenListModel : public QAbstractListModel {
    Q_OBJECT

public:
    explicit TokenListModel(AccessTokenStore &store, QObject *parent = nullptr);

    std::optional<AccessToken> tokenAt(const QModelIndex &index) const;
    QModelIndex indexOf(const TokenId &id) const; ///< Invalid when there is none.

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override; ///< RowDetail too.

private:
    void take();
    QString detail(const TokenId &id) const;

    AccessTokenStore &m_store;
    QList<TokenId> m_ids;
};

} // namespace freshet
