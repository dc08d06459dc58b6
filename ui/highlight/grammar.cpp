// SPDX-License-Identifier: MIT
#include "ui/highlight/grammar.h"

#include <algorithm>
#include <utility>

namespace freshet {

/// Rules by name, for whoever includes them.
struct GrammarRepository {
    GrammarRepository *outer = nullptr;
    GrammarRule *self = nullptr; ///< The root of the grammar that it belongs to.
    QJsonObject entries;
    QHash<QString, GrammarRule *> rules; ///< Those made so far.
};

namespace {

constexpr int kMostCaptures = 100;
const QLatin1String kNoMatch("(?!)");

std::optional<ScopeRole> roleAt(const QJsonObject &json, QLatin1String key)
{
    return scopeRole(json.value(key).toString());
}

QJsonObject objectAt(const QJsonObject &json, const char *key, const char *fallback)
{
    const QJsonValue own = json.value(QLatin1String(key));
    return own.isObject() ? own.toObject() : json.value(QLatin1String(fallback)).toObject();
}

} // namespace

Grammar::Grammar(const QString &scope, Source source) : m_source(std::move(source))
{
    m_root = embedded(scope);
    if (!m_root)
        m_root = make({}, addRepository({}, nullptr));
}

Grammar::~Grammar() = default;

const std::vector<GrammarRule *> &Grammar::candidates(GrammarRule &rule)
{
    if (!rule.candidates) {
        std::vector<GrammarRule *> found;
        std::vector<GrammarRule *> seen;
        collect(rule, found, seen);
        rule.candidates = std::move(found);
    }
    return *rule.candidates;
}

void Grammar::collect(GrammarRule &group, std::vector<GrammarRule *> &into, std::vector<GrammarRule *> &seen)
{
    if (std::find(seen.begin(), seen.end(), &group) != seen.end())
        return;
    seen.push_back(&group);
    for (GrammarRule *child : children(group)) {
        if (child->kind == GrammarRule::Kind::Group)
            collect(*child, into, seen);
        else if (std::find(into.begin(), into.end(), child) == into.end())
            into.push_back(child);
    }
}

const std::vector<GrammarRule *> &Grammar::children(GrammarRule &rule)
{
    if (rule.children)
        return *rule.children;
    std::vector<GrammarRule *> made;
    for (const QJsonValue &value : std::as_const(rule.patterns)) {
        const QJsonObject json = value.toObject();
        const QJsonValue included = json.value(QLatin1String("include"));
        GrammarRule *child
            = included.isString() ? include(included.toString(), *rule.repository) : make(json, *rule.repository);
        if (child)
            made.push_back(child);
    }
    rule.children = std::move(made);
    return *rule.children;
}

GrammarRule *Grammar::include(const QString &name, GrammarRepository &repository)
{
    if (name.startsWith(u'#'))
        return named(name.sliced(1), &repository);
    if (name == QLatin1String("$self"))
        return repository.self;
    if (name == QLatin1String("$base"))
        return m_root;
    const qsizetype hash = name.indexOf(u'#');
    GrammarRule *other = embedded(hash < 0 ? name : name.first(hash));
    return hash < 0 || !other ? other : named(name.sliced(hash + 1), other->repository);
}

GrammarRule *Grammar::named(const QString &name, GrammarRepository *repository)
{
    for (; repository; repository = repository->outer) {
        if (const auto known = repository->rules.constFind(name); known != repository->rules.cend())
            return *known;
        const QJsonValue entry = repository->entries.value(name);
        if (entry.isObject()) {
            GrammarRule *rule = make(entry.toObject(), *repository);
            repository->rules.insert(name, rule);
            return rule;
        }
    }
    return nullptr;
}

GrammarRule *Grammar::embedded(const QString &scope)
{
    if (const auto known = m_embedded.constFind(scope); known != m_embedded.cend())
        return *known;
    const QJsonObject json = m_source(scope);
    GrammarRule *root = nullptr;
    if (!json.isEmpty()) {
        GrammarRepository &repository = addRepository(json.value(QLatin1String("repository")).toObject(), nullptr);
        root = make({{QStringLiteral("patterns"), json.value(QLatin1String("patterns"))}}, repository);
        repository.self = root;
    }
    m_embedded.insert(scope, root);
    return root;
}

GrammarRepository &Grammar::addRepository(const QJsonObject &entries, GrammarRepository *outer)
{
    m_repositories.push_back(std::make_unique<GrammarRepository>());
    GrammarRepository &added = *m_repositories.back();
    added.outer = outer;
    added.self = outer ? outer->self : nullptr;
    added.entries = entries;
    return added;
}

GrammarRule *Grammar::make(const QJsonObject &json, GrammarRepository &repository)
{
    m_rules.push_back(std::make_unique<GrammarRule>());
    GrammarRule &rule = *m_rules.back();
    const QJsonObject own = json.value(QLatin1String("repository")).toObject();
    rule.repository = own.isEmpty() ? &repository : &addRepository(own, &repository);
    rule.patterns = json.value(QLatin1String("patterns")).toArray();
    rule.role = roleAt(json, QLatin1String("name"));
    const QString match = json.value(QLatin1String("match")).toString();
    const QString begin = json.value(QLatin1String("begin")).toString();
    if (!match.isEmpty()) {
        rule.kind = GrammarRule::Kind::Match;
        rule.start = makePattern(match);
        rule.startCaptures = makeCaptures(json.value(QLatin1String("captures")).toObject(), *rule.repository);
    } else if (!begin.isEmpty()) {
        const bool isWhile = json.contains(QLatin1String("while"));
        rule.kind = isWhile ? GrammarRule::Kind::BeginWhile : GrammarRule::Kind::BeginEnd;
        rule.start = makePattern(begin);
        rule.endSource = json.value(isWhile ? QLatin1String("while") : QLatin1String("end")).toString(kNoMatch);
        if (!OnigPattern::hasBackReferences(rule.endSource))
            rule.end = makePattern(rule.endSource);
        rule.innerRole = roleAt(json, QLatin1String("contentName"));
        rule.isEndLast = json.value(QLatin1String("applyEndPatternLast")).toVariant().toBool();
        rule.startCaptures = makeCaptures(objectAt(json, "beginCaptures", "captures"), *rule.repository);
        rule.endCaptures
            = makeCaptures(objectAt(json, isWhile ? "whileCaptures" : "endCaptures", "captures"), *rule.repository);
    }
    return &rule;
}

std::vector<GrammarRule::Capture> Grammar::makeCaptures(const QJsonObject &json, GrammarRepository &repository)
{
    std::vector<GrammarRule::Capture> captures;
    for (auto it = json.begin(); it != json.end(); ++it) {
        bool isNumber = false;
        const int group = it.key().toInt(&isNumber);
        if (!isNumber || group < 0 || group >= kMostCaptures)
            continue;
        const QJsonObject capture = it.value().toObject();
        if (captures.size() <= size_t(group))
            captures.resize(size_t(group) + 1);
        captures[size_t(group)].role = roleAt(capture, QLatin1String("name"));
        if (capture.contains(QLatin1String("patterns")))
            captures[size_t(group)].inner
                = make({{QStringLiteral("patterns"), capture.value(QLatin1String("patterns"))}}, repository);
    }
    return captures;
}

std::unique_ptr<GrammarPattern> Grammar::makePattern(const QString &source)
{
    auto pattern = std::make_unique<GrammarPattern>(source, m_patternCount++);
    if (!pattern->regex.isValid())
        m_invalid.append(source);
    return pattern;
}

} // namespace freshet
