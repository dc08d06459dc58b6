// SPDX-License-Identifier: MIT
#include "app/settings_command.h"

#include "app/app_context.h"
#include "app/console.h"
#include "core/settings/keys.h"

namespace freshet {

namespace {

QString settingsText(const protocol::SettingsView &settings)
{
    QString text = SettingsCommand::tr("Questions go to: %1\n")
                       .arg(settings.chosen.model.isEmpty() ? settings.chosen.provider
                                                            : settings.chosen.provider + u'/' + settings.chosen.model);
    text += SettingsCommand::tr("Documents for questions: %1 (%2 passages)\n\n")
                .arg(settings.collections.isEmpty() ? SettingsCommand::tr("none")
                                                    : settings.collections.join(QLatin1String(", ")))
                .arg(settings.passages);
    for (const protocol::SettingsView::Provider &provider : settings.providers) {
        const QString url
            = provider.baseUrl.isEmpty() ? SettingsCommand::tr("no base URL") : provider.baseUrl.toString();
        text += QStringLiteral("%1  %2%3, %4\n")
                    .arg(provider.id.leftJustified(18), url,
                        provider.isBaseUrlOverridden ? SettingsCommand::tr(" (yours)") : QString(),
                        provider.hasApiKey ? SettingsCommand::tr("has a key") : SettingsCommand::tr("no key"));
    }
    return text;
}

} // namespace

SettingsCommand::SettingsCommand(
    AppContext &context, Console &console, const SettingsArguments &arguments, QObject *parent)
    : Command(parent), m_context(context), m_console(console), m_arguments(arguments)
{
}

void SettingsCommand::start()
{
    const QList<ProviderInfo> &providers = m_context.providers().providers();
    for (const ProviderInfo &provider : providers)
        m_awaited.insert(provider.id);
    for (const ProviderInfo &provider : providers) {
        m_context.providers().resolve(provider.id, this,
            [this, id = provider.id](const Result<ProviderConfig> &config) { onResolved(id, config); });
    }
}

void SettingsCommand::onResolved(const ProviderId &provider, const Result<ProviderConfig> &config)
{
    if (config && !config->key.isEmpty())
        m_withKey.insert(provider);
    m_awaited.remove(provider);
    if (m_awaited.isEmpty())
        print();
}

protocol::SettingsView SettingsCommand::view() const
{
    const SettingsStore &settings = m_context.settings();
    protocol::SettingsView view{.chosen = {m_context.defaultProvider(), settings.get(keys::defaultModel)},
        .collections = settings.get(keys::chatCollections),
        .passages = settings.get(keys::chatPassages)};
    for (const ProviderInfo &provider : m_context.providers().providers()) {
        if (provider.id == view.chosen.provider && view.chosen.model.isEmpty())
            view.chosen.model = provider.defaultModel;
        view.providers.append({.id = provider.id,
            .name = provider.name,
            .baseUrl = m_context.providers().baseUrl(provider.id),
            .isBaseUrlOverridden = m_context.providers().hasBaseUrlOverride(provider.id),
            .hasApiKey = m_withKey.contains(provider.id),
            .defaultModel = provider.defaultModel});
    }
    return view;
}

void SettingsCommand::print()
{
    const bool isWritten = m_arguments.format == OutputFormat::Json
        ? m_console.writeBytes(protocol::line(protocol::settings(view())))
        : m_console.write(settingsText(view()));
    if (!isWritten)
        m_console.sayWriteProblem();
    emit finished(isWritten ? ExitStatus::Answered : ExitStatus::Failed);
}

void SettingsCommand::interrupt() { emit finished(ExitStatus::Interrupted); }

} // namespace freshet
