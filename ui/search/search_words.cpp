// SPDX-License-Identifier: MIT
#include "ui/search/search_words.h"

#include <QLocale>

#include <algorithm>
#include <iterator>

namespace freshet {

namespace {

struct FilterValues {
    QLatin1String filter;
    QLatin1String values; ///< As ChatQuery knows them, in the filter's language.
};

constexpr FilterValues kFilterValues[] = {
    {QLatin1String("has:"), QLatin1String("code, link, attachment, picture, thoughts")},
    {QLatin1String("hat:"), QLatin1String("code, link, anhang, bild, gedanken")},
    {QLatin1String("in:"), QLatin1String("text, thoughts, attachments, title")},
    {QLatin1String("is:"), QLatin1String("pinned, archived")},
    {QLatin1String("ist:"), QLatin1String("angeheftet, archiviert")},
    {QLatin1String("from:"), QLatin1String("me, assistant")},
    {QLatin1String("von:"), QLatin1String("ich, ki")},
    {QLatin1String("before:"), QLatin1String("2026, 2026-11, 2026-11-05, yesterday, 3d")},
    {QLatin1String("after:"), QLatin1String("2026, 2026-11, 2026-11-05, yesterday, 3d")},
    {QLatin1String("vor:"), QLatin1String("2026, 2026-11, 5.11.2026, gestern, 3d")},
    {QLatin1String("nach:"), QLatin1String("2026, 2026-11, 5.11.2026, gestern, 3d")},
};

} // namespace

QString SearchWords::values(const QString &typed)
{
    const QString last = typed.mid(typed.lastIndexOf(u' ') + 1);
    const auto entry = std::find_if(std::begin(kFilterValues), std::end(kFilterValues),
        [&last](const FilterValues &it) { return last.compare(it.filter, Qt::CaseInsensitive) == 0; });
    return entry == std::end(kFilterValues) ? QString() : tr("%1 takes: %2.").arg(last, entry->values);
}

QString SearchWords::filters()
{
    return tr("Words, or \"several in this order\". Narrow it down with model:qwen, from:me, before:2026-11, "
              "after:yesterday, has:code, in:thoughts, in:attachments, tag:house, folder:Home, is:pinned, is:archived; "
              "leave out with -word.");
}

QString SearchWords::about(const SearchResult &result)
{
    QStringList sentences;
    if (result.reading == SearchReading::AnyWord && !result.chats.isEmpty())
        sentences << tr("No message has all of these words. These have some of them:");
    QStringList typed = result.meant.keys();
    typed.sort();
    for (const QString &word : std::as_const(typed)) {
        if (!result.chats.isEmpty())
            sentences << tr("“%1” was also taken as “%2”.").arg(word, result.meant.value(word));
        else
            sentences << tr("Did you mean “%1”?").arg(result.meant.value(word));
    }
    if (!result.ignored.isEmpty())
        sentences << tr("Not understood and left out: %1.").arg(QLocale().createSeparatedList(result.ignored));
    return sentences.join(u' ');
}

QString SearchWords::count(const SearchResult &result)
{
    if (result.chats.isEmpty())
        return tr("Nothing found.");
    if (result.hasMore)
        return tr("More than %1 messages; the newest of them are weighed.").arg(QLocale().toString(result.count));
    if (result.count == 0)
        return tr("Found in titles.");
    if (result.count == 1)
        return tr("One message found.");
    return tr("%n messages found.", nullptr, result.count);
}

QString SearchWords::progress(const SearchState &state)
{
    if (state.trouble)
        return state.trouble->message;
    if (state.isComplete)
        return {};
    if (state.messages == 0)
        return tr("The chats are being looked through…");
    const QLocale locale;
    return tr("The chats are still being looked through: %1 of %2 messages can be found.")
        .arg(locale.toString(std::min(state.indexed, state.messages)), locale.toString(state.messages));
}

QString SearchWords::author(const FoundMessage &message)
{
    if (message.role == ChatRole::User)
        return tr("You");
    const QString model = message.model.section(u'/', 1);
    return model.isEmpty() ? tr("Answer") : model;
}

QString SearchWords::part(const FoundMessage &message)
{
    if (message.part == ChatPart::Thoughts)
        return tr("in the thoughts");
    return message.part == ChatPart::Attachments ? tr("in the attachment %1").arg(message.file.simplified())
                                                 : QString();
}

QString SearchWords::date(const QDateTime &when, const QDateTime &now)
{
    const QLocale locale;
    const QDateTime local = when.toLocalTime();
    const qint64 days = local.date().daysTo(now.toLocalTime().date());
    if (days == 0)
        return tr("Today, %1").arg(locale.toString(local.time(), QLocale::ShortFormat));
    if (days == 1)
        return tr("Yesterday, %1").arg(locale.toString(local.time(), QLocale::ShortFormat));
    return locale.toString(local.date(), QLocale::ShortFormat);
}

} // namespace freshet
