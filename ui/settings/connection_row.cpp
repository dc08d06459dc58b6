// SPDX-License-Identifier: MIT
#include "ui/settings/connection_row.h"

#include "core/diagnosis/connection_test.h"
#include "core/models/model_refresh_service.h"
#include "ui/language/core_words.h"
#include "ui/models/model_choice.h"
#include "ui/settings/connection_step_list.h"
#include "ui/settings/settings_page.h"
#include "ui/widgets/busy_indicator.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/result_label.h"
#include "ui/widgets/wrap_layout.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

using StepId = ConnectionStepId;
using StepState = ConnectionStepState;

const ConnectionStep *firstThat(StepState state, const QList<ConnectionStep> &steps)
{
    const auto it
        = std::find_if(steps.begin(), steps.end(), [state](const ConnectionStep &step) { return step.state == state; });
    return it == steps.end() ? nullptr : &*it;
}

QString summaryOf(const QList<ConnectionStep> &steps)
{
    const auto row = [](const QString &words, const ConnectionStep &step) {
        return words.arg(spokenWord(connectionStepName(step.id)), step.sentence);
    };
    if (const ConnectionStep *const failed = firstThat(StepState::Failed, steps))
        return failed->id == StepId::Embeddings ? row(ConnectionRow::tr("Chat works. %1: %2"), *failed)
                                                : row(ConnectionRow::tr("Stopped at %1: %2"), *failed);
    if (const ConnectionStep &answer = steps.at(static_cast<qsizetype>(StepId::Answer)); answer.state != StepState::Ok)
        return row(ConnectionRow::tr("The server is there. %1: %2"), answer);
    if (const ConnectionStep *const warning = firstThat(StepState::Warning, steps))
        return row(ConnectionRow::tr("It works, with a warning at %1: %2"), *warning);
    const auto skipped = std::count_if(
        steps.begin(), steps.end(), [](const ConnectionStep &step) { return step.state == StepState::Skipped; });
    if (skipped == 0)
        return ConnectionRow::tr("It works: %1 of %1.").arg(steps.size());
    return ConnectionRow::tr("It works: %1 of %2, %3 skipped.")
        .arg(steps.size() - skipped)
        .arg(steps.size())
        .arg(skipped);
}

} // namespace

ConnectionRow::ConnectionRow(
    const ProviderId &provider, const QString &title, const Services &services, QWidget *parent)
    : QWidget(parent), m_provider(provider), m_services(services)
{
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(new QLabel(title, this));
    column->addWidget(makeButtons());
    m_summary = new ResultLabel(this);
    m_summary->setObjectName(QStringLiteral("connectionSummary"));
    m_summary->setForegroundRole(QPalette::WindowText);
    column->addWidget(m_summary);
    m_steps = new ConnectionStepList(this);
    m_steps->hide();
    column->addWidget(m_steps);
    connect(m_steps, &ConnectionStepList::fixChosen, this, &ConnectionRow::fixChosen);
    connect(&services.providers, &ProviderRegistry::providerChanged, this, [this](const ProviderId &id) {
        if (id == m_provider)
            offerAgain();
    });
    showState();
}

QWidget *ConnectionRow::makeButtons()
{
    auto *const box = new QWidget(this);
    m_run = settingsButton({}, box);
    setPlainToolTip(*m_run,
        tr("Asks the server step by step, with the key that is saved. A model is asked two "
           "tiny questions, which may cost a fraction of a cent."));
    m_busy = new BusyIndicator(box);
    m_details = settingsButton({}, box);
    m_copy = settingsButton(tr("Cop&y report"), box);
    setPlainToolTip(*m_copy, tr("Copies what was found, without the key, for asking somebody else"));
    connect(m_run, &QPushButton::clicked, this, &ConnectionRow::toggle);
    connect(m_details, &QPushButton::clicked, this, &ConnectionRow::toggleDetails);
    connect(m_copy, &QPushButton::clicked, this, &ConnectionRow::copyReport);
    auto *const line = new WrapLayout(box);
    for (QWidget *part : std::initializer_list<QWidget *>{m_run, m_busy, m_details, m_copy})
        line->addWidget(part);
    return box;
}

bool ConnectionRow::isRunning() const { return m_asking || (m_test && !m_test->isFinished()); }

