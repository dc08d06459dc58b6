// SPDX-License-Identifier: MIT
#include "ui/endpoint/endpoint_port.h"

#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/widgets/result_label.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace freshet {

namespace {
constexpr int kPortWidth = 120;
} // namespace

EndpointPort::EndpointPort(SettingsStore &settings, QWidget *parent)
    : QWidget(parent), m_settings(settings), m_field(new QLineEdit(this)), m_problem(new ResultLabel(this))
{
    m_field->setMaximumWidth(kPortWidth);
    m_field->setAccessibleName(tr("Port"));
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_field);
    column->addWidget(m_problem);
    settings.bind(keys::serverPort, m_field, [this](int port) { m_field->setText(QString::number(port)); });
    connect(m_field, &QLineEdit::editingFinished, this, &EndpointPort::keep);
}

void EndpointPort::showProblem(const QString &sentence) { m_problem->say(sentence); }

void EndpointPort::keep()
{
    if (!m_field->isModified())
        return;
    m_field->setModified(false);
    bool isNumber = false;
    const int port = m_field->text().trimmed().toInt(&isNumber);
    if (!isNumber || keys::serverPort.clean(port) != port) {
        m_field->setText(QString::number(m_settings.get(keys::serverPort)));
        return m_problem->say(tr("The port is a number from 1024 to 65535, or 0 for any free one."));
    }
    m_problem->say({});
    m_settings.set(keys::serverPort, port);
}

} // namespace freshet
