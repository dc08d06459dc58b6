// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/secret.h"
#include "ui/widgets/lines_field.h"

namespace freshet {

/// Shows the whole of a secret that was made just now, to be copied out of it once. What goes to the clipboard is
/// marked, so that clipboard histories leave it out.
class SecretField : public LinesField {
    Q_OBJECT

public:
    explicit SecretField(QWidget *parent);

    void setSecret(const Secret &secret);
    void forget();
    void copyAll();

protected:
    QMimeData *createMimeDataFromSelection() const override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setFixedFont();
    void fitLines();
};

} // namespace freshet
