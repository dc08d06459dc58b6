// SPDX-License-Identifier: MIT
#include "ui/endpoint/endpoint_indicator.h"

#include "ui/theme/icon_loader.h"
#include "ui/widgets/plain_text.h"

namespace freshet {

EndpointIndicator::EndpointIndicator(QWidget *parent) : QToolButton(parent)
{
    setIcon(loadIcon(IconName::Plug));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    hide();
}

void EndpointIndicator::setState(const QString &address, int queries)
{
    m_words = queries == 0 ? tr("Local endpoint on")
        : queries == 1     ? tr("Local endpoint on · 1 query")
                           : tr("Local endpoint on · %1 queries").arg(queries);
    m_shortWords = queries == 0 ? tr("Endpoint on") : tr("Endpoint on · %1").arg(queries);
    setAccessibleName(m_words);
    setPlainToolTip(*this,
        tr("Other programs on this machine can ask through Freshet at %1. Click for its settings.").arg(address));
    updateGeometry();
    showWords();
    setVisible(!address.isEmpty());
}

int EndpointIndicator::widthFor(const QString &words) const
{
    return QToolButton::sizeHint().width() + fontMetrics().horizontalAdvance(words)
        - fontMetrics().horizontalAdvance(text());
}

QSize EndpointIndicator::sizeHint() const { return {widthFor(m_words), QToolButton::sizeHint().height()}; }

QSize EndpointIndicator::minimumSizeHint() const { return {widthFor(m_shortWords), QToolButton::sizeHint().height()}; }

void EndpointIndicator::resizeEvent(QResizeEvent *event)
{
    QToolButton::resizeEvent(event);
    showWords();
}

void EndpointIndicator::showWords()
{
    const QString &words = width() < widthFor(m_words) ? m_shortWords : m_words;
    if (words != text())
        setText(words);
}

} // namespace freshet
