// SPDX-License-Identifier: MIT
#pragma once

#include "tests/app/accessible_object.h"

namespace freshet::test {

/// What a screen reader finds below an object, and what would leave somebody who only hears it helpless.
class AccessibleDump {
public:
    /// Walks all that is shown below @p top, which @p title names in what is said.
    void add(const QString &title, const AccessibleObject &top);

    QString text() const { return m_lines.join(u'\n') + u'\n'; } ///< One line an object, indented.
    QStringList complaints() const { return m_complaints; }

private:
    struct Node {
        QString role;
        QString name;
        QString description;
        QSet<AccessibleObject::State> states;
        QStringList actions;
    };

    /// What an object lies in: for people, and as a screen reader says it.
    struct Place {
        QString path;
        QStringList names;
    };

    void walk(const AccessibleObject &object, const Place &above, int depth);
    void check(const Node &node, const QString &path);
    void checkIsAlone(const Node &node, const Place &above);

    QStringList m_lines;
    QStringList m_complaints;
    QSet<QString> m_controls; ///< Of what is being added: what each is called, and where.
};

} // namespace freshet::test
