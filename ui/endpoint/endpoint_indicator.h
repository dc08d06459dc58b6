// SPDX-License-Identifier: MIT
#pragma once

#include <QToolButton>

namespace freshet {

/// Says in the window that other programs can ask through Freshet now, and how many queries of theirs run (R1). A click
/// leads to the settings. Hidden while nothing listens.
class EndpointIndicator : public QToolButton {
    Q_OBJECT

public:
    explicit EndpointIndicator(QWidget *parent);

    void setState(const QString &address, int queries); ///< An empty address: it does not listen.
};

} // namespace freshet
