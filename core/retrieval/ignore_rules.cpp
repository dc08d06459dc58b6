// SPDX-License-Identifier: MIT
#include "core/retrieval/ignore_rules.h"

#include "core/base/log_categories.h"
#include "core/retrieval/document_file.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr qint64 kLargestIgnoreFile = 256 * 1024;
constexpr QLatin1String kAnyFolders("**");

/// What one piece of a pattern says of one character.
struct GlobStep {
    bool matches = false;
    qsizetype size = 1; ///< Of the piece.
};

/// `alpha` of `[:alpha:]`. ASCII alone, as with git.
bool isInClass(QChar c, QStringView name)
{
    const char16_t u = c.unicode();
    const bool isLower = u >= u'a' && u <= u'z';
    const bool isUpper = u >= u'A' && u <= u'Z';
    const bool isDigit = u >= u'0' && u <= u'9';
    const bool isGraph = u > u' ' && u < 0x7f;
    const bool isBlank = u == u' ' || u == u'\t';
    const std::pair<QLatin1String, bool> classes[]
        = {{QLatin1String("alnum"), isLower || isUpper || isDigit}, {QLatin1String("alpha"), isLower || isUpper},
            {QLatin1String("blank"), isBlank}, {QLatin1String("cntrl"), u < u' ' || u == 0x7f},
            {QLatin1String("digit"), isDigit}, {QLatin1String("graph"), isGraph}, {QLatin1String("lower"), isLower},
            {QLatin1String("print"), isGraph || u == u' '},
            {QLatin1String("punct"), isGraph && !isLower && !isUpper && !isDigit},
            {QLatin1String("space"), isBlank || (u >= u'\n' && u <= u'\r')}, {QLatin1String("upper"), isUpper},
            {QLatin1String("xdigit"), isDigit || (u >= u'a' && u <= u'f') || (u >= u'A' && u <= u'F')}};
    const auto *const found
        = std::find_if(std::begin(classes), std::end(classes), [name](const auto &one) { return one.first == name; });
    return found != std::end(classes) && found->second;
}

/// The set behind `[`. Without an end it matches nothing.
GlobStep matchSet(QChar c, QStringView pattern)
{
    qsizetype i = 1;
    const bool isNegated = pattern.size() > 1 && (pattern.at(1) == u'!' || pattern.at(1) == u'^');
    i += isNegated ? 1 : 0;
    const auto next = [&pattern, &i] { // a character of the set, which may be escaped
        if (pattern.at(i) == u'\\' && i + 1 < pattern.size())
            ++i;
        return pattern.at(i);
    };
    bool isIn = false;
    for (const qsizetype first = i; i < pattern.size() && (pattern.at(i) != u']' || i == first); ++i) {
        if (pattern.sliced(i).startsWith(QLatin1String("[:"))) {
            const qsizetype end = pattern.indexOf(QLatin1String(":]"), i + 2);
            if (end < 0)
                return {};
            isIn = isIn || isInClass(c, pattern.sliced(i + 2, end - i - 2));
            i = end + 1;
            continue;
        }
        const QChar low = next();
        QChar high = low;
        if (i + 2 < pattern.size() && pattern.at(i + 1) == u'-' && pattern.at(i + 2) != u']') {
            i += 2;
            high = next();
        }
        isIn = isIn || (low <= c && c <= high);
    }
    return i < pattern.size() ? GlobStep{.matches = isIn != isNegated, .size = i + 1} : GlobStep();
}

/// @p pattern begins with no star.
GlobStep matchOne(QChar c, QStringView pattern)
{
    const QChar wanted = pattern.front();
    if (wanted == u'?')
        return {.matches = true};
    if (wanted == u'[')
        return matchSet(c, pattern);
    if (wanted == u'\\') // at the end it is no pattern
        return {.matches = pattern.size() > 1 && pattern.at(1) == c, .size = 2};
    return {.matches = wanted == c};
}

