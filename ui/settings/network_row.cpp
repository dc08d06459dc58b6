// SPDX-License-Identifier: MIT
#include "ui/settings/network_row.h"

#include "core/net/network_rules.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/settings/settings_page.h"
#include "ui/widgets/field_buttons.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/result_label.h"
#include "ui/widgets/wrap_layout.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace freshet {

namespace {
const QLatin1String kManualProxy("manual");
} // namespace

NetworkRow::NetworkRow(const ProviderId &provider, const QString &title, SettingsStore &settings, QWidget *parent)
    : QWidget(parent), m_provider(provider), m_settings(settings)
{
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    addProxy(*column, title);
    column->addSpacing(8);
    addCaFile(*column);
}

void NetworkRow::addProxy(QVBoxLayout &column, const QString &title)
{
    auto *const label = new QLabel(title, this);
    m_proxy = new QComboBox(this);
    m_proxy->addItem(tr("As the system says"), QStringLiteral("system"));
    m_proxy->addItem(tr("None"), QStringLiteral("none"));
    m_proxy->addItem(tr("This one:"), QString(kManualProxy));
    label->setBuddy(m_proxy);
    m_proxyUrl = new QLineEdit(this);
    m_proxyUrl->setPlaceholderText(QStringLiteral("http://proxy.example:3128"));
    m_proxyUrl->setAccessibleName(tr("Address of the proxy"));
    setPlainToolTip(*m_proxyUrl, tr("An http or socks5 proxy. This machine is reached without one."));
    m_proxyNote = new ResultLabel(this);
    auto *const line = new WrapLayout;
    line->addWidget(m_proxy);
    line->addWidget(m_proxyUrl);
    column.addWidget(label);
    column.addLayout(line);
    column.addWidget(m_proxyNote);
    m_settings.bind(keys::proxy(m_provider), m_proxy, [this](const QString &choice) {
        m_proxy->setCurrentIndex(std::max(m_proxy->findData(choice), 0));
        m_proxyUrl->setEnabled(choice == kManualProxy);
    });
    m_settings.bind(keys::proxyUrl(m_provider), m_proxyUrl, [this](const QString &url) { m_proxyUrl->setText(url); });
    connect(m_proxy, &QComboBox::activated, this, &NetworkRow::chooseProxy);
    connect(m_proxyUrl, &QLineEdit::editingFinished, this, &NetworkRow::keepProxy);
}

/// "This one" counts once there is one: until then nothing changes, rather than every request failing.
void NetworkRow::chooseProxy()
{
    const bool isManual = m_proxy->currentData().toString() == kManualProxy;
    m_proxyNote->say({});
    m_proxyUrl->setEnabled(isManual);
    if (!isManual || !m_settings.get(keys::proxyUrl(m_provider)).isEmpty())
        m_settings.set(keys::proxy(m_provider), m_proxy->currentData().toString());
    else
        m_proxyUrl->setFocus();
}

void NetworkRow::useProxy(NetworkChoice::Proxy proxy)
{
    const bool isNone = proxy == NetworkChoice::Proxy::None;
    m_proxyNote->say({});
    m_settings.set(keys::proxy(m_provider), isNone ? QStringLiteral("none") : QStringLiteral("system"));
}

void NetworkRow::keepProxy()
{
    const auto url = proxyAddressFrom(m_proxyUrl->text());
    if (!url) {
        m_proxyNote->say(url.error().message);
        return;
    }
    m_proxyNote->say({});
    m_settings.set(keys::proxyUrl(m_provider), url->toString());
    m_settings.set(keys::proxy(m_provider), QString(kManualProxy));
}

void NetworkRow::addCaFile(QVBoxLayout &column)
{
    auto *const label = new QLabel(tr("Own &CA file"), this);
    m_caFile = new QLineEdit(this);
    m_caFile->setPlaceholderText(tr("None"));
    addClearButton(*m_caFile);
    setPlainToolTip(*m_caFile,
        tr("A PEM file whose certificates are trusted at this provider, for a server with a certificate of its own"));
    label->setBuddy(m_caFile);
    QPushButton *const choose = settingsButton(tr("C&hoose…"), this);
    choose->setAccessibleName(tr("Choose a CA file"));
    m_caNote = new ResultLabel(this);
    auto *const line = new WrapLayout;
    line->addWidget(m_caFile);
    line->addWidget(choose);
    column.addWidget(label);
    column.addLayout(line);
    addOnlyCaFile(column);
    column.addWidget(m_caNote);
    m_settings.bind(keys::caFile(m_provider), m_caFile, [this](const QString &path) {
        m_caFile->setText(path);
        m_onlyCaFile->setEnabled(!path.isEmpty());
    });
    connect(m_caFile, &QLineEdit::editingFinished, this, &NetworkRow::keepCaFile);
    connect(choose, &QPushButton::clicked, this, &NetworkRow::chooseCaFile);
}

void NetworkRow::addOnlyCaFile(QVBoxLayout &column)
{
    m_onlyCaFile = new QCheckBox(tr("Trust no &other certificates"), this);
    setPlainToolTip(*m_onlyCaFile,
        tr("For a server of your own: what the system's authorities vouch for is refused at this provider"));
    column.addWidget(m_onlyCaFile);
    m_settings.bind(
        keys::onlyCaFile(m_provider), m_onlyCaFile, [this](bool isOnly) { m_onlyCaFile->setChecked(isOnly); });
    connect(m_onlyCaFile, &QCheckBox::toggled, this,
        [this](bool isOnly) { m_settings.set(keys::onlyCaFile(m_provider), isOnly); });
}

void NetworkRow::askForCaFile() { m_caFile->setFocus(Qt::OtherFocusReason); }

void NetworkRow::chooseCaFile()
{
    auto *const dialog = new QFileDialog(window(), tr("Choose a CA file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_caFile->setText(path);
        keepCaFile();
    });
    dialog->open();
}

void NetworkRow::keepCaFile()
{
    const QString path = m_caFile->text().trimmed();
    const auto certificates = path.isEmpty() ? Result<QList<QSslCertificate>>() : readCaFile(path);
    if (!certificates) {
        m_caNote->say(certificates.error().message);
        return;
    }
    m_caNote->say(path.isEmpty()        ? QString()
            : certificates->size() == 1 ? tr("The certificate of the file is trusted.")
                                        : tr("The %1 certificates of the file are trusted.").arg(certificates->size()));
    m_settings.set(keys::caFile(m_provider), path);
}

} // namespace freshet
