// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/attachment.h"
#include "core/domain/model_info.h"

#include <QDialog>
#include <QList>

#include <functional>

class QDialogButtonBox;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace freshet {

class AttachmentStrip;

/// Where a question and the models that all shall answer it are chosen: two to four of them. What goes with the
/// question is shown, and can be taken away; files are not chosen here.
class CompareDialog : public QDialog {
    Q_OBJECT

public:
    static constexpr int kMostModels = 4;

    /// Opens a list below a button; what is chosen there comes back through choose().
    using OpenPicker = std::function<void(const QWidget &below, const ModelRef &current)>;
    using LabelOf = std::function<QString(const ModelRef &)>;

    CompareDialog(const Draft &question, const ModelRef &first, const OpenPicker &openPicker, const LabelOf &labelOf,
        QWidget *parent);

    void choose(const ModelRef &model); ///< For the line whose button opened the list.

signals:
    void askRequested(const freshet::Draft &question, const QList<freshet::ModelRef> &models);

protected:
    bool focusNextPrevChild(bool isForwards) override; ///< In the order in which it is read.

private:
    Draft question() const;
    AttachmentStrip *makeStrip();
    void showModels();
    void openPicker(int line, const QWidget &below);
    void updateAsk();

    Draft m_asked; ///< Its text is that of the field.
    const OpenPicker m_openPicker;
    const LabelOf m_labelOf;
    QList<ModelRef> m_chosen; ///< An empty one is a line where nothing was chosen yet.
    int m_line = -1; ///< Whose list is open.
    QPlainTextEdit *m_question = nullptr; // child of this, as all below
    QDialogButtonBox *m_buttons = nullptr;
    QWidget *m_lines = nullptr;
    QVBoxLayout *m_place = nullptr;
    QPushButton *m_ask = nullptr;
};

} // namespace freshet
