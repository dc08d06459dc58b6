// SPDX-License-Identifier: MIT
#include "tests/app/accessible_dump.h"

#include <QRegularExpression>

namespace freshet::test {

namespace {

using State = AccessibleObject::State;

constexpr int kChildrenShown = 60; ///< A list of 500 languages says nothing more.
constexpr int kTextShown = 200;

const std::pair<State, const char *> kStateNames[] = {{State::Active, "active"}, {State::Busy, "busy"},
    {State::Checked, "checked"}, {State::Editable, "editable"}, {State::Expandable, "expandable"},
    {State::Expanded, "expanded"}, {State::Focusable, "focusable"}, {State::Focused, "focused"},
    {State::Modal, "modal"}, {State::Selectable, "selectable"}, {State::Selected, "selected"},
    {State::ReadOnly, "read-only"}, {State::Checkable, "checkable"}, {State::HasPopup, "has-popup"}};

/// What is used, as opposed to what is read or holds other things.
bool isControl(const QString &role)
{
    static const QSet<QString> roles{"push button", "button", "toggle button", "check box", "radio button", "combo box",
        "menu item", "check menu item", "radio menu item", "entry", "text", "password text", "spin button", "slider",
        "spin box", "list", "list item", "tree", "tree item", "table", "table cell", "link", "page tab",
        "page tab list"};
    return roles.contains(role);
}

/// Of which two of one name would leave it open which is meant. Rows and cells have their order.
bool isChosenByName(const QString &role)
{
    static const QSet<QString> rows{"list item", "tree item", "table cell", "page tab"};
    return isControl(role) && !rows.contains(role);
}

/// An icon's file, a class or an object's own name in the place of words.
bool isProgrammersName(const QString &name)
{
    static const QRegularExpression pattern(QStringLiteral(
        "^(?:Q[A-Z]\\w+|freshet::.*|[a-z]+[A-Z]\\w*|qt_\\w+|.*\\.svg|:/.*|(?:chevron|arrow|folder|star)-\\w+)$"));
    return pattern.match(name).hasMatch();
}

QString quoted(QString text)
{
    text.replace(u'\n', QStringLiteral("⏎"));
    return text.size() > kTextShown ? text.left(kTextShown) + u'…' : text;
}

} // namespace

void AccessibleDump::add(const QString &title, const AccessibleObject &top)
{
    m_lines << QString() << QStringLiteral("== %1 ==").arg(title);
    m_controls.clear();
    if (top.isNull())
        m_complaints << QStringLiteral("%1: it did not open").arg(title);
    else
        walk(top, {title, {}}, 0);
}

void AccessibleDump::walk(const AccessibleObject &object, const Place &above, int depth)
{
    const Node node{.role = object.role(),
        .name = object.name(),
        .description = object.description(),
        .states = object.states(),
        .actions = object.actions()};
    const QStringList interfaces = object.interfaces();
    const QString text = interfaces.contains(QLatin1String("Text")) ? object.text() : QString();
    if (object.role().isEmpty())
        return; // it went away meanwhile: a list was filled anew
    QString line = QString(2 * depth, u' ') + QStringLiteral("[%1] \"%2\"").arg(node.role, quoted(node.name));
    if (!node.description.isEmpty())
        line += QStringLiteral(" (%1)").arg(quoted(node.description));
    if (!text.isEmpty() && text != node.name)
        line += QStringLiteral(" text: \"%1\"").arg(quoted(text));
    QStringList states;
    for (const auto &[state, name] : kStateNames) {
        if (node.states.contains(state))
            states << QLatin1String(name);
    }
    if (!node.states.contains(State::Enabled))
        states << QStringLiteral("disabled");
    line += QStringLiteral(" {%1}").arg(states.join(u' '));
    if (!node.actions.isEmpty())
        line += QStringLiteral(" does: %1").arg(node.actions.join(QStringLiteral(", ")));
    m_lines << line;

    Place place{QStringLiteral("%1 / %2 \"%3\"").arg(above.path, node.role, quoted(node.name)), above.names};
    if (depth > 0 && !node.name.isEmpty())
        place.names << node.name;
    check(node, place.path);
    checkIsAlone(node, above);
    int shown = 0;
    for (const AccessibleObject &child : object.children()) {
        if (!child.is(State::Showing))
            continue;
        if (++shown > kChildrenShown) {
            m_lines << QString(2 * depth + 2, u' ') + QStringLiteral("…");
            break;
        }
        walk(child, place, depth + 1);
    }
}

void AccessibleDump::check(const Node &node, const QString &path)
{
    const bool isUsed = node.states.contains(State::Focusable) || isControl(node.role);
    if (isUsed && node.name.trimmed().isEmpty())
        m_complaints << QStringLiteral("%1: has no name").arg(path);
    const bool isReadOnlyText = node.role == QLatin1String("label") || node.role == QLatin1String("notification");
    if (node.states.contains(State::Focusable) && !isControl(node.role) && !isReadOnlyText)
        m_complaints << QStringLiteral("%1: takes the focus, and its role says nothing of its use").arg(path);
    if (isProgrammersName(node.name))
        m_complaints << QStringLiteral("%1: its name is the programmer's").arg(path);
    static const QRegularExpression markup(QStringLiteral("</?[a-z]+>"));
    if (node.name.contains(markup) || node.description.contains(markup))
        m_complaints << QStringLiteral("%1: markup is read aloud").arg(path);
    if (node.role == QLatin1String("unknown") || node.role == QLatin1String("invalid"))
        m_complaints << QStringLiteral("%1: has no role").arg(path);
}

/// Two that are called the same may only be in parts that are not.
void AccessibleDump::checkIsAlone(const Node &node, const Place &above)
{
    if (!isChosenByName(node.role))
        return;
    const QString what = (QStringList{node.role, node.name, node.description} + above.names).join(u'\n');
    if (m_controls.contains(what))
        m_complaints << QStringLiteral("%1: two are called \"%2\"").arg(above.path, node.name);
    m_controls.insert(what);
}

} // namespace freshet::test
