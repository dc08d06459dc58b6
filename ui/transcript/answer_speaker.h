// SPDX-License-Identifier: MIT
#pragma once

#include <QAccessible>
#include <QCoreApplication>
#include <QHash>
#include <QList>
#include <QWidget>

namespace freshet {

class MessageItem;

/// Has screen readers say an answer while it is written: each sentence once, when it is whole, and never a part of
/// one. Of code they say only that it is there. Nothing is said, nor said later, while the window is not the active
/// one; without a screen reader it costs nothing.
class AnswerSpeaker {
    Q_DECLARE_TR_FUNCTIONS(AnswerSpeaker)

public:
    explicit AnswerSpeaker(QWidget &view) : m_view(view) { }
    ~AnswerSpeaker();
    Q_DISABLE_COPY_MOVE(AnswerSpeaker)

    void follow(MessageItem &answer); ///< Its text has grown, and is set.
    void finish(MessageItem &answer); ///< It is whole, or ends with a notice.
    void restart(const QString &id) { m_said.remove(id); } ///< Its text begins anew.

private:
    struct Place {
        size_t block = 0;
        qsizetype character = 0;
    };

    QString newText(MessageItem &answer, bool isWhole);
    void say(const QString &text);

    QWidget &m_view;
    QHash<QString, Place> m_said; ///< How far each answer that is being written was said.
    QList<QAccessible::Id> m_spoken; ///< The newest ones: a screen reader asks later what they say.
};

} // namespace freshet
