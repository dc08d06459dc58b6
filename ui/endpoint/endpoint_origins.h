// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace freshet {

class LinesField;
class ResultLabel;
class SettingsStore;

/// The web pages that may come in, one a line. What can be no origin is told and not kept.
class EndpointOrigins : public QWidget {
    Q_OBJECT

public:
    EndpointOrigins(SettingsStore &settings, QWidget *parent);

private:
    void keep(const QString &typed);

    SettingsStore &m_settings;
    LinesField *m_field = nullptr; // child of this, as all below
    ResultLabel *m_problem = nullptr;
};

} // namespace freshet
