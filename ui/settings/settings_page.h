// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settings/settings_search.h"

#include <QScrollArea>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace freshet {

/// One page of the settings: a heading and rows below each other. What is changed applies at once.
class SettingsPage : public QScrollArea {
    Q_OBJECT

public:
    SettingsPage(const SettingsPageText &text, QWidget *parent);

    void setSearch(const SettingsSearch &search); ///< Shows the rows that it finds.

protected:
    enum class Stretch { No, Yes };

    /// Takes @p content as the row of that place in the page's text.
    void addRow(int row, QWidget *content, Stretch stretch = Stretch::No);
    /// A label, the control below it, and a quiet line below that; the first two are one for screen readers.
    QWidget *labelled(int row, QWidget *control, const QString &hint);
    QLabel *note(const QString &text); ///< A quiet line.
    QString titleOf(int row) const { return m_text.rows.at(row).title; }
    QWidget &body() { return *widget(); } ///< The parent of all rows.

    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setFonts();
    void keepWheelFrom(QWidget *content);

    const SettingsPageText m_text;
    QLabel *m_heading = nullptr; // child of this, as all below
    QVBoxLayout *m_column = nullptr;
    QHash<int, QWidget *> m_rows;
};

QLabel *quietLabel(const QString &text, QWidget *parent); ///< It wraps.

/// A button of a settings page: Enter in a field beside it does not press it.
QPushButton *settingsButton(const QString &text, QWidget *parent);

} // namespace freshet