void ConnectionRow::toggle()
{
    if (isRunning())
        stop();
    else
        start();
}

void ConnectionRow::start()
{
    delete std::exchange(m_test, nullptr);
    m_isStopped = false;
    m_steps->hide();
    m_asking = new QObject(this);
    m_services.providers.resolveTrial(
        m_provider, m_services.providers.baseUrl(m_provider), m_asking, [this](const Result<ProviderConfig> &config) {
            std::exchange(m_asking, nullptr)->deleteLater();
            if (config)
                return startWith(*config);
            say(config.error().message);
            showState();
        });
    say(tr("Testing the connection…"));
    showState();
}

ConnectionSubject ConnectionRow::subjectOf(const ProviderConfig &config) const
{
    ConnectionSubject subject{.info = *m_services.providers.find(m_provider), .config = config};
    if (const ModelRef chosen = m_services.choice.current(); chosen.provider == m_provider)
        subject.chatModel = chosen.model;
    const QList<ModelInfo> known = m_services.models.state(m_provider).models;
    const auto embedding = std::find_if(
        known.begin(), known.end(), [](const ModelInfo &model) { return model.canEmbed && !model.isGone(); });
    if (embedding != known.end())
        subject.embeddingModel = embedding->ref.model;
    return subject;
}

void ConnectionRow::startWith(const ProviderConfig &config)
{
    m_test = new ConnectionTest(m_services.http, subjectOf(config), {}, this);
    connect(m_test, &ConnectionTest::stepChanged, m_steps, &ConnectionStepList::setStep);
    connect(m_test, &ConnectionTest::stepChanged, this, &ConnectionRow::tellStep);
    connect(m_test, &ConnectionTest::finished, this, &ConnectionRow::showResult);
    m_steps->setSteps(m_test->steps());
    m_steps->show();
    showState();
}

/// What was skipped is told by what it was skipped for.
void ConnectionRow::tellStep(const ConnectionStep &step)
{
    const bool isDone
        = step.state == StepState::Ok || step.state == StepState::Warning || step.state == StepState::Failed;
    if (isDone && !m_isStopped)
        say(tr("%1: %2").arg(spokenWord(connectionStepName(step.id)), spokenWord(connectionStateWord(step.state))));
}

void ConnectionRow::stop()
{
    m_isStopped = true;
    if (m_test)
        m_test->abort();
    delete std::exchange(m_asking, nullptr);
    say(tr("Stopped."));
    showState();
}

void ConnectionRow::showResult()
{
    if (!m_isStopped)
        say(summaryOf(m_test->steps()));
    showState();
}

void ConnectionRow::offerAgain(const QString &sentence)
{
    if (!m_test && !m_asking)
        return;
    if (isRunning())
        stop();
    m_isStopped = true; // whatever it found is of the past
    if (const QWidget *const focused = window()->focusWidget(); focused && m_steps->isAncestorOf(focused))
        m_run->setFocus(Qt::OtherFocusReason);
    m_steps->removeFixes();
    say(tr("%1 Test again to see whether it works now.")
            .arg(sentence.isEmpty() ? tr("Something was changed since this test.") : sentence));
    showState();
}

void ConnectionRow::say(const QString &sentence) { m_summary->say(breakable(sentence)); }

void ConnectionRow::showState()
{
    const bool isBusy = isRunning();
    // The same button, so that the keyboard's focus stays.
    m_run->setText(isBusy ? tr("St&op") : m_test ? tr("&Test again") : tr("&Test connection"));
    m_run->setAccessibleName(isBusy ? tr("Stop the connection test") : QString());
    m_busy->setVisible(isBusy);
    m_details->setText(m_showsDetails ? tr("Hide &details") : tr("Show &details"));
    m_details->setVisible(m_test);
    m_copy->setVisible(m_test && !isBusy);
}

void ConnectionRow::toggleDetails()
{
    m_showsDetails = !m_showsDetails;
    m_steps->setDetails(m_showsDetails ? ConnectionStepView::Details::Shown : ConnectionStepView::Details::Folded);
    showState();
}

void ConnectionRow::copyReport()
{
    QGuiApplication::clipboard()->setText(m_test->report());
    say(tr("The report is on the clipboard."));
}

} // namespace freshet
