// SPDX-License-Identifier: MIT
#include "app/settings_command.h"

#include "app/app_context.h"
#include "app/console.h"
#include "core/server/query_protocol.h"

namespace freshet {

namespace {

QString settingsText(const protocol::SettingsView &settings)
{
    QString text = SettingsCommand::tr("Questions go to: %1\n")
                       .arg(settings.chosen.model.isEmpty() ? settings.chosen.provider : toWord(settings.chosen));
    text += SettingsCommand::tr("Documents for questions: %1 (%2 passages)\n\n")
                .arg(settings.collections.isEmpty() ? SettingsCommand::tr("none")
                                                    : settings.collections.join(QLatin1String(", ")))
                .arg(settings.passages);
    text.chop(1);
    text += SettingsCommand::tr("Embedding model: %1\n\n")
                .arg(settings.embeddingModel.isEmpty() ? SettingsCommand::tr("none") : settings.embeddingModel);
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
    m_context.view().settings(this, [this](const protocol::SettingsView &view) { print(view); });
}

void SettingsCommand::print(const protocol::SettingsView &view)
{
    const bool isWritten = m_arguments.format == OutputFormat::Json
        ? m_console.writeBytes(protocol::line(protocol::settings(view)))
        : m_console.write(settingsText(view));
    if (!isWritten)
        m_console.sayWriteProblem();
    emit finished(isWritten ? ExitStatus::Answered : ExitStatus::Failed);
}

void SettingsCommand::interrupt() { emit finished(ExitStatus::Interrupted); }

} // namespace freshet
