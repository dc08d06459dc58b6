// SPDX-License-Identifier: MIT
#include "app/secret_redactor.h"

#include "core/base/secret_forms.h"

#include <QRegularExpression>
#include <QUrl>

#include <array>

namespace freshet {

namespace {

struct LookOfASecret {
    QRegularExpression pattern;
    QString replacement;
};

const QList<LookOfASecret> &looksOfSecrets()
{
    const auto anyCase = QRegularExpression::CaseInsensitiveOption;
    static const QList<LookOfASecret> looks{
        {QRegularExpression(QStringLiteral(R"(\b(bearer|basic)(\s+|%20)[\w.~+/=-]+)"), anyCase),
            QStringLiteral("\\1 [removed]")},
        {QRegularExpression(QStringLiteral(R"(\b((sk|pk|rk|gsk|xai)[-_]|AIza|hf_)[\w-]{6,})")),
            QStringLiteral("[removed]")},
        {QRegularExpression(
             QStringLiteral(
                 R"((\b|_)((api|access)?[-_]?(key|token)|password|secret|cookie)(["']?\s*[=:]\s*["']?)[^\s&"',;]+)"),
             anyCase),
            QStringLiteral("\\1\\2\\5[removed]")},
        {QRegularExpression(QStringLiteral(R"(://[^/\s@]+@)")), QStringLiteral("://[removed]@")},
    };
    return looks;
}

} // namespace

void SecretRedactor::add(const Secret &secret)
{
    if (!secret.isEmpty() && !m_secrets.contains(secret))
        m_secrets.append(secret);
}

QString SecretRedactor::redacted(const QString &text) const
{
    QString clean = text;
    for (const Secret &secret : m_secrets) {
        const QByteArrayList forms = secretForms(secret);
        for (const QByteArray &form : forms)
            clean.replace(QString::fromUtf8(form), QStringLiteral("[removed]"));
    }
    for (const LookOfASecret &look : looksOfSecrets())
        clean.replace(look.pattern, look.replacement);
    return clean;
}

} // namespace freshet
