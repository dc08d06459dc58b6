// SPDX-License-Identifier: MIT
#include "ui/highlight/scope_role.h"

#include <QString>

namespace freshet {

namespace {

struct Entry {
    const char *prefix;
    ScopeRole role;
};

constexpr ScopeRole kPlain{.role = CodeRole::Plain};
constexpr ScopeRole kOperator{.role = CodeRole::Plain, .isOperator = true};
constexpr ScopeRole kComment{.role = CodeRole::Comment};
constexpr ScopeRole kString{.role = CodeRole::String};
constexpr ScopeRole kConstant{.role = CodeRole::Constant};
constexpr ScopeRole kKeyword{.role = CodeRole::Keyword};
constexpr ScopeRole kType{.role = CodeRole::Type};
constexpr ScopeRole kFunction{.role = CodeRole::Function};
constexpr ScopeRole kProperty{.role = CodeRole::Property};
constexpr ScopeRole kTag{.role = CodeRole::Tag};
constexpr ScopeRole kInserted{.role = CodeRole::Inserted};
constexpr ScopeRole kDeleted{.role = CodeRole::Deleted};

/// The first that fits counts.
constexpr Entry kEntries[] = {
    {"comment", kComment},
    {"string", kString},
    {"constant", kConstant},
    {"keyword.operator", kOperator},
    {"keyword.other.unit", kConstant},
    {"keyword", kKeyword},
    {"storage.type.primitive", kType},
    {"storage.type.built-in", kType},
    {"storage.type.numeric", kType},
    {"storage.type.java", kType},
    {"storage.type.generic", kType},
    {"storage.type.object", kType},
    {"storage.type.groovy", kType},
    {"storage.type.haskell", kType},
    {"storage.type.integral", kType},
    {"storage.type.string", kConstant},
    {"storage.modifier.pointer", kPlain},
    {"storage.modifier.reference", kPlain},
    {"storage.modifier.import", kType},
    {"storage.modifier.package", kType},
    {"storage", kKeyword},
    {"entity.name.function", kFunction},
    {"entity.name.command", kFunction},
    {"entity.name.method", kFunction},
    {"entity.name.tag", kTag},
    {"entity.other.attribute-name", kProperty},
    {"entity.other.inherited-class", kType},
    {"entity.name.section", kKeyword},
    {"entity.name.type", kType},
    {"entity.name.class", kType},
    {"entity.name.namespace", kType},
    {"entity.name.scope-resolution", kType},
    {"entity.name.struct", kType},
    {"support.function", kFunction},
    {"support.type.property-name", kProperty},
    {"support.type.vendored.property-name", kProperty},
    {"support.variable", kProperty},
    {"support.constant", kConstant},
    {"support", kType},
    {"variable.language", kKeyword},
    {"variable.other.normal", kProperty},
    {"variable.other.special", kProperty},
    {"variable.other.bracket", kProperty},
    {"variable.other.positional", kProperty},
    {"variable.other.php", kProperty},
    {"variable.other.assignment.shell", kProperty},
    {"variable.parameter.option", kProperty},
    {"variable.css", kProperty},
    {"variable.key", kProperty},
    {"variable.scss", kProperty},
    {"markup.heading", kKeyword},
    {"markup.inserted", kInserted},
    {"markup.deleted", kDeleted},
    {"markup.changed", kProperty},
    {"markup.inline.raw", kString},
    {"markup.fenced_code", kString},
    {"markup.underline.link", kString},
    {"markup.quote", kComment},
    {"meta.diff.header", kKeyword},
    {"meta.diff.range", kProperty},
    {"meta.embedded", kPlain},
    {"meta.interpolation", kPlain},
    {"meta.template.expression", kPlain},
    {"punctuation.definition.template-expression", kConstant},
    {"punctuation.definition.tag", kTag},
    {"punctuation.definition.directive", kKeyword},
    {"punctuation.definition.heading", kKeyword},
};

bool isWithin(QStringView name, QLatin1String prefix)
{
    return name.startsWith(prefix) && (name.size() == prefix.size() || name[prefix.size()] == u'.');
}

} // namespace

std::optional<ScopeRole> scopeRole(QStringView names)
{
    const QList<QStringView> parts = names.split(u' ', Qt::SkipEmptyParts);
    for (qsizetype i = parts.size() - 1; i >= 0; --i) { // the innermost one first
        for (const Entry &entry : kEntries) {
            if (isWithin(parts.at(i), QLatin1String(entry.prefix)))
                return entry.role;
        }
    }
    return std::nullopt;
}

} // namespace freshet
