// SPDX-License-Identifier: MIT
#include "ui/endpoint/token_dialog.h"

#include "ui/endpoint/endpoint_words.h"
#include "ui/settings/settings_page.h"
#include "ui/widgets/result_label.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace freshet {

namespace {

constexpr QSize kTokenDialogSize(520, 640);
constexpr int kNoLimit = 0; ///< The spin box's; a budget of nothing at all is no token.
constexpr int kLimitFieldWidth = 220;
constexpr int kTokenStep = 100'000;
constexpr int kQueryStep = 10;

QLabel *wrappedLabel(const QString &text, QWidget *buddy, QWidget *parent)
{
    auto *const label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setBuddy(buddy);
    return label;
}

} // namespace

TokenDialog::TokenDialog(
    Kind kind, const Entry &entry, const std::function<Status(const Entry &)> &keep, QWidget *parent)
    : QDialog(parent), m_keep(keep)
{
    setWindowTitle(kind == Kind::New ? tr("New token") : tr("Edit token"));
    auto *const scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *const content = new QWidget;
    auto *const column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 8, 0);
    column->setSpacing(4);
    m_name = new QLineEdit(entry.name, content);
    m_name->setPlaceholderText(tr("For example: Editor"));
    column->addWidget(wrappedLabel(tr("&Name of the tool"), m_name, content));
    column->addWidget(m_name);
    addScopes(entry.scopes, *column);
    addBudget(entry.budget, *column);
    column->addStretch();
    scroll->setWidget(content);

    auto *const whole = new QVBoxLayout(this);
    whole->setContentsMargins(16, 16, 16, 16);
    whole->setSpacing(12);
    whole->addWidget(scroll, 1);
    m_problem = new ResultLabel(this);
    whole->addWidget(m_problem);
    addButtons(kind, *whole);
    connect(m_name, &QLineEdit::textChanged, this, &TokenDialog::updateKeep);
    updateKeep();
    resize(kTokenDialogSize.boundedTo(parent->window()->size()));
    m_name->setFocus();
}

void TokenDialog::addScopes(TokenScopes scopes, QVBoxLayout &column)
{
    QWidget *const content = column.parentWidget();
    column.addSpacing(12);
    column.addWidget(wrappedLabel(tr("It may"), nullptr, content));
    for (const TokenScope scope : kAllTokenScopes) {
        auto *const box = new QCheckBox(scopeTitle(scope), content);
        box->setChecked(scopes.testFlag(scope));
        box->setAccessibleDescription(scopeSentence(scope));
        column.addSpacing(4);
        column.addWidget(box);
        column.addWidget(quietLabel(scopeSentence(scope), content));
        connect(box, &QCheckBox::toggled, this, &TokenDialog::updateKeep);
        m_scopes.append({scope, box});
    }
}

void TokenDialog::addBudget(const TokenBudget &budget, QVBoxLayout &column)
{
    column.addSpacing(12);
    m_queries = addLimit(tr("&Queries a day, at most"), budget.queries, column);
    m_queries->setSingleStep(kQueryStep);
    column.addSpacing(4);
    m_tokens = addLimit(tr("&Tokens a day, at most"), budget.tokens, column);
    m_tokens->setSingleStep(kTokenStep);
    column.addWidget(quietLabel(
        tr("Questions and answers together. At the limit the tool gets no more answers that day, and you are told."),
        column.parentWidget()));
}

QSpinBox *TokenDialog::addLimit(const QString &title, const std::optional<qint64> &limit, QVBoxLayout &column)
{
    auto *const field = new QSpinBox(column.parentWidget());
    field->setRange(kNoLimit, std::numeric_limits<int>::max());
    field->setSpecialValueText(tr("No limit"));
    field->setGroupSeparatorShown(true);
    field->setMaximumWidth(kLimitFieldWidth);
    field->setValue(limit ? static_cast<int>(std::clamp<qint64>(*limit, 1, field->maximum())) : kNoLimit);
    column.addWidget(wrappedLabel(title, field, column.parentWidget()));
    column.addWidget(field);
    return field;
}

void TokenDialog::addButtons(Kind kind, QVBoxLayout &column)
{
    auto *const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_confirm
        = buttons->addButton(kind == Kind::New ? tr("Create token") : tr("Save changes"), QDialogButtonBox::AcceptRole);
    m_confirm->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &TokenDialog::confirm);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column.addWidget(buttons);
}

TokenDialog::Entry TokenDialog::entry() const
{
    const auto limit = [](const QSpinBox &field) {
        return field.value() == kNoLimit ? std::nullopt : std::optional<qint64>(field.value());
    };
    Entry entry{.name = m_name->text().trimmed(), .budget = {.queries = limit(*m_queries), .tokens = limit(*m_tokens)}};
    for (const auto &[scope, box] : m_scopes)
        entry.scopes.setFlag(scope, box->isChecked());
    return entry;
}

void TokenDialog::updateKeep()
{
    const bool mayNothing
        = std::none_of(m_scopes.cbegin(), m_scopes.cend(), [](const auto &scope) { return scope.second->isChecked(); });
    m_problem->say(mayNothing ? tr("Tick at least one thing that the tool may do.") : QString());
    m_confirm->setEnabled(!mayNothing && !m_name->text().trimmed().isEmpty());
}

void TokenDialog::confirm()
{
    if (const Status kept = m_keep(entry()); !kept)
        return m_problem->say(kept.error().message);
    accept();
}

} // namespace freshet
