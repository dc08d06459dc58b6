// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace freshet {

class ResultLabel;
class SecretField;

/// Shows the secret of a token that was made just now, until the user is done with it or looks elsewhere. Then it is
/// gone for good.
class NewTokenView : public QFrame {
    Q_OBJECT

public:
    explicit NewTokenView(QWidget *parent); ///< Hidden.

    void showToken(const QString &tool, const Secret &secret);

signals:
    void done(); ///< The user has it.

protected:
    void hideEvent(QHideEvent *event) override;

private:
    QLabel *m_title = nullptr; // child of this, as all below
    SecretField *m_field = nullptr;
    QPushButton *m_copy = nullptr;
    ResultLabel *m_result = nullptr;
};

} // namespace freshet
