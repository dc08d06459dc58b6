// SPDX-License-Identifier: MIT
#include "ui/highlight/grammar_store.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <utility>

// Q_INIT_RESOURCE does not work inside a namespace.
static void registerGrammars() { Q_INIT_RESOURCE(freshet_grammars); }

namespace freshet {

namespace {

const QLatin1String kFolder(":/freshet/grammars/");

void initGrammars()
{
    static const bool once = (registerGrammars(), true);
    Q_UNUSED(once);
}

QJsonObject readShipped(const QString &scope)
{
    initGrammars();
    QFile file(kFolder + scope + QLatin1String(".json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

} // namespace

GrammarStore::GrammarStore() : GrammarStore(readShipped) { }

GrammarStore::GrammarStore(Grammar::Source source) : m_source(std::move(source)) { }

Grammar &GrammarStore::grammar(const QString &scope)
{
    for (const auto &[name, grammar] : m_grammars) {
        if (name == scope)
            return *grammar;
    }
    const auto source = [this](const QString &name) { return read(name); };
    return *m_grammars.emplace_back(scope, std::make_unique<Grammar>(scope, source)).second;
}

QJsonObject GrammarStore::read(const QString &scope)
{
    const auto known = m_read.constFind(scope);
    return known != m_read.cend() ? *known : *m_read.insert(scope, m_source(scope));
}

QStringList GrammarStore::shippedScopes()
{
    initGrammars();
    QStringList scopes;
    const QStringList files = QDir(kFolder).entryList({QStringLiteral("*.json")});
    for (const QString &file : files)
        scopes.append(file.chopped(5));
    return scopes;
}

} // namespace freshet
