// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/connection_report.h"

#include <QWidget>

class QPushButton;

namespace freshet {

class BusyIndicator;
class ConnectionStepList;
class ConnectionTest;
class HttpClient;
class ModelChoice;
class ModelRefreshService;
class ProviderRegistry;
class ResultLabel;
struct ConnectionSubject;

/// Tests the connection to a provider when asked to, shows each step as it comes, and offers what would mend it.
/// Applies nothing itself; when something of the provider changes, it offers to test again.
class ConnectionRow : public QWidget {
    Q_OBJECT

public:
    struct Services {
        const ProviderRegistry &providers;
        HttpClient &http;
        const ModelRefreshService &models;
        const ModelChoice &choice;
    };

    ConnectionRow(const ProviderId &provider, const QString &title, const Services &services, QWidget *parent);

    /// What was found may no longer be so. The row knows by itself of another address and another way to it; call it
    /// when anything else has changed, such as the key. @p sentence says what, and may be empty.
    void offerAgain(const QString &sentence = {});
    void say(const QString &sentence); ///< In the place of the summary.

signals:
    void fixChosen(const freshet::ConnectionFix &fix); ///< Apply it.

private:
    QWidget *makeButtons();
    void toggle();
    void start();
    void startWith(const ProviderConfig &config);
    void stop();
    void tellStep(const ConnectionStep &step);
    void showResult();
    void showState();
    void toggleDetails();
    void copyReport();
    bool isRunning() const;
    ConnectionSubject subjectOf(const ProviderConfig &config) const;

    const ProviderId m_provider;
    const Services m_services;
    QPushButton *m_run = nullptr; // child of this, as all below
    BusyIndicator *m_busy = nullptr;
    QPushButton *m_details = nullptr;
    QPushButton *m_copy = nullptr;
    ResultLabel *m_summary = nullptr;
    ConnectionStepList *m_steps = nullptr;
    QObject *m_asking = nullptr; // lives while the configuration is fetched
    ConnectionTest *m_test = nullptr; // the last one, for its report
    bool m_isStopped = false;
    bool m_showsDetails = false;
};

} // namespace freshet
