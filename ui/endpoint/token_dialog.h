// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/server/access_token.h"

#include <QDialog>

#include <functional>
#include <utility>

class QCheckBox;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace freshet {

class ResultLabel;

/// Asks what a tool is called, what it may do, and how much of it on one day.
class TokenDialog : public QDialog {
    Q_OBJECT

public:
    struct Entry {
        QString name;
        TokenScopes scopes;
        TokenBudget budget;
    };
    enum class Kind { New, Edit };

    /// @p keep is called when the user is done; an error of it is told, and the dialog stays.
    TokenDialog(Kind kind, const Entry &entry, const std::function<Status(const Entry &)> &keep, QWidget *parent);

private:
    void addScopes(TokenScopes scopes, QVBoxLayout &column);
    void addBudget(const TokenBudget &budget, QVBoxLayout &column);
    QSpinBox *addLimit(const QString &title, const std::optional<qint64> &limit, QVBoxLayout &column);
    void addButtons(Kind kind, QVBoxLayout &column);
    Entry entry() const;
    void updateKeep();
    void confirm();

    const std::function<Status(const Entry &)> m_keep;
    QLineEdit *m_name = nullptr; // child of this, as all below
    QList<std::pair<TokenScope, QCheckBox *>> m_scopes;
    QSpinBox *m_queries = nullptr;
    QSpinBox *m_tokens = nullptr;
    ResultLabel *m_problem = nullptr;
    QPushButton *m_confirm = nullptr;
};

} // namespace freshet
