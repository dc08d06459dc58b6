// SPDX-License-Identifier: MIT
#include "ui/chat/reading_place_controller.h"

#include "core/history/history_store.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/composer.h"
#include "ui/chat/draft_store.h"

#include <QScrollBar>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace freshet {

namespace {

constexpr auto kBetweenPlaces = 1s;

} // namespace

ReadingPlaceController::ReadingPlaceController(HistoryStore &history, const SettingsStore &settings,
    const DraftStore &drafts, ChatController &chats, QObject *parent)
    : QObject(parent),
      m_history(history),
      m_settings(settings),
      m_chats(chats),
      m_first(chats.current()),
      m_firstDraft(drafts.draft(DraftStore::kNewChat))
{
    connect(&drafts, &DraftStore::loaded, this, [this](const QString &chat, const Draft &stored) {
        if (chat == DraftStore::kNewChat)
            m_firstDraft = stored; // without what was typed before it came
    });
    m_keepSoon.setSingleShot(true);
    m_keepSoon.setInterval(kBetweenPlaces);
    connect(&m_keepSoon, &QTimer::timeout, this, &ReadingPlaceController::keep);
    connect(&chats, &ChatController::currentChanged, this, &ReadingPlaceController::keepSoon);
    connect(&chats, &ChatController::answeringChanged, this, &ReadingPlaceController::keepSoon);
    connect(&chats, &ChatController::chatShown, this, &ReadingPlaceController::showPlace);
}

ReadingPlaceController::~ReadingPlaceController()
{
    if (m_keepSoon.isActive())
        keep();
}

void ReadingPlaceController::showOn(ChatPanel &panel)
{
    m_panel = &panel;
    const QScrollBar &bar = *panel.transcript().verticalScrollBar();
    connect(&bar, &QScrollBar::valueChanged, this, &ReadingPlaceController::keepSoon);
    connect(&bar, &QScrollBar::rangeChanged, this, &ReadingPlaceController::keepSoon);
    connect(&panel.transcript(), &TranscriptView::followingChanged, this, &ReadingPlaceController::keepSoon);
}

void ReadingPlaceController::start()
{
    m_isKeeping = true;
    if (!m_settings.get(keys::reopenChat) || m_settings.isSafe())
        return keepSoon();
    connect(
        &m_history, &HistoryStore::readingPlaceLoaded, this,
        [this](const ReadingPlace &place) {
            m_loaded = place;
            connect(&m_history, &HistoryStore::conversationsListed, this, &ReadingPlaceController::onListed,
                Qt::SingleShotConnection);
        },
        Qt::SingleShotConnection);
    m_history.loadReadingPlace();
}

void ReadingPlaceController::setKeeping(bool isOn)
{
    if (m_isKeeping == isOn)
        return;
    m_isKeeping = isOn;
    m_kept.reset(); // another one may have kept something since
    if (isOn)
        keepSoon();
    else
        m_keepSoon.stop();
}

void ReadingPlaceController::onListed(const QList<ConversationInfo> &conversations)
{
    const ReadingPlace place = std::exchange(m_loaded, {}).value_or(ReadingPlace());
    const bool isThere = std::any_of(conversations.cbegin(), conversations.cend(),
        [&place](const auto &chat) { return chat.id == place.conversation && !chat.trashedAt.isValid(); });
    if (isThere && isUntouched())
        open(place);
    keepSoon();
}

/// The program was faster than the user.
bool ReadingPlaceController::isUntouched() const
{
    const Draft written = m_panel->composer().draftSoFar();
    return m_chats.current() == m_first && (written.isEmpty() || written == m_firstDraft);
}

void ReadingPlaceController::open(const ReadingPlace &place)
{
    m_kept = place;
    m_shown = place;
    m_chats.open(place.conversation);
}

/// Of the chat that has come. One that the user opened in the meantime is none of ours.
void ReadingPlaceController::showPlace()
{
    const ReadingPlace place = std::exchange(m_shown, {});
    if (place.message.isEmpty())
        return;
    const std::optional<size_t> message = m_panel->transcript().column().indexOf(place.message);
    if (place.conversation != m_chats.current() || !message)
        return;
    using Section = MessageItem::Section;
    m_panel->transcript().showPlace({.message = *message,
        .section = place.isInThoughts ? Section::Reasoning : Section::Text,
        .block = place.block == ReadingPlace::kAboveText ? std::nullopt : std::optional(size_t(place.block)),
        .offset = place.offset});
}

ReadingPlace ReadingPlaceController::currentPlace() const
{
    TranscriptView &transcript = m_panel->transcript();
    if (transcript.column().count() == 0) // nothing was asked there yet
        return {};
    ReadingPlace read{.conversation = m_chats.current()};
    if (const std::optional<ScrollKeeper::Place> place = transcript.place()) {
        read.message = transcript.column().item(place->message).id();
        read.isInThoughts = place->section == MessageItem::Section::Reasoning;
        read.block = place->block ? int(*place->block) : ReadingPlace::kAboveText;
        read.offset = place->offset;
    }
    return read;
}

/// The first change begins the second after which all that has changed is kept.
void ReadingPlaceController::keepSoon()
{
    if (m_isKeeping && !m_keepSoon.isActive())
        m_keepSoon.start();
}

void ReadingPlaceController::keep()
{
    if (m_loaded || !m_panel)
        return;
    if (m_chats.isLoading())
        return keepSoon();
    if (const ReadingPlace place = currentPlace(); place != m_kept) {
        m_kept = place;
        m_history.keepReadingPlace(place);
    }
}

} // namespace freshet
