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
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "Address"));
    case ConnectionStepId::Proxy:
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "Proxy"));
    case ConnectionStepId::Name:
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "Name"));
    case ConnectionStepId::Connection:
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "Connection"));
    case ConnectionStepId::Tls:
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "TLS"));
    case ConnectionStepId::Key:
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "Key"));
    case ConnectionStepId::Dialect:
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "Dialect"));
    case ConnectionStepId::Models:
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "Models"));
    case ConnectionStepId::Answer:
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "Answer"));
    case ConnectionStepId::StreamedAnswer:
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "Streamed answer"));
    case ConnectionStepId::Embeddings:
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "Embeddings"));
    }
    Q_UNREACHABLE();
}

QString connectionStateWord(ConnectionStepState state)
{
    switch (state) {
    case ConnectionStepState::Waiting:
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "waiting"));
    case ConnectionStepState::Running:
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "running"));
    case ConnectionStepState::Ok:
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "ok"));
    case ConnectionStepState::Warning:
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "warning"));
    case ConnectionStepState::Failed:
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "failed"));
    case ConnectionStepState::Skipped:
        return QStringLiteral(QT_TRANSLATE_NOOP("CoreWords", "skipped"));
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