bool matchesParts(const QList<QStringView> &path, const QStringList &pattern)
{
    QList<bool> reached(path.size() + 1, false); // how much of the path the pattern so far may have taken
    reached[0] = true;
    for (qsizetype part = 0; part < pattern.size(); ++part) {
        QList<bool> next(path.size() + 1, false);
        const bool isLast = part + 1 == pattern.size();
        if (pattern.at(part) == kAnyFolders) {
            const qsizetype first = reached.indexOf(true);
            for (qsizetype i = first + (isLast ? 1 : 0); first >= 0 && i < next.size(); ++i) // last: all that is inside
                next[i] = true;
        } else {
            for (qsizetype i = 0; i < path.size(); ++i)
                next[i + 1] = reached.at(i) && matchesGlob(path.at(i), pattern.at(part));
        }
        reached = next;
    }
    return reached.last();
}

} // namespace

bool matchesGlob(QStringView text, QStringView pattern)
{
    qsizetype at = 0;
    qsizetype in = 0;
    qsizetype star = -1; // the last one, and what it has taken up to: an earlier one never has to take more
    qsizetype taken = 0;
    while (at < text.size()) {
        if (in < pattern.size() && pattern.at(in) == u'*') {
            star = in++;
            taken = at;
            continue;
        }
        const GlobStep step = in < pattern.size() ? matchOne(text.at(at), pattern.sliced(in)) : GlobStep();
        if (step.matches) {
            ++at;
            in += step.size;
        } else if (star >= 0) {
            at = ++taken;
            in = star + 1;
        } else {
            return false;
        }
    }
    return std::all_of(pattern.begin() + in, pattern.end(), [](QChar c) { return c == u'*'; });
}

IgnoreRules IgnoreRules::with(const QString &folder) const
{
    const QString place = folder.endsWith(u'/') ? folder : QString(folder + u'/');
    QList<Rule> rules;
    for (const QLatin1String name : kIgnoreFiles)
        read(place + name, rules);
    IgnoreRules all = *this;
    if (!rules.isEmpty())
        all.m_levels << std::make_shared<const Level>(Level{.folder = place, .rules = rules});
    return all;
}

bool IgnoreRules::isIgnored(const QString &path, Entry entry) const
{
    for (auto level = m_levels.crbegin(); level != m_levels.crend(); ++level) {
        const QList<QStringView> parts = QStringView(path).sliced((*level)->folder.size()).split(u'/');
        const QList<Rule> &rules = (*level)->rules;
        const auto decisive = std::find_if(rules.crbegin(), rules.crend(),
            [&](const Rule &rule) { return (!rule.isForFolders || entry == Entry::Folder) && matches(rule, parts); });
        if (decisive != rules.crend())
            return !decisive->isException;
    }
    return false;
}

bool IgnoreRules::matches(const Rule &rule, const QList<QStringView> &path)
{
    return rule.isForAnyFolder ? matchesGlob(path.last(), rule.parts.first()) : matchesParts(path, rule.parts);
}

/// A regular file only: it came with the documents, and is trusted no more than they are.
void IgnoreRules::read(const QString &path, QList<Rule> &rules)
{
    auto file = DocumentFile::open(path);
    const auto bytes = file ? file->readAll(kLargestIgnoreFile) : failure(file.error());
    if (!bytes) {
        if (bytes.error().kind != ErrorKind::NotFound)
            qCWarning(logRetrieval) << "left unread:" << path << toWord(bytes.error().kind);
        return;
    }
    QString text = QString::fromUtf8(*bytes); // without the mark of the byte order
    const QStringList lines = text.replace(QLatin1String("\r\n"), QLatin1String("\n")).split(u'\n');
    for (const QString &line : lines)
        parse(line, rules);
}

void IgnoreRules::parse(QString line, QList<Rule> &rules)
{
    while (line.endsWith(u' ') && !line.endsWith(QLatin1String("\\ ")))
        line.chop(1);
    if (line.startsWith(u'#'))
        return;
    Rule rule;
    if (line.startsWith(u'!')) {
        rule.isException = true;
        line.remove(0, 1);
    }
    if (line.endsWith(u'/')) {
        rule.isForFolders = true;
        line.chop(1);
    }
    if (line.isEmpty())
        return;
    rule.isForAnyFolder = !line.contains(u'/');
    if (line.startsWith(u'/'))
        line.remove(0, 1);
    rule.parts = line.split(u'/');
    rules << rule;
}

} // namespace freshet
