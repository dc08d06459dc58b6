// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLineEdit;

namespace freshet {

class ResultLabel;
class SettingsStore;

/// The port of the local endpoint. A new one counts when the field is left, since it closes all connections.
class EndpointPort : public QWidget {
    Q_OBJECT

public:
    EndpointPort(SettingsStore &settings, QWidget *parent);

    void showProblem(const QString &sentence); ///< Why it does not listen there; empty when it does.

private:
    void keep();

    SettingsStore &m_settings;
    QLineEdit *m_field = nullptr; // child of this, as all below
    ResultLabel *m_problem = nullptr;
};

} // namespace freshet
