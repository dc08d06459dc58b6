// SPDX-License-Identifier: MIT
#include "ui/knowledge/evaluation_run_bar.h"

#include "ui/documents/collection_words.h"
#include "ui/settings/settings_page.h"
#include "ui/widgets/announcement.h"
#include "ui/widgets/elided_label.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace freshet {

namespace {

constexpr int kRunBarHeight = 6;

} // namespace

EvaluationRunBar::EvaluationRunBar(QWidget *parent)
    : QWidget(parent), m_label(new ElidedLabel(this)), m_bar(new QProgressBar(this))
{
    becomeNotification(*m_label);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(kRunBarHeight);
    m_bar->setAccessibleName(tr("Asking the questions"));
    QPushButton *const stop = settingsButton(tr("S&top"), this);
    stop->setToolTip(tr("Stop asking; what was kept before stays"));
    connect(stop, &QPushButton::clicked, this, &EvaluationRunBar::stopRequested);
    auto *const row = new QHBoxLayout;
    row->addWidget(m_label, 1);
    row->addWidget(stop);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_bar);
}

void EvaluationRunBar::show(const CollectionName &collection, int done, int total)
{
    m_bar->setRange(0, total);
    m_bar->setValue(done);
    const QLocale locale;
    m_label->setText(
        tr("Asking the questions of \"%1\": %2 of %3")
            .arg(collectionTitle(collection), locale.toString(std::min(done + 1, total)), locale.toString(total)));
    setVisible(true);
}

QString EvaluationRunBar::text() const { return m_label->text(); }

} // namespace freshet
