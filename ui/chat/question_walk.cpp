// SPDX-License-Identifier: MIT
#include "ui/chat/question_walk.h"

namespace freshet {

std::optional<QString> QuestionWalk::take(
    Step step, const QStringList &questions, const QString &written, const QString &before)
{
    const bool isOnTheWay = m_back > 0 && m_back <= questions.size() && written == m_shown;
    if (!isOnTheWay) {
        // The last question is there already where it was asked for in an empty field.
        const bool isLast = !questions.isEmpty() && written == questions.last();
        m_unfinished = isLast ? before : written;
        m_back = isLast ? 1 : 0;
    }
    const qsizetype back = m_back + (step == Step::Earlier ? 1 : -1);
    if (back < 0 || back > questions.size())
        return std::nullopt;
    m_back = back;
    m_shown = back == 0 ? m_unfinished : questions.at(questions.size() - back);
    return m_shown;
}

} // namespace freshet
