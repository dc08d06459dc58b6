// SPDX-License-Identifier: MIT
#include "app/models_command.h"

#include "app/app_context.h"
#include "app/console.h"
#include "app/models_table.h"

namespace freshet {

ModelsCommand::ModelsCommand(AppContext &context, Console &console, const ModelsArguments &arguments, QObject *parent)
    : Command(parent), m_context(context), m_console(console), m_arguments(arguments)
{
}

void ModelsCommand::start()
{
    ProviderRegistry &registry = m_context.providers();
    for (const ProviderInfo &provider : registry.providers()) {
        if (m_arguments.provider.isEmpty() || provider.id == m_arguments.provider)
            m_shown << provider.id;
    }
    if (m_shown.isEmpty()) {
        m_console.say(tr("There is no provider \"%1\"; \"freshet models\" lists them.").arg(m_arguments.provider));
        emit finished(ExitStatus::WrongUse);
        return;
    }
    if (!m_arguments.baseUrl.isEmpty()) {
        if (const Status status = registry.setBaseUrl(m_arguments.provider, m_arguments.baseUrl); !status) {
            m_console.say(status.error().message);
            emit finished(ExitStatus::WrongUse);
            return;
        }
    }
    connect(&m_context.models(), &ModelRefreshService::refreshFinished, this, &ModelsCommand::onRefreshed);
    m_awaited = QSet<ProviderId>(m_shown.begin(), m_shown.end());
    for (const ProviderId &provider : std::as_const(m_shown)) {
        registry.resolve(
            provider, this, [this, provider](const Result<ProviderConfig> &config) { onResolved(provider, config); });
    }
}

void ModelsCommand::onResolved(const ProviderId &provider, const Result<ProviderConfig> &config)
{
    if (!config)
        m_notConfigured.insert(provider, config.error());
    if (config && m_arguments.wantsRefresh) {
        m_console.showStatus(tr("Asking %1 for its models\u2026").arg(config->name));
        m_context.models().refresh(provider, ModelRefreshService::Mode::Force);
        return;
    }
    m_awaited.remove(provider);
    printWhenDone();
}

void ModelsCommand::onRefreshed(const ProviderId &provider)
{
    m_awaited.remove(provider);
    printWhenDone();
}

void ModelsCommand::printWhenDone()
{
    if (!m_awaited.isEmpty())
        return;
    QList<protocol::CatalogEntry> entries;
    for (const ProviderId &provider : std::as_const(m_shown))
        entries << entryOf(provider);
    const bool isWritten = m_arguments.format == OutputFormat::Json
        ? m_console.writeBytes(protocol::line(protocol::catalog(entries, systemClock())))
        : m_console.write(modelsTable(entries, systemClock()));
    if (!isWritten)
        m_console.sayWriteProblem();

    const bool isAskedForInVain
        = m_arguments.wantsRefresh && !m_arguments.provider.isEmpty() && !m_notConfigured.isEmpty();
    if (isAskedForInVain)
        m_console.say(m_notConfigured.value(m_arguments.provider).message);
    emit finished(!isWritten   ? ExitStatus::Failed
            : isAskedForInVain ? ExitStatus::NotConfigured
                               : ExitStatus::Answered);
}

protocol::CatalogEntry ModelsCommand::entryOf(const ProviderId &provider) const
{
    const auto lack = m_notConfigured.constFind(provider);
    if (lack == m_notConfigured.constEnd())
        return m_context.view().entry(provider, {});
    protocol::CatalogEntry entry = m_context.view().entry(provider, *lack);
    if (m_arguments.wantsRefresh && !m_arguments.provider.isEmpty())
        entry.error = *lack;
    return entry;
}

void ModelsCommand::interrupt()
{
    m_console.clearStatus();
    emit finished(ExitStatus::Interrupted);
}

} // namespace freshet
