// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <functional>

class QObject;
class QWidget;

namespace freshet {

/// For what cannot be taken back: asks whether to, with @p button for yes. Esc is no.
void askBefore(QWidget &parent, const QString &button, const QString &sentence, const std::function<void()> &action);

struct AskedText {
    QString title;
    QString label;
    QString button;
    QString text; ///< To begin with.
};

/// @p action gets what was typed, unless it was cancelled or @p context is gone by then.
void askForText(
    QWidget &parent, const AskedText &words, QObject &context, const std::function<void(const QString &typed)> &action);

} // namespace freshet
