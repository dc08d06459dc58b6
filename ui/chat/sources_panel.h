// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/citation.h"

#include <QColor>
#include <QList>
#include <QWidget>

class QAction;
class QLabel;
class QListWidget;
class QPlainTextEdit;

namespace freshet {

class ElidedLabel;
class ResultLabel;

/// The passages that an answer cites: a list, and the whole text of the one that is chosen, scrolled to the sentences
/// that carry the answer, which are marked; where none does, the words that the answer has in common with it. The file
/// that a passage is of can be opened, or shown in its folder: by a button, the list's menu, or Enter.
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
    void sayOfFile(
        const QString &sentence); ///< How opening it went; gone with the next passage. Empty: nothing to say.

signals:
    void closeRequested();
    void openRequested(const freshet::Source &source);
    void showInFolderRequested(const freshet::Source &source);

private:
    using Request = void (SourcesPanel::*)(const Source &);
    QAction *makeFileAction(const QIcon &icon, const QString &text, Request request);
    QWidget *makeFileButtons();
    void showCurrent();
    void showPassage(const Source &source);

    Content m_content;
    QColor m_markColor = Qt::yellow;
    QListWidget *m_list = nullptr; // child of this, as all below
    ElidedLabel *m_place = nullptr;
    QLabel *m_support = nullptr;
    QAction *m_open = nullptr;
    QAction *m_showInFolder = nullptr;
    QWidget *m_fileButtons = nullptr;
    ResultLabel *m_ofFile = nullptr;
    QPlainTextEdit *m_passage = nullptr;
};

/// What @p citing took from @p passage, without regard to case: runs of four words or more in the same order; where
/// there are none, single words of four letters or more.
QList<std::pair<qsizetype, qsizetype>> sharedWords(const QString &passage, const QString &citing);

} // namespace freshet
