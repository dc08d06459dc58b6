// SPDX-License-Identifier: MIT
#include "ui/transcript/answer_speaker.h"

#include "ui/transcript/display_text.h"
#include "ui/transcript/message_item.h"
#include "ui/transcript/sentence_end.h"

#include <QWindow>

#include <utility>

namespace freshet {

namespace {

constexpr qsizetype kSpokenKept = 8;

/// A notification that is there for screen readers alone: they say it when they are told that it is shown.
class SpokenText : public QAccessibleInterface {
public:
    SpokenText(QWidget &view, QString text) : m_view(view), m_text(std::move(text)) { }

    bool isValid() const override { return true; }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_view.window()->windowHandle(); }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(&m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text which) const override { return which == QAccessible::Name ? m_text : QString(); }
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override { return {m_view.mapToGlobal(QPoint()), m_view.size()}; }
    QAccessible::Role role() const override { return QAccessible::Notification; }
    QAccessible::State state() const override { return {}; }

private:
    QWidget &m_view;
    const QString m_text;
};

} // namespace

AnswerSpeaker::~AnswerSpeaker()
{
    for (const QAccessible::Id id : std::as_const(m_spoken))
        QAccessible::deleteAccessibleInterface(id);
}

void AnswerSpeaker::follow(MessageItem &answer)
{
    if (QAccessible::isActive())
        say(newText(answer, false));
}

void AnswerSpeaker::finish(MessageItem &answer)
{
    if (!QAccessible::isActive())
        return;
    QString rest = newText(answer, true);
    m_said.remove(answer.id());
    if (answer.notice())
        rest += u' ' + answer.notice()->text();
    say(rest);
}

QString AnswerSpeaker::newText(MessageItem &answer, bool isWhole)
{
    Place &said = m_said[answer.id()];
    BlockFlow &flow = answer.flow(MessageItem::Section::Text);
    const size_t count = flow.blocks().size();
    QStringList parts;
    for (; said.block < count; said = {.block = said.block + 1}) {
        const MarkdownBlock span = flow.blocks()[said.block].span;
        const bool isClosed = isWhole || said.block + 1 < count;
        if (span.kind == BlockKind::Code) {
            if (!isClosed)
                break;
            parts << (span.language.isEmpty() ? tr("Code.") : tr("Code in %1.").arg(span.language));
            continue;
        }
        const QString text = writtenText(flow.document(said.block));
        const qsizetype from = std::min(said.character, text.size());
        const qsizetype to = isClosed ? text.size() : sentenceEnd(text, from);
        parts << text.mid(from, to - from);
        said.character = to;
        if (!isClosed)
            break;
    }
    return parts.join(u' ');
}

void AnswerSpeaker::say(const QString &text)
{
    const QString spoken = text.simplified();
    if (spoken.isEmpty() || !m_view.isVisible() || !m_view.isActiveWindow())
        return;
    auto *const interface = new SpokenText(m_view, spoken); // owned by QAccessible
    m_spoken << QAccessible::registerAccessibleInterface(interface);
    if (m_spoken.size() > kSpokenKept)
        QAccessible::deleteAccessibleInterface(m_spoken.takeFirst());
    QAccessibleEvent shown(interface, QAccessible::ObjectShow);
    QAccessible::updateAccessibility(&shown);
}

} // namespace freshet
