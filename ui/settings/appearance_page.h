// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settings/settings_page.h"

namespace freshet {

class SettingsStore;

/// Colours, text size and language. The whole program shows them while they are being chosen.
class AppearancePage : public SettingsPage {
    Q_OBJECT

public:
    static SettingsPageText text();
    AppearancePage(SettingsStore &settings, QWidget *parent);

private:
    enum Row { Colours, TextSize, Language };

    void addColours();
    void addTextSize();
    void addLanguage();

    SettingsStore &m_settings;
};

} // namespace freshet
