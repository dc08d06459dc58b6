// SPDX-License-Identifier: MIT
#include "ui/knowledge/indexing_bar.h"

#include "ui/documents/collection_words.h"
#include "ui/settings/settings_page.h"
#include "ui/widgets/announcement.h"
#include "ui/widgets/elided_label.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace std::chrono_literals;

namespace freshet {

QString remainingWords(std::chrono::seconds remaining)
{
    if (remaining < 1min)
        return IndexingBar::tr("less than a minute left");
    const auto minutes = std::chrono::round<std::chrono::minutes>(remaining).count();
    if (minutes == 1)
        return IndexingBar::tr("about a minute left");
    if (minutes < 90)
        return IndexingBar::tr("about %L1 minutes left").arg(minutes);
    return IndexingBar::tr("about %L1 hours left").arg((minutes + 30) / 60);
}

IndexingBar::IndexingBar(QWidget *parent)
    : QWidget(parent),
      m_label(new ElidedLabel(this)),
      m_bar(new QProgressBar(this)),
      m_pause(settingsButton(tr("&Pause"), this)),
      m_stop(settingsButton(tr("Cance&l"), this))
{
    becomeNotification(*m_label);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(6);
    m_bar->setAccessibleName(tr("Reading documents"));
    m_stop->setToolTip(tr("Stop adding documents"));
    connect(m_pause, &QPushButton::clicked, this, [this] { emit pauseRequested(!m_isPaused); });
    connect(m_stop, &QPushButton::clicked, this, &IndexingBar::stopRequested);
    auto *const row = new QHBoxLayout;
    row->addWidget(m_label, 1);
    row->addWidget(m_pause);
    row->addWidget(m_stop);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_bar);
}

void IndexingBar::show(const IndexQueue::State &state)
{
    const IndexProgress &progress = state.progress;
    m_isPaused = state.isPaused;
    m_pause->setText(m_isPaused ? tr("&Resume") : tr("&Pause"));
    const bool isCounted = progress.total > 0;
    m_bar->setRange(0, std::max({progress.total, progress.done, m_isPaused ? 1 : 0})); // 0: nobody knows how much
    m_bar->setValue(progress.done);
    const QLocale locale;
    const QString counts = tr("%1 of %2").arg(locale.toString(progress.done), documentCount(progress.total));
    QStringList parts;
    parts << (m_isPaused ? tr("Paused in \"%1\"")
            : isCounted  ? tr("Reading into \"%1\"")
                         : tr("Looking for documents for \"%1\"…"))
                 .arg(collectionTitle(state.collection));
    if (isCounted)
        parts << counts;
    if (!m_isPaused && state.remaining)
        parts << remainingWords(*state.remaining);
    if (!m_isPaused && !progress.current.isEmpty())
        parts << QFileInfo(progress.current).fileName();
    m_label->setText(parts.join(QStringLiteral(" · ")));
    setVisible(true);
}

QString IndexingBar::text() const { return m_label->text(); }

} // namespace freshet
