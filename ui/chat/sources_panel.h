// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/citation.h"

#include <QColor>
#include <QList>
#include <QWidget>

class QLabel;
class QListWidget;
class QPlainTextEdit;

namespace freshet {

class ElidedLabel;

/// The passages that an answer cites: a list, and the whole text of the one that is chosen, scrolled to the sentences
/// that carry the answer, which are marked; where none does, the words that the answer has in common with it.
class SourcesPanel : public QWidget {
    Q_OBJECT

public:
    /// What is shown: the passages, and per passage what the answer says about it.
    struct Content {
        QList<Source> sources;
        QHash<int, QString> citingTexts; ///< By number.
        QList<Citation> citations; ///< Of the whole answer; empty while it is written.
    };

    explicit SourcesPanel(QWidget *parent = nullptr);

    void setMarkColor(const QColor &color);
    void setContent(const Content &content, int currentNumber);
    int currentNumber() const;

signals:
    void closeRequested();

private:
    void showCurrent();

    Content m_content;
    QColor m_markColor = Qt::yellow;
    QListWidget *m_list = nullptr; // child of this, as all below
    ElidedLabel *m_place = nullptr;
    QLabel *m_support = nullptr;
    QPlainTextEdit *m_passage = nullptr;
};

/// What @p citing took from @p passage, without regard to case: runs of four words or more in the same order; where
/// there are none, single words of four letters or more.
QList<std::pair<qsizetype, qsizetype>> sharedWords(const QString &passage, const QString &citing);

} // namespace freshet
