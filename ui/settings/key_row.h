// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/origin.h"
#include "core/base/secret.h"
#include "core/domain/model_info.h"

#include <QWidget>

#include <optional>

class QLineEdit;
class QPushButton;

namespace freshet {

class KeyQuestion;
class ProviderRegistry;
class ResultLabel;
class SecretStore;
struct ProviderInfo;

/// A provider's key. It goes in and never comes out: the row knows only whether there is one. It is kept for the origin
/// of the base URL it was given for; when that changes, the row asks before a key goes to the other server.
class KeyRow : public QWidget {
    Q_OBJECT

public:
    struct Services {
        const ProviderRegistry &providers;
        SecretStore &secrets;
    };

    /// @p provider outlives this.
    KeyRow(const ProviderInfo &provider, const QString &title, const Services &services, QWidget *parent);

    void lookForKey(); ///< At the present base URL; call it when that has changed.
    void askForKey(); ///< Puts the cursor into the field.
    void removeKey();

signals:
    void keyChanged(); ///< Saved or removed.

private:
    void makeField();
    QPushButton *makeKeyPageButton();
    void keepKey();
    void keepKeyAgain();
    void takeFoundKey(const Origin &at, const Secret &secret);
    void reuseKey();
    void showState(const QString &sentence, bool hasKey);
    QString hint() const;
    std::optional<Origin> origin() const;

    const ProviderInfo &m_provider;
    const Services m_services;
    QLineEdit *m_key = nullptr; // child of this, as all below
    QPushButton *m_keep = nullptr;
    QPushButton *m_remove = nullptr;
    ResultLabel *m_state = nullptr;
    QPushButton *m_keepAgain = nullptr;
    KeyQuestion *m_askReuse = nullptr;
    std::optional<Origin> m_keyOrigin; ///< Where the last key of this provider that was seen belongs.
};

} // namespace freshet
