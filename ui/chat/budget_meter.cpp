// SPDX-License-Identifier: MIT
#include "ui/chat/budget_meter.h"

#include "ui/chat/attachment_words.h"
#include "ui/language/word_list.h"
#include "ui/widgets/plain_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace freshet {

namespace {

constexpr int kBarHeight = 3;
constexpr int kMeterPadding = 8;

/// The context of these texts for translators.
struct Budget {
    Q_DECLARE_TR_FUNCTIONS(Budget)
};

QString breakdown(const PromptCosts &costs)
{
    const QLocale locale;
    QStringList lines;
    const auto add = [&](const QString &what, qsizetype tokens) {
        if (tokens > 0)
            lines << what.arg(locale.toString(tokens));
    };
    add(Budget::tr("Instructions: %1"), costs.system);
    add(Budget::tr("This chat so far: %1"), costs.history);
    add(Budget::tr("Passages from your documents, at most: %1"), costs.passages);
    add(Budget::tr("Attached: %1"), costs.attachments);
    add(Budget::tr("Your question: %1"), costs.question);
    add(Budget::tr("Room for the answer: %1"), costs.answer);
    if (costs.window)
        lines << Budget::tr("The model takes %1 tokens in all.").arg(locale.toString(*costs.window));
    else
        lines << Budget::tr("How much the model takes is not known.");
    return lines.join(u'\n');
}

} // namespace

QString leftOutWords(const Prompt &expected)
{
    if (expected.isTooLong()) {
        return Budget::tr("This is too long for the model: %1 tokens, where it takes %2 with the answer. Remove "
                          "something, or choose a model that takes more.")
            .arg(shortCount(expected.costs.sent()), shortCount(*expected.costs.window));
    }
    QStringList sentences;
    if (expected.droppedMessages > 0) {
        sentences << Budget::tr("The first %1 messages of this chat will be left out: they do not fit the model.")
                         .arg(QLocale().toString(expected.droppedMessages));
    }
    if (expected.droppedPictures > 0)
        sentences << Budget::tr("Pictures of earlier questions will be left out: the model cannot take them.");
    return sentenceRow(sentences);
}

BudgetMeter::BudgetMeter(QWidget *parent) : QToolButton(parent)
{
    setObjectName("budgetMeter");
    setPrompt({});
}

void BudgetMeter::setPrompt(const Prompt &expected)
{
    const PromptCosts &costs = expected.costs;
    const QString sent = shortCount(costs.sent());
    setText(costs.window ? tr("%1 / %2", "tokens sent / taken").arg(sent, shortCount(*costs.window))
                         : tr("%1 tokens").arg(sent));
    m_share = costs.window && *costs.window > 0 ? double(costs.sent()) / *costs.window : 0;
    m_isTight = !leftOutWords(expected).isEmpty();
    const QString whole = tr("What will be sent, in estimated tokens") % u'\n' % breakdown(costs);
    setPlainToolTip(*this, whole);
    setAccessibleName(tr("What will be sent: %1").arg(text()));
    setAccessibleDescription(QString(breakdown(costs)).replace(u'\n', QLatin1String("; ")));
    updateGeometry();
    update();
}

QSize BudgetMeter::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 2 * kMeterPadding, std::max(28, fontMetrics().height() + 10)};
}

void BudgetMeter::paintEvent(QPaintEvent *event)
{
    QToolButton::paintEvent(event);
    if (m_share <= 0)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QRectF bar(kMeterPadding, height() - kBarHeight - 2, width() - 2 * kMeterPadding, kBarHeight);
    painter.setBrush(palette().color(QPalette::Mid));
    painter.drawRoundedRect(bar, 1.5, 1.5);
    bar.setWidth(std::max<double>(kBarHeight, bar.width() * std::min(m_share, 1.0)));
    painter.setBrush(palette().color(m_isTight ? QPalette::Text : QPalette::Highlight));
    painter.drawRoundedRect(bar, 1.5, 1.5);
}

} // namespace freshet
