// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/origin.h"
#include "core/domain/provider_info.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace freshet {

class KeyQuestion;
class ModelRefreshService;
class ProviderRegistry;
class SecretStore;
class SettingsStore;

/// One provider's base URL and key, and a test of both. What is typed is kept at once when its field is left.
///
/// A key goes in and never comes out: the page knows only whether there is one. It is kept for the origin of the base
/// URL it was given for.
class ProviderPage : public QWidget {
    Q_OBJECT

public:
    struct Services {
        ProviderRegistry &providers;
        ModelRefreshService &models;
        SettingsStore &settings;
        SecretStore &secrets;
    };

    ProviderPage(const ProviderId &provider, const Services &services, QWidget *parent = nullptr);

signals:
    void useRequested(const freshet::ProviderId &provider);

private:
    QWidget *makeUrlRow();
    QWidget *makeKeyRow(const ProviderInfo &info);
    QWidget *makeTestRow();
    void keepBaseUrl();
    void keepKey();
    void removeKey();
    void keepKeyAgain();
    void lookForKey();
    void takeFoundKey(const Origin &at, const Secret &secret);
    void reuseKey();
    void showKeyState(const QString &sentence, bool hasKey);
    void test();
    void showTestResult();
    std::optional<Origin> origin() const;

    const ProviderId m_provider;
    const Services m_services;
    QLineEdit *m_url = nullptr; // child of this, as all below
    QLabel *m_urlNote = nullptr;
    QPushButton *m_resetUrl = nullptr;
    QLineEdit *m_key = nullptr;
    QPushButton *m_keepKey = nullptr;
    QPushButton *m_removeKey = nullptr;
    QLabel *m_keyState = nullptr;
    QPushButton *m_keepAgain = nullptr; // shown for a key of the session only
    KeyQuestion *m_askReuse = nullptr;
    std::optional<Origin> m_keyOrigin; ///< Where a key was seen last; nothing once its use elsewhere was declined.
    QPushButton *m_test = nullptr;
    QPushButton *m_use = nullptr;
    QLabel *m_result = nullptr;
    bool m_isTesting = false;
};

} // namespace freshet
