// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QToolButton;

namespace freshet {

/// The row above the transcript: chats, model, documents, sources, everything else.
class ChatHeader : public QWidget {
    Q_OBJECT

public:
    explicit ChatHeader(QWidget *parent = nullptr);

    void setModelLabel(const QString &label);
    void setDocumentsLabel(const QString &label, const QString &shortLabel); ///< The short one where room is scarce.
    void setSourcesCount(int count); ///< 0 hides the button.
    QToolButton &modelButton() { return *m_model; }
    QToolButton &documentsButton() { return *m_documents; }
    QToolButton &moreButton() { return *m_more; }

    /// Fewer words on a narrow window.
    QSize minimumSizeHint() const override;

signals:
    void chatsRequested();
    void modelRequested();
    void documentsRequested();
    void sourcesRequested();
    void moreRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fitLabels();

    QString m_modelLabel;
    QString m_documentsLabel;
    QString m_documentsShort;
    QToolButton *m_chats = nullptr; // child of this, as all below
    QToolButton *m_model = nullptr;
    QToolButton *m_documents = nullptr;
    QToolButton *m_sources = nullptr;
    QToolButton *m_more = nullptr;
};

} // namespace freshet
