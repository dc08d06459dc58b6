// SPDX-License-Identifier: MIT
#include "ui/endpoint/endpoint_origins.h"

#include "core/server/accept_gate.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/widgets/lines_field.h"
#include "ui/widgets/result_label.h"

#include <QLocale>
#include <QVBoxLayout>

namespace freshet {

namespace {

constexpr int kOriginLines = 3;

struct TypedOrigins {
    QStringList good; ///< Each as a browser sends it.
    QStringList bad; ///< As they were typed.
};

TypedOrigins originsIn(const QString &typed)
{
    TypedOrigins origins;
    for (const QString &line : typed.split(u'\n', Qt::SkipEmptyParts)) {
        const QString word = line.trimmed();
        if (word.isEmpty())
            continue;
        const auto origin = originFromTyped(word);
        if (!origin)
            origins.bad << word;
        else if (const QString text = QString::fromLatin1(*origin); !origins.good.contains(text))
            origins.good << text;
    }
    return origins;
}

} // namespace

EndpointOrigins::EndpointOrigins(SettingsStore &settings, QWidget *parent)
    : QWidget(parent),
      m_settings(settings),
      m_field(new LinesField(kOriginLines, this)),
      m_problem(new ResultLabel(this))
{
    m_field->setPlaceholderText(tr("None; for example http://localhost:3000"));
    m_field->setAccessibleName(tr("Web pages that may ask"));
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_field);
    column->addWidget(m_problem);
    settings.bind(keys::serverOrigins, m_field, [this](const QStringList &origins) {
        if (originsIn(m_field->toPlainText()).good != origins)
            m_field->setText(origins.join(u'\n'));
    });
    connect(m_field, &LinesField::edited, this, &EndpointOrigins::keep);
}

void EndpointOrigins::keep(const QString &typed)
{
    const TypedOrigins origins = originsIn(typed);
    m_settings.set(keys::serverOrigins, origins.good);
    if (origins.bad.isEmpty())
        m_problem->say({});
    else
        m_problem->say(tr("Not an origin: %1. Write scheme, host and port only, as in http://localhost:3000.")
                           .arg(QLocale().createSeparatedList(origins.bad)));
}

} // namespace freshet
