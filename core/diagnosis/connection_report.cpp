// SPDX-License-Identifier: MIT
#include "core/diagnosis/connection_report.h"

namespace freshet {

namespace {

QString indented(const QString &text)
{
    QString lines = text;
    return QLatin1String("    ") + lines.replace(u'\n', QLatin1String("\n    ")) + u'\n';
}

} // namespace

QString connectionStepName(ConnectionStepId id)
{
    switch (id) {
    case ConnectionStepId::Address:
        return QStringLiteral("Address");
    case ConnectionStepId::Proxy:
        return QStringLiteral("Proxy");
    case ConnectionStepId::Name:
        return QStringLiteral("Name");
    case ConnectionStepId::Connection:
        return QStringLiteral("Connection");
    case ConnectionStepId::Tls:
        return QStringLiteral("TLS");
    case ConnectionStepId::Key:
        return QStringLiteral("Key");
    case ConnectionStepId::Dialect:
        return QStringLiteral("Dialect");
    case ConnectionStepId::Models:
        return QStringLiteral("Models");
    case ConnectionStepId::Answer:
        return QStringLiteral("Answer");
    case ConnectionStepId::StreamedAnswer:
        return QStringLiteral("Streamed answer");
    case ConnectionStepId::Embeddings:
        return QStringLiteral("Embeddings");
    }
    Q_UNREACHABLE();
}

QString connectionStateWord(ConnectionStepState state)
{
    switch (state) {
    case ConnectionStepState::Waiting:
        return QStringLiteral("waiting");
    case ConnectionStepState::Running:
        return QStringLiteral("running");
    case ConnectionStepState::Ok:
        return QStringLiteral("ok");
    case ConnectionStepState::Warning:
        return QStringLiteral("warning");
    case ConnectionStepState::Failed:
        return QStringLiteral("failed");
    case ConnectionStepState::Skipped:
        return QStringLiteral("skipped");
    }
    Q_UNREACHABLE();
}

QString connectionReport(const QString &provider, const QList<ConnectionStep> &steps, const QList<Secret> &secrets)
{
    QString report
        = QStringLiteral("Connection test of %1 by Freshet %2\n").arg(provider, QStringLiteral(FRESHET_VERSION));
    for (const ConnectionStep &step : steps) {
        report += QStringLiteral("%1: %2").arg(connectionStepName(step.id), connectionStateWord(step.state));
        if (step.duration.count() > 0)
            report += QStringLiteral(" (%1 ms)").arg(step.duration.count());
        report += u'\n';
        for (const QString &text : {step.sentence, step.advice, step.detail}) {
            if (!text.isEmpty())
                report += indented(text);
        }
    }
    for (const Secret &secret : secrets)
        report.replace(QString::fromUtf8(secret.reveal()), QStringLiteral("[key]"));
    return report;
}

} // namespace freshet
