// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/model_info.h"
#include "core/history/history_store.h"
#include "ui/window_services.h"

#include <QWidget>

class QCheckBox;
class QToolButton;

namespace freshet {

class ArchiveController;
class ChatController;
class ChatPanel;
class DocumentController;
class FavouriteModels;
class ModelChoice;
class ModelPicker;
class NoticeBar;
enum class ErrorKind;

/// A small window for one quick question: a field, and the answer below it as in any chat, which it is.
///
/// open() shows it with a new chat, unless an answer is still being written in the last one or ended while nobody saw
/// it. Hidden or closed, it goes on with its answer; it can be opened again.
class QuickAskWindow : public QWidget {
    Q_OBJECT

public:
    QuickAskWindow(const WindowServices &services, const WindowShares &shares, QWidget *parent = nullptr);
    ~QuickAskWindow() override;

    ChatController &chats() const { return *m_controller; }
    NoticeBar &notice();
    void open(); ///< In front, with the keyboard in its field.

signals:
    void windowRequested(const freshet::ConversationId &chat); ///< To go on with it.
    void settingsRequested(const freshet::ProviderId &provider, freshet::ErrorKind why);
    void hidden();

protected:
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeParts();
    void connectController();
    void bindSettings();
    void addKeys();
    void showTextOptions();
    void speakAnew();
    void beginAnew();
    void pickModel();
    void openInWindow();
    void openSettings(const ProviderId &provider, ErrorKind why);
    void giveUp();
    void fit();
    void updateButtons();
    void showDocuments();

    const WindowServices m_services;
    ModelChoice *m_model = nullptr; // child of this, as all below
    FavouriteModels *m_favourites = nullptr;
    DocumentController *m_documents = nullptr;
    ChatController *m_controller = nullptr;
    ArchiveController *m_archive = nullptr;
    QWidget *m_parts = nullptr; ///< Holds all that has words on it: made anew in another language.
    ChatPanel *m_chat = nullptr; // in m_parts, as the four below
    QToolButton *m_modelButton = nullptr;
    QToolButton *m_documentsButton = nullptr;
    QCheckBox *m_temporary = nullptr;
    QToolButton *m_openInWindow = nullptr;
    ModelPicker *m_picker = nullptr; // null until first used
    bool m_isUnseen = false; ///< An answer ended while the window was hidden.
};

} // namespace freshet
