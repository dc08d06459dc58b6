// SPDX-License-Identifier: MIT
#include "ui/endpoint/endpoint_words.h"

#include <QCoreApplication>
#include <QLocale>

namespace freshet {

namespace {

constexpr qsizetype kLongestQuestionTitle = 80;

/// The words are looked up in one place of the translation.
struct EndpointWords {
    Q_DECLARE_TR_FUNCTIONS(freshet::EndpointWords)
};

QString scopeWord(TokenScope scope)
{
    switch (scope) {
    case TokenScope::Query:
        return EndpointWords::tr("ask models");
    case TokenScope::Models:
        return EndpointWords::tr("see models and settings");
    case TokenScope::Refresh:
        return EndpointWords::tr("refresh model lists");
    case TokenScope::Documents:
        return EndpointWords::tr("read your documents");
    }
    Q_UNREACHABLE();
}

QString ofLimit(qint64 used, const std::optional<qint64> &limit)
{
    const QLocale locale;
    return limit ? EndpointWords::tr("%1 of %2").arg(locale.toString(used), locale.toString(*limit))
                 : locale.toString(used);
}

} // namespace

QString scopeTitle(TokenScope scope)
{
    switch (scope) {
    case TokenScope::Query:
        return EndpointWords::tr("&Ask models");
    case TokenScope::Models:
        return EndpointWords::tr("&See models and settings");
    case TokenScope::Refresh:
        return EndpointWords::tr("&Refresh model lists");
    case TokenScope::Documents:
        return EndpointWords::tr("Read your &documents");
    }
    Q_UNREACHABLE();
}

QString scopeSentence(TokenScope scope)
{
    switch (scope) {
    case TokenScope::Query:
        return EndpointWords::tr("Questions go to your providers and may cost money. The tool never sees a key.");
    case TokenScope::Models:
        return EndpointWords::tr("Which providers and models there are, their addresses and prices. Never a key.");
    case TokenScope::Refresh:
        return EndpointWords::tr("Makes Freshet ask a provider again which models it has.");
    case TokenScope::Documents:
        return EndpointWords::tr("Searches all your collections and gets passages of them. Without it only the guide "
                                 "is searched.");
    }
    Q_UNREACHABLE();
}

QString scopeWords(TokenScopes scopes)
{
    QStringList words;
    for (const TokenScope scope : kAllTokenScopes) {
        if (scopes & scope)
            words << scopeWord(scope);
    }
    return words.isEmpty() ? EndpointWords::tr("May do nothing.")
                           : EndpointWords::tr("May %1.").arg(QLocale().createSeparatedList(words));
}

QString useWords(const TokenUse &use, const TokenBudget &budget)
{
    return EndpointWords::tr("Today: queries %1, tokens %2.")
        .arg(ofLimit(use.queries, budget.queries), ofLimit(use.tokens, budget.tokens));
}

QString budgetReachedWords(const AccessToken &token, const QDate &today)
{
    return EndpointWords::tr("\"%1\" has used up its budget for %2. Give it more in Settings, Local endpoint.")
        .arg(token.name, QLocale().toString(today, QLocale::ShortFormat));
}

QString durationWords(qint64 seconds)
{
    return seconds < 60 ? EndpointWords::tr("%1 s").arg(seconds)
                        : EndpointWords::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
}

QString questionTitle(const QString &question)
{
    const QString trimmed = question.trimmed();
    QString line = trimmed.section(u'\n', 0, 0).simplified();
    const bool isCut = line.size() > kLongestQuestionTitle;
    if (isCut)
        line = line.left(kLongestQuestionTitle - 1).trimmed();
    return isCut || trimmed.contains(u'\n') ? line + u'…' : line;
}

} // namespace freshet
