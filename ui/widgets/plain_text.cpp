// SPDX-License-Identifier: MIT
#include "ui/widgets/plain_text.h"

#include <QHelpEvent>
#include <QRegularExpression>
#include <QToolTip>
#include <QWidget>

namespace freshet {

namespace {

constexpr qsizetype kLongWord = 16;
constexpr const char *kHasPlainTip = "hasPlainToolTip";

/// Shows a widget's tip.
class PlainToolTip : public QObject {
public:
    explicit PlainToolTip(QWidget &widget) : QObject(&widget) { widget.installEventFilter(this); }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::ToolTip)
            return false;
        auto *const widget = qobject_cast<QWidget *>(watched);
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainToolTip(widget->toolTip()), widget);
        return true;
    }
};

} // namespace

QString plainToolTip(const QString &text)
{
    return text.isEmpty() ? QString() : QString(QStringLiteral("<span>") + text.toHtmlEscaped() + u"</span>");
}

void setPlainToolTip(QWidget &widget, const QString &text)
{
    widget.setToolTip(text);
    if (widget.property(kHasPlainTip).toBool())
        return;
    widget.setProperty(kHasPlainTip, true);
    new PlainToolTip(widget);
}

QString plainLabel(QString text) { return text.replace(u'&', QStringLiteral("&&")); }

QString breakable(const QString &text)
{
    static const QRegularExpression word(QStringLiteral("\\S+"));
    static const QRegularExpression sign(QStringLiteral("(?<=[/.?&=_:-])(?![/.?&=_:-]|$)"));
    QString result;
    qsizetype done = 0;
    for (auto match = word.globalMatch(text); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        QString piece = found.captured();
        if (piece.size() >= kLongWord)
            piece.replace(sign, QStringLiteral("\u200b"));
        result += QStringView(text).mid(done, found.capturedStart() - done) + piece;
        done = found.capturedEnd();
    }
    return result + QStringView(text).mid(done);
}

} // namespace freshet
