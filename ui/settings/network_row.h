// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/model_info.h"
#include "core/domain/network_choice.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace freshet {

class ResultLabel;
class SettingsStore;

/// The way to a provider's server: the proxy, and a CA file of one's own. What cannot work is kept out of the settings,
/// with a word about it.
class NetworkRow : public QWidget {
    Q_OBJECT

public:
    NetworkRow(const ProviderId &provider, const QString &title, SettingsStore &settings, QWidget *parent);

    void useProxy(NetworkChoice::Proxy proxy); ///< Not for a manual one.
    void askForCaFile(); ///< Puts the cursor into the field.
    void chooseCaFile(); ///< Opens a dialog.

private:
    void addProxy(QVBoxLayout &column, const QString &title);
    void addCaFile(QVBoxLayout &column);
    void chooseProxy();
    void keepProxy();
    void keepCaFile();
    void addOnlyCaFile(QVBoxLayout &column);

    const ProviderId m_provider;
    SettingsStore &m_settings;
    QComboBox *m_proxy = nullptr; // child of this, as all below
    QLineEdit *m_proxyUrl = nullptr;
    ResultLabel *m_proxyNote = nullptr;
    QLineEdit *m_caFile = nullptr;
    QCheckBox *m_onlyCaFile = nullptr;
    ResultLabel *m_caNote = nullptr;
};

} // namespace freshet
