// SPDX-License-Identifier: MIT
#include "ui/endpoint/endpoint_address.h"

#include "ui/settings/settings_page.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/result_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace freshet {

QString openAiBaseUrl(const QUrl &webSocket)
{
    return webSocket.isEmpty() ? QString() : QStringLiteral("http://%1/v1").arg(webSocket.authority());
}

EndpointAddress::EndpointAddress(QWidget *parent) : QWidget(parent)
{
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_nothing = quietLabel(tr("Told here while it listens."), this);
    column->addWidget(m_nothing);
    addLine(m_webSocket, tr("For tools that speak Freshet's WebSocket"), tr("Copy &address"), *column);
    addLine(m_http, tr("For tools made for OpenAI: their base URL"), tr("Copy &base URL"), *column);
    m_result = new ResultLabel(this);
    column->addWidget(m_result);
    setUrl({});
}

void EndpointAddress::addLine(Line &line, const QString &title, const QString &copyTitle, QVBoxLayout &column)
{
    line.box = new QWidget(this);
    line.address = new QLabel(line.box);
    line.address->setTextFormat(Qt::PlainText);
    line.address->setWordWrap(true);
    line.copy = settingsButton(copyTitle, line.box);
    line.copy->setIcon(loadIcon(IconName::Copy));
    auto *const parts = new QVBoxLayout(line.box);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(4);
    parts->addWidget(quietLabel(title, line.box));
    parts->addWidget(line.address);
    parts->addWidget(line.copy, 0, Qt::AlignLeft);
    column.addWidget(line.box);
    connect(line.copy, &QPushButton::clicked, this, [this, &line] {
        QGuiApplication::clipboard()->setText(line.text);
        m_result->say(tr("%1 is on the clipboard.").arg(line.text));
    });
}

void EndpointAddress::setLine(Line &line, const QString &text)
{
    line.text = text;
    line.address->setText(breakable(text));
    line.address->setAccessibleName(text);
    line.copy->setAccessibleName(tr("Copy %1").arg(text));
    line.box->setVisible(!text.isEmpty());
}

void EndpointAddress::setUrl(const QUrl &webSocket)
{
    setLine(m_webSocket, webSocket.toString());
    setLine(m_http, openAiBaseUrl(webSocket));
    m_nothing->setVisible(webSocket.isEmpty());
    m_result->say({});
}

} // namespace freshet
