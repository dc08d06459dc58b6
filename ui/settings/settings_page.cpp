// SPDX-License-Identifier: MIT
#include "ui/settings/settings_page.h"

#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

namespace freshet {

namespace {

/// Of a control that is made of several. A focus proxy would do, but breaks the Tab order.
QWidget *firstTabStop(QWidget *control)
{
    if (control->focusPolicy() != Qt::NoFocus)
        return control;
    const QList<QWidget *> parts = control->findChildren<QWidget *>();
    for (QWidget *const part : parts) {
        if (part->focusPolicy() & Qt::TabFocus)
            return part;
    }
    return control;
}

} // namespace

SettingsPage::SettingsPage(const SettingsPageText &text, QWidget *parent)
    : QScrollArea(parent), m_text(text), m_heading(new QLabel(text.title))
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // its controls have it
    setWidgetResizable(true);
    auto *const content = new QWidget;
    content->setAutoFillBackground(true);
    content->setBackgroundRole(QPalette::Base);
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setWordWrap(true);
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(24, 16, 24, 24);
    m_column->setSpacing(20);
    m_column->addWidget(m_heading);
    m_column->addStretch(); // takes what no row wants
    setWidget(content);
    setAccessibleName(text.title);
    setFonts();
}

void SettingsPage::addRow(int row, QWidget *content, Stretch stretch)
{
    m_rows.insert(row, content);
    m_column->insertWidget(m_column->count() - 1, content, stretch == Stretch::Yes ? 1 : 0);
    keepWheelFrom(content);
}

QLabel *SettingsPage::note(const QString &text) { return quietLabel(text, &body()); }

QWidget *SettingsPage::labelled(int row, QWidget *control, const QString &hint)
{
    auto *const box = new QWidget(&body());
    auto *const label = new QLabel(titleOf(row), box);
    QWidget *const stop = firstTabStop(control);
    label->setBuddy(stop);
    label->setWordWrap(true);
    auto *const column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(label);
    column->addWidget(control);
    if (!hint.isEmpty()) {
        column->addWidget(note(hint));
        stop->setAccessibleDescription(hint);
    }
    return box;
}

void SettingsPage::setSearch(const SettingsSearch &search)
{
    const QList<int> found = search.rowsIn(m_text);
    for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row)
        row.value()->setVisible(found.contains(row.key()));
}

void SettingsPage::keepWheelFrom(QWidget *content)
{
    QList<QWidget *> parts = content->findChildren<QWidget *>();
    parts << content;
    for (QWidget *part : std::as_const(parts)) {
        if (qobject_cast<QComboBox *>(part) || qobject_cast<QAbstractSpinBox *>(part)
            || (qobject_cast<QAbstractSlider *>(part) && !qobject_cast<QScrollBar *>(part)))
            part->installEventFilter(this);
    }
}

/// The wheel scrolls the page: a value must not change because the pointer happened to be over it.
bool SettingsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Wheel) {
        event->ignore();
        return true;
    }
    return QScrollArea::eventFilter(watched, event);
}

void SettingsPage::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setFonts();
}

void SettingsPage::setFonts()
{
    QFont heading = font();
    heading.setPixelSize(QFontInfo(heading).pixelSize() * 17 / 14);
    heading.setBold(true);
    m_heading->setFont(heading);
}

QLabel *quietLabel(const QString &text, QWidget *parent)
{
    auto *const label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QPushButton *settingsButton(const QString &text, QWidget *parent)
{
    auto *const button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    return button;
}

} // namespace freshet
