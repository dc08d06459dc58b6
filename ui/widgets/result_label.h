// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace freshet {

/// A line that tells how something went. Screen readers say it when it changes.
class ResultLabel : public QLabel {
    Q_OBJECT

public:
    explicit ResultLabel(QWidget *parent = nullptr);

    void say(const QString &sentence); ///< An empty one takes the line away.
};

} // namespace freshet
