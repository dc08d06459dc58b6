// SPDX-License-Identifier: MIT
#include "core/archive/chat_words.h"

#include <QCoreApplication>

namespace freshet {

namespace {

QString archiveWord(const char *text) { return QCoreApplication::translate("CoreWords", text); }

} // namespace

QString speakerWord(const StoredMessage &message)
{
    switch (message.role) {
    case ChatRole::System:
        return archiveWord(QT_TRANSLATE_NOOP("CoreWords", "Instructions"));
    case ChatRole::User:
        return archiveWord(QT_TRANSLATE_NOOP("CoreWords", "Question"));
    case ChatRole::Assistant:
        break;
    }
    return archiveWord(QT_TRANSLATE_NOOP("CoreWords", "Answer"));
}

QString messageDetails(const StoredMessage &message)
{
    QStringList words;
    if (message.createdAt.isValid() && message.createdAt.toMSecsSinceEpoch() != 0)
        words << message.createdAt.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"));
    if (!message.answer.model.model.isEmpty())
        words << message.answer.model.model;
    if (message.state == StoredState::Interrupted || message.state == StoredState::Streaming)
        words << archiveWord(QT_TRANSLATE_NOOP("CoreWords", "cut off"));
    return words.join(QStringLiteral(" · "));
}

QString attachedWord(const Attachment &attachment)
{
    return archiveWord(QT_TRANSLATE_NOOP("CoreWords", "Attached: %1")).arg(attachment.name);
}

QString sourcesWord() { return archiveWord(QT_TRANSLATE_NOOP("CoreWords", "Sources")); }
QString thoughtsWord() { return archiveWord(QT_TRANSLATE_NOOP("CoreWords", "Thoughts")); }

QString sourceWords(const Source &source)
{
    QString words = source.title.isEmpty() ? source.path : source.title;
    if (source.page)
        words += archiveWord(QT_TRANSLATE_NOOP("CoreWords", ", page %1")).arg(*source.page);
    if (!source.heading.isEmpty())
        words += QStringLiteral(" — ") + source.heading;
    return words;
}

} // namespace freshet
