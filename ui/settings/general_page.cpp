// SPDX-License-Identifier: MIT
#include "ui/settings/general_page.h"

#include "core/providers/provider_registry.h"
#include "core/settings/keys.h"
#include "core/settings/settings_export.h"
#include "core/settings/settings_store.h"
#include "ui/language/core_words.h"
#include "ui/language/word_list.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/result_label.h"
#include "ui/widgets/wrap_layout.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace freshet {

SettingsPageText GeneralPage::text()
{
    return {.title = tr("General"),
        .words = {},
        .rows = {{tr("&Open the last chat at the start"), tr("resume restore session scroll position crash")},
            {tr("&Tell me when a long answer has ended"), tr("notification desktop background")},
            {tr("&Keep model lists fresh"), tr("automatic refresh update network")},
            {tr("Settings in a file"), tr("export import backup move transfer")}}};
}

GeneralPage::GeneralPage(const Services &services, QWidget *parent) : SettingsPage(text(), parent), m_services(services)
{
    addCheck(ReopenChat, keys::reopenChat,
        tr("Where you were reading, also after a crash. Off: Freshet starts with a new chat."));
    addCheck(Notify, keys::notifyOfAnswers,
        tr("By a notification of the desktop, while you are in another program. It names the question only."));
    addCheck(FreshLists, keys::automaticRefresh,
        tr("Freshet asks the providers that you use for their models when it starts and when you choose "
           "one. Off: only when you press Refresh."));
    addTransfer();
}

void GeneralPage::addCheck(Row place, const Setting<bool> &setting, const QString &hint)
{
    auto *const box = new QCheckBox(titleOf(place), &body());
    box->setAccessibleDescription(hint);
    m_services.settings.bind(setting, box, [box](bool isOn) { box->setChecked(isOn); });
    connect(box, &QCheckBox::toggled, this, [this, setting](bool isOn) { m_services.settings.set(setting, isOn); });
    auto *const row = new QWidget(&body());
    auto *const column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(box);
    column->addWidget(note(hint));
    addRow(place, row);
}

void GeneralPage::addTransfer()
{
    auto *const buttons = new QWidget(&body());
    QPushButton *const exporting = settingsButton(tr("E&xport…"), buttons);
    QPushButton *const importing = settingsButton(tr("&Import…"), buttons);
    exporting->setAccessibleName(tr("Export the settings to a file"));
    importing->setAccessibleName(tr("Import settings from a file"));
    auto *const line = new WrapLayout(buttons);
    line->addWidget(exporting);
    line->addWidget(importing);
    connect(exporting, &QPushButton::clicked, this, &GeneralPage::chooseExport);
    connect(importing, &QPushButton::clicked, this, &GeneralPage::chooseImport);
    QWidget *const row
        = labelled(Transfer, buttons, tr("For another machine. Keys and extra headers never go into the file."));
    m_result = new ResultLabel(row);
    row->layout()->addWidget(m_result);
    addRow(Transfer, row);
}

void GeneralPage::chooseExport()
{
    auto *const dialog = new QFileDialog(window(), tr("Export the settings"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(QStringLiteral("freshet-settings.json"));
    connect(dialog, &QFileDialog::fileSelected, this, &GeneralPage::exportTo);
    dialog->open();
}

void GeneralPage::chooseImport()
{
    auto *const dialog = new QFileDialog(window(), tr("Import settings"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Settings (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &GeneralPage::importFrom);
    dialog->open();
}

void GeneralPage::exportTo(const QString &path)
{
    QList<ProviderId> providers;
    for (const ProviderInfo &provider : m_services.providers.providers())
        providers << provider.id;
    const Status done = exportSettings(m_services.settings, providers, path);
    m_result->say(done ? tr("Exported to %1.").arg(QDir::toNativeSeparators(path)) : done.error().message);
}

void GeneralPage::importFrom(const QString &path)
{
    QHash<ProviderId, QUrl> baseUrls;
    for (const ProviderInfo &provider : m_services.providers.providers())
        baseUrls.insert(provider.id, m_services.providers.baseUrl(provider.id));
    const auto settings = SettingsImport::read(path, baseUrls);
    if (!settings)
        m_result->say(settings.error().message);
    else if (settings->otherServers().isEmpty())
        apply(*settings, {});
    else
        askAboutServers(*settings);
}

void GeneralPage::askAboutServers(const SettingsImport &settings)
{
    QStringList lines;
    QSet<ProviderId> all;
    for (const SettingsImport::OtherServer &server : settings.otherServers()) {
        const ProviderInfo *const provider = m_services.providers.find(server.provider);
        lines << tr("%1: %2").arg(provider ? spokenWord(provider->name) : server.provider, server.to.toString());
        all.insert(server.provider);
    }
    auto *const question = new QMessageBox(QMessageBox::NoIcon, tr("Import settings"),
        tr("The file leads these providers to other servers. Questions and documents would go there. Take only what "
           "you "
           "know.\n\n%1")
            .arg(lines.join(u'\n')),
        QMessageBox::Cancel, window());
    question->setTextFormat(Qt::PlainText);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *const rest = question->addButton(tr("Keep my servers"), QMessageBox::AcceptRole);
    QPushButton *const everything = question->addButton(tr("Use these servers"), QMessageBox::DestructiveRole);
    question->setDefaultButton(rest);
    connect(rest, &QPushButton::clicked, this, [this, settings] { apply(settings, {}); });
    connect(everything, &QPushButton::clicked, this, [this, settings, all] { apply(settings, all); });
    question->open();
}

void GeneralPage::apply(const SettingsImport &settings, const QSet<ProviderId> &accepted)
{
    settings.apply(m_services.settings, accepted);
    const QStringList &unknown = settings.unknownKeys();
    m_result->say(unknown.isEmpty()
            ? tr("Imported.")
            : tr("Imported, but for what this version does not know: %1.").arg(wordList(unknown)));
}

} // namespace freshet
