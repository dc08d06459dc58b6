// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/setting.h"

#include <QWidget>

class QVBoxLayout;

namespace freshet {

class SettingsStore;

/// How much of the program other tools may take at once.
class EndpointLimits : public QWidget {
    Q_OBJECT

public:
    EndpointLimits(SettingsStore &settings, QWidget *parent);

private:
    void addNumber(const QString &title, const QString &hint, const Setting<int> &setting, QVBoxLayout &column);

    SettingsStore &m_settings;
};

} // namespace freshet
