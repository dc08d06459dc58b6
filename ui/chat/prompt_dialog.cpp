// SPDX-License-Identifier: MIT
#include "ui/chat/prompt_dialog.h"

#include "ui/theme/icon_loader.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace freshet {

namespace {

constexpr QSize kPromptDialogSize(760, 620);
constexpr qsizetype kLongestLine = 2'000; ///< Laying out a longer one is felt.

QString withBrokenLines(const QString &text)
{
    QString broken;
    broken.reserve(text.size() + text.size() / kLongestLine);
    qsizetype inLine = 0;
    for (const QChar c : text) {
        inLine = c == u'\n' ? 0 : inLine + 1;
        if (inLine > kLongestLine && !c.isLowSurrogate()) {
            broken += u'\n';
            inLine = 1;
        }
        broken += c;
    }
    return broken;
}

} // namespace

PromptDialog::PromptDialog(QWidget *parent)
    : QDialog(parent),
      m_line(new QLabel(tr("Searching and putting it together…"), this)),
      m_view(new QPlainTextEdit(this)),
      m_copy(new QPushButton(loadIcon(IconName::Copy), tr("Copy all of it"), this))
{
    setWindowTitle(tr("What will be sent"));
    resize(kPromptDialogSize);
    m_line->setTextFormat(Qt::PlainText);
    m_line->setWordWrap(true);
    m_view->setReadOnly(true);
    m_view->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_view->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_view->setAccessibleName(windowTitle());
    m_copy->setEnabled(false);
    auto *const close = new QPushButton(tr("Close"), this);
    close->setDefault(true);

    auto *const buttons = new QHBoxLayout;
    buttons->addWidget(m_copy);
    buttons->addStretch();
    buttons->addWidget(close);
    auto *const column = new QVBoxLayout(this);
    column->addWidget(m_line);
    column->addWidget(m_view, 1);
    column->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text); });
}

void PromptDialog::setText(const QString &text)
{
    m_text = text;
    m_line->setText(tr("The messages as they would be sent now. Keys and headers are not among them."));
    m_view->setPlainText(withBrokenLines(text));
    m_copy->setEnabled(true);
}

void PromptDialog::setProblem(const QString &sentence) { m_line->setText(sentence); }

} // namespace freshet
