// SPDX-License-Identifier: MIT
#pragma once

#include <QPlainTextEdit>

namespace freshet {

/// The field of the composer: grows with its text, and turns keys into intentions.
class ComposerField : public QPlainTextEdit {
    Q_OBJECT

public:
    enum class SendKey { Enter, ControlEnter };

    static constexpr qsizetype kLongestText = 20'000; ///< UTF-16 units; laying out more in one field is felt.

    explicit ComposerField(QWidget *parent = nullptr);

    void setSendKey(SendKey key) { m_sendKey = key; }
    void commitComposed(); ///< What an input method shows becomes text; a click elsewhere would lose it.
    void setHeightLimit(int height); ///< In pixels; above it the field scrolls.

signals:
    void sendPressed();
    void upPressedWhenEmpty();
    void upPressedAtTop(); ///< In the first line of some text.
    void downPressedAtBottom();
    void largeTextPasted(const QString &text); ///< Instead of putting it into the field, where it would be slow.
    void filesPasted(const QStringList &paths);
    void picturePasted(const QImage &picture);
    void focusChanged();

protected:
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    bool turnsIntoIntention(const QKeyEvent &event);
    void fitHeight();

    SendKey m_sendKey = SendKey::Enter;
    int m_heightLimit = 200;
    bool m_isComposing = false; ///< An input method shows text that is not in the document yet.
};

} // namespace freshet
