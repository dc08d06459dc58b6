// SPDX-License-Identifier: MIT
#include "ui/endpoint/token_list.h"

#include "core/server/access_token_store.h"
#include "ui/endpoint/new_token_view.h"
#include "ui/endpoint/token_list_model.h"
#include "ui/settings/settings_page.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/entry_list.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/result_label.h"
#include "ui/widgets/wrap_layout.h"

#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace freshet {

namespace {
constexpr int kTokenLines = 14;
} // namespace

TokenList::TokenList(AccessTokenStore &store, QWidget *parent)
    : QWidget(parent),
      m_store(store),
      m_model(new TokenListModel(store, this)),
      m_nothing(quietLabel(tr("None yet, so no program can ask. Each one needs a token of its own."), this)),
      m_list(new EntryList(tr("Tokens of tools"), kTokenLines, this)),
      m_result(new ResultLabel(this)),
      m_storeProblem(new ResultLabel(this))
{
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_nothing);
    column->addWidget(m_list);
    column->addWidget(makeButtons());
    m_created = new NewTokenView(this); // after the buttons, as Tab goes
    column->addWidget(m_created);
    column->addWidget(m_result);
    column->addWidget(m_storeProblem);
    connect(m_list, &EntryList::currentMoved, this, &TokenList::updateState);
    connect(m_list, &EntryList::activated, this, &TokenList::askForChanges);
    connect(m_created, &NewTokenView::done, m_list, [this] { m_list->setFocus(Qt::OtherFocusReason); });
    connect(&store, &AccessTokenStore::saveFailed, m_storeProblem, &ResultLabel::say);
    m_storeProblem->say(store.notice());
    m_list->setModel(m_model);
}

QWidget *TokenList::makeButtons()
{
    auto *const box = new QWidget(this);
    m_new = settingsButton(tr("New to&ken…"), box);
    m_new->setIcon(loadIcon(IconName::Plus));
    m_edit = settingsButton(tr("Ed&it token…"), box);
    setPlainToolTip(*m_edit, tr("What the chosen tool may do, and how much on one day"));
    m_revoke = settingsButton(tr("&Revoke token…"), box);
    setPlainToolTip(*m_revoke, tr("Cuts the chosen tool off at once"));
    connect(m_new, &QPushButton::clicked, this, &TokenList::askForNew);
    connect(m_edit, &QPushButton::clicked, this, &TokenList::askForChanges);
    connect(m_revoke, &QPushButton::clicked, this, &TokenList::askToRevoke);
    auto *const line = new WrapLayout(box);
    for (QPushButton *button : {m_new, m_edit, m_revoke})
        line->addWidget(button);
    return box;
}

void TokenList::updateState()
{
    const bool isEmpty = m_model->rowCount() == 0;
    m_nothing->setVisible(isEmpty);
    m_edit->setVisible(!isEmpty);
    m_revoke->setVisible(!isEmpty);
}

void TokenList::open(TokenDialog::Kind kind, const TokenDialog::Entry &entry,
    const std::function<Status(const TokenDialog::Entry &)> &keep)
{
    auto *const dialog = new TokenDialog(kind, entry, keep, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void TokenList::askForNew()
{
    open(TokenDialog::Kind::New, {.name = {}, .scopes = TokenScope::Query | TokenScope::Models, .budget = {}},
        [this](const TokenDialog::Entry &entry) { return create(entry); });
}

Status TokenList::create(const TokenDialog::Entry &entry)
{
    const auto created = m_store.create(entry.name, entry.scopes);
    if (!created)
        return failure(created.error());
    Status limited;
    if (entry.budget != TokenBudget())
        limited = m_store.setBudget(created->id, entry.budget);
    const QModelIndex at = m_model->indexOf(created->id);
    m_list->setCurrentIndex(at);
    m_createdId = created->id;
    m_created->showToken(at.data().toString(), created->secret);
    m_result->say(limited ? QString() : limited.error().message);
    return {};
}

void TokenList::askForChanges()
{
    const auto token = m_model->tokenAt(m_list->currentIndex());
    if (!token)
        return;
    open(TokenDialog::Kind::Edit, {.name = token->name, .scopes = token->scopes, .budget = token->budget},
        [this, id = token->id](const TokenDialog::Entry &entry) { return change(id, entry); });
}

Status TokenList::change(const TokenId &id, const TokenDialog::Entry &entry)
{
    const auto token = m_store.token(id);
    if (token && token->name != entry.name) {
        if (const Status named = m_store.setName(id, entry.name); !named)
            return named;
    }
    if (const Status scoped = m_store.setScopes(id, entry.scopes); !scoped)
        return scoped;
    if (const Status limited = m_store.setBudget(id, entry.budget); !limited)
        return limited;
    m_result->say(tr("Saved. It counts from the next query on."));
    return {};
}

void TokenList::askToRevoke()
{
    const auto token = m_model->tokenAt(m_list->currentIndex());
    if (!token)
        return;
    auto *const question = new QMessageBox(QMessageBox::NoIcon, tr("Revoke a token"),
        tr("Revoke the token of \"%1\"? The tool is cut off at once, and needs a new token to come back.")
            .arg(token->name),
        QMessageBox::Cancel, window());
    question->setTextFormat(Qt::PlainText);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *const yes = question->addButton(tr("Revoke the token"), QMessageBox::DestructiveRole);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(yes, &QPushButton::clicked, this, [this, id = token->id, name = token->name] { revoke(id, name); });
    question->open();
}

void TokenList::revoke(const TokenId &id, const QString &name)
{
    if (id == m_createdId)
        m_created->hide();
    const Status revoked = m_store.revoke(id);
    m_result->say(revoked ? tr("The token of \"%1\" is no longer valid.").arg(name) : revoked.error().message);
    (m_model->rowCount() > 0 ? static_cast<QWidget *>(m_list) : m_new)->setFocus(Qt::OtherFocusReason);
}

} // namespace freshet
