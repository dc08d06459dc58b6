// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

#include <optional>

namespace freshet {

/// Walking through the earlier questions of a chat with the arrow keys, as in a shell: what was being written comes
/// back behind the newest one. What is changed on the way is what is being written from then on. Pure.
class QuestionWalk {
public:
    enum class Step { Earlier, Later };

    /// What the field should hold now. @p questions are those of the chat, oldest first; @p written is what it holds.
    /// Where that is the last one already, @p before is what was being written before. Nothing: there is no more in
    /// this direction.
    std::optional<QString> take(
        Step step, const QStringList &questions, const QString &written, const QString &before = {});

private:
    QString m_unfinished;
    QString m_shown; ///< What the last step put there.
    qsizetype m_back = 0; ///< How many questions back that is; 0 = what was being written.
};

} // namespace freshet
