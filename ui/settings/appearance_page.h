// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/setting.h"
#include "ui/settings/settings_page.h"

namespace freshet {

class SettingsStore;

/// Colours, text size, wide code and language. The whole program shows them while they are being chosen.
class AppearancePage : public SettingsPage {
    Q_OBJECT

public:
    static SettingsPageText text();
    AppearancePage(SettingsStore &settings, QWidget *parent);

private:
    enum Row { Colours, TextSize, CodeWrap, Formulas, Language };

    void addColours();
    void addTextSize();
    void addCheckBox(Row row, const Setting<bool> &setting, const QString &other);
    void addLanguage();

    SettingsStore &m_settings;
};

} // namespace freshet
