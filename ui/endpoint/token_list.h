// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/server/access_token.h"
#include "ui/endpoint/token_dialog.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace freshet {

class AccessTokenStore;
class EntryList;
class NewTokenView;
class ResultLabel;
class TokenListModel;

/// The tokens of other tools: made, shown once, edited, revoked.
class TokenList : public QWidget {
    Q_OBJECT

public:
    TokenList(AccessTokenStore &store, QWidget *parent); ///< @p store outlives it.

private:
    QWidget *makeButtons();
    void updateState();
    void askForNew();
    void askForChanges();
    void askToRevoke();
    Status create(const TokenDialog::Entry &entry);
    Status change(const TokenId &id, const TokenDialog::Entry &entry);
    void revoke(const TokenId &id, const QString &name);
    void open(TokenDialog::Kind kind, const TokenDialog::Entry &entry,
        const std::function<Status(const TokenDialog::Entry &)> &keep);

    AccessTokenStore &m_store;
    TokenListModel *m_model = nullptr; // child of this, as all below
    QLabel *m_nothing = nullptr;
    EntryList *m_list = nullptr;
    QPushButton *m_new = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_revoke = nullptr;
    NewTokenView *m_created = nullptr;
    TokenId m_createdId; ///< Of the token that it shows.
    ResultLabel *m_result = nullptr;
    ResultLabel *m_storeProblem = nullptr;
};

} // namespace freshet
