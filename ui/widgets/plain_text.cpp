// SPDX-License-Identifier: MIT
#include "ui/widgets/plain_text.h"

#include <QRegularExpression>

namespace freshet {

namespace {
constexpr qsizetype kLongWord = 16;
} // namespace

QString plainToolTip(const QString &text)
{
    return text.isEmpty() ? QString() : QString(QStringLiteral("<span>") + text.toHtmlEscaped() + u"</span>");
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
