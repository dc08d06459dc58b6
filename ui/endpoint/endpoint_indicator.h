// SPDX-License-Identifier: MIT
#pragma once

#include <QToolButton>

namespace freshet {

/// Says in the window that other programs can ask through Freshet now, and how many queries of theirs run (R1). A click
/// leads to the settings. Hidden while nothing listens; in a narrow window it says the same in fewer words.
class EndpointIndicator : public QToolButton {
    Q_OBJECT

public:
    explicit EndpointIndicator(QWidget *parent);

    void setState(const QString &address, int queries); ///< An empty address: it does not listen.

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    int widthFor(const QString &words) const;
    void showWords();

    QString m_words;
    QString m_shortWords;
};

} // namespace freshet
