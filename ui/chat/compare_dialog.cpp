// SPDX-License-Identifier: MIT
#include "ui/chat/compare_dialog.h"

#include "ui/chat/attachment_strip.h"
#include "ui/chat/composer.h"
#include "ui/chat/composer_field.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/reading_order.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace freshet {

CompareDialog::CompareDialog(
    const Draft &question, const ModelRef &first, const OpenPicker &openPicker, const LabelOf &labelOf, QWidget *parent)
    : QDialog(parent), m_asked(question), m_openPicker(openPicker), m_labelOf(labelOf), m_chosen{first, {}}
{
    if (m_asked.text.size() > ComposerField::kLongestText)
        m_asked.pasted = joinedTexts(std::exchange(m_asked.text, {}), m_asked.pasted);
    setWindowTitle(tr("Ask several models"));
    auto *const questionLabel = new QLabel(tr("&Question"), this);
    m_question = new QPlainTextEdit(m_asked.text, this);
    m_question->setTabChangesFocus(true);
    m_question->setFixedHeight(5 * fontMetrics().lineSpacing());
    m_question->setAccessibleName(tr("Question"));
    questionLabel->setBuddy(m_question);
    auto *const strip = makeStrip();
    auto *const modelsLabel = new QLabel(tr("Models, side by side"), this); // before the buttons, as it is read
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_ask = m_buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_ask->setObjectName("ask");
    m_place = new QVBoxLayout;
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    column->addWidget(questionLabel);
    column->addWidget(m_question);
    column->addWidget(strip);
    column->addWidget(modelsLabel);
    column->addLayout(m_place);
    column->addStretch();
    column->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_buttons, &QDialogButtonBox::accepted, this, [this] {
        QList<ModelRef> models = m_chosen;
        models.removeAll(ModelRef());
        accept();
        emit askRequested(this->question(), models);
    });
    connect(m_question, &QPlainTextEdit::textChanged, this, &CompareDialog::updateAsk);
    setMinimumWidth(440);
    showModels();
}

/// The field knows no other spaces than its own: what nobody changed is asked as it was.
Draft CompareDialog::question() const
{
    Draft asked = m_asked;
    if (m_question->document()->isModified())
        asked.text = m_question->toPlainText().trimmed();
    return asked;
}

AttachmentStrip *CompareDialog::makeStrip()
{
    auto *const strip = new AttachmentStrip(this);
    const auto show = [this, strip] {
        strip->setContent({.attachments = m_asked.attachments, .pasted = m_asked.pasted, .pending = {}});
    };
    connect(strip, &AttachmentStrip::removeRequested, this, [this, show](int index) {
        m_asked.attachments.removeAt(index);
        show();
    });
    connect(strip, &AttachmentStrip::removePastedRequested, this, [this, show] {
        m_asked.pasted.clear();
        show();
        updateAsk();
    });
    connect(strip, &AttachmentStrip::emptied, m_question, [this] { m_question->setFocus(Qt::OtherFocusReason); });
    show();
    return strip;
}

void CompareDialog::showModels()
{
    if (m_lines) {
        m_lines->hide();
        m_lines->deleteLater(); // a button in it may have been pressed
    }
    m_lines = new QWidget(this);
    m_lines->stackUnder(m_buttons); // read, and reached by Tab, before them
    auto *const column = new QVBoxLayout(m_lines);
    column->setContentsMargins(0, 0, 0, 0);
    for (int i = 0; i < m_chosen.size(); ++i) {
        const ModelRef &model = m_chosen.at(i);
        auto *const button
            = new QPushButton(model.provider.isEmpty() ? tr("Choose a model…") : m_labelOf(model), m_lines);
        button->setObjectName(QStringLiteral("model%1").arg(i));
        connect(button, &QPushButton::clicked, this, [this, i, button] { openPicker(i, *button); });
        auto *const remove = new QToolButton(m_lines);
        remove->setIcon(loadIcon(IconName::Close));
        remove->setToolTip(tr("Without this model"));
        remove->setAccessibleName(tr("Without model %1, %2").arg(i + 1).arg(button->text()));
        remove->setEnabled(m_chosen.size() > 2);
        connect(remove, &QToolButton::clicked, this, [this, i] {
            m_chosen.removeAt(i);
            showModels();
        });
        auto *const line = new QHBoxLayout;
        line->addWidget(button, 1);
        line->addWidget(remove);
        column->addLayout(line);
    }
    auto *const more = new QPushButton(loadIcon(IconName::Plus), tr("One more model"), m_lines);
    more->setObjectName("moreModels");
    more->setEnabled(m_chosen.size() < kMostModels);
    connect(more, &QPushButton::clicked, this, [this] {
        m_chosen << ModelRef();
        showModels();
    });
    column->addWidget(more, 0, Qt::AlignLeft);
    m_place->addWidget(m_lines);
    m_lines->show();
    updateAsk();
}

void CompareDialog::openPicker(int line, const QWidget &below)
{
    m_line = line;
    m_openPicker(below, m_chosen.at(line));
}

void CompareDialog::choose(const ModelRef &model)
{
    if (m_line < 0 || m_line >= m_chosen.size())
        return;
    m_chosen[m_line] = model;
    showModels();
}

void CompareDialog::updateAsk()
{
    QList<ModelRef> models = m_chosen;
    models.removeAll(ModelRef());
    m_ask->setText(models.size() < 2 ? windowTitle() : tr("Ask %n models", nullptr, int(models.size())));
    const Draft asked = question();
    m_ask->setEnabled(models.size() >= 2 && !(asked.text.isEmpty() && asked.pasted.isEmpty()));
}

bool CompareDialog::focusNextPrevChild(bool isForwards)
{
    return focusInReadingOrder(*this, isForwards) || QDialog::focusNextPrevChild(isForwards);
}

} // namespace freshet
