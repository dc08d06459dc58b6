// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/setting.h"
#include "core/settings/settings_import.h"
#include "ui/settings/settings_page.h"

namespace freshet {

class ProviderRegistry;
class ResultLabel;
class SettingsStore;

/// What belongs to no other page: what Freshet does by itself, and settings from and to a file.
class GeneralPage : public SettingsPage {
    Q_OBJECT

public:
    struct Services {
        SettingsStore &settings;
        const ProviderRegistry &providers;
    };

    static SettingsPageText text();
    GeneralPage(const Services &services, QWidget *parent);

    void exportTo(const QString &path);
    /// Asks before a provider is led to another server.
    void importFrom(const QString &path);

private:
    enum Row { ReopenChat, Notify, FreshLists, Transfer };

    void addCheck(Row place, const Setting<bool> &setting, const QString &hint);
    void addTransfer();
    void chooseExport();
    void chooseImport();
    void askAboutServers(const SettingsImport &settings);
    void apply(const SettingsImport &settings, const QSet<ProviderId> &accepted);

    const Services m_services;
    ResultLabel *m_result = nullptr; // child of this
};

} // namespace freshet
