// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/document_info.h"

#include <QWidget>

class QProgressBar;

namespace freshet {

class ElidedLabel;

/// How far the questions of a collection are asked, and a button that ends it.
class EvaluationRunBar : public QWidget {
    Q_OBJECT

public:
    explicit EvaluationRunBar(QWidget *parent = nullptr);

    void show(const CollectionName &collection, int done, int total); ///< @p total is at least 1.
    QString text() const;

signals:
    void stopRequested();

private:
    ElidedLabel *m_label; // child of this, as all below
    QProgressBar *m_bar;
};

} // namespace freshet
