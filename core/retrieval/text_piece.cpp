// SPDX-License-Identifier: MIT
#include "core/retrieval/text_piece.h"

#include <algorithm>
#include <array>

namespace freshet {

namespace {

constexpr std::array kPieceWords{QStringView(u"chunk"), QStringView(u"page"), QStringView(u"paragraph"),
    QStringView(u"part"), QStringView(u"passage"), QStringView(u"piece"), QStringView(u"section")};

bool isSeparator(QChar c) { return QStringView(u"_-:./# ").contains(c); }

} // namespace

QString wholeOf(const QString &id)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    QStringView rest = id;
    while (!rest.isEmpty() && isDigit(rest.back()))
        rest.chop(1);
    if (rest.size() == id.size())
        return {};
    if (rest.endsWith(u'#'))
        return rest.chopped(1).toString();
    if (!rest.isEmpty() && isSeparator(rest.back()))
        rest.chop(1);
    const auto word = std::find_if(kPieceWords.begin(), kPieceWords.end(),
        [rest](QStringView piece) { return rest.endsWith(piece, Qt::CaseInsensitive); });
    if (word == kPieceWords.end())
        return {};
    rest.chop(word->size());
    return !rest.isEmpty() && isSeparator(rest.back()) ? rest.chopped(1).toString() : QString();
}

} // namespace freshet
