// SPDX-License-Identifier: MIT
#include "ui/highlight/quick_lexer.h"

#include "ui/highlight/tokenizer.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace freshet {

namespace {

/// How the languages of one kind look.
struct Manner {
    const char *scopes; ///< Parted by spaces.
    const char *comment; ///< Begins one; "" for none.
    const char *quotes;
    bool hasKeywords;
};

constexpr Manner kManners[] = {
    {"source.python source.ruby source.r source.julia source.perl source.shell source.awk source.powershell source.nix",
        "#", "\"'", true},
    {"source.yaml source.toml source.dockerfile source.makefile source.cmake source.dotenv source.graphql source.hcl",
        "#", "\"'", false},
    {"source.sql source.haskell source.lua", "--", "\"'", true},
    {"source.ini source.asm.x86_64 source.commonlisp source.clojure", ";", "\"", false},
    {"source.json source.json.comments source.css source.css.less source.css.scss", "", "\"'", false},
    {"source.diff text.html.basic text.html.markdown text.html.vue text.xml text.tex.latex text.shell-session "
     "source.http "
     "source.batchfile source.viml",
        "", "", false},
    {"source.rust", "//", "\"", true}, // ' begins a lifetime as well
    {"source.js source.ts source.tsx source.go source.dart", "//", "\"'`", true},
};
constexpr Manner kUsual{.scopes = "", .comment = "//", .quotes = "\"'", .hasKeywords = true};
constexpr Manner kUnknown{.scopes = "", .comment = "", .quotes = "\"", .hasKeywords = false};

const char kKeywords[]
    = "and as async await auto break case catch class const continue def default defer del do elif else end "
      "enum except export extends false finally fn for from func function global if impl implements "
      "import in inline interface is lambda let local match module mut namespace new nil not null or "
      "package pass private protected pub public raise return self static struct super switch template "
      "then this throw throws trait true try type typedef typename unless until use using var virtual "
      "void where while with yield SELECT FROM WHERE JOIN ON AND OR NOT AS INSERT INTO VALUES UPDATE SET "
      "DELETE CREATE TABLE GROUP BY ORDER HAVING LIMIT LEFT INNER NULL PRIMARY KEY";

bool isKeyword(QStringView word)
{
    static const QSet<QString> keywords = [] {
        const QStringList words = QString::fromLatin1(kKeywords).split(u' ');
        return QSet<QString>(words.begin(), words.end());
    }();
    return keywords.contains(word.toString());
}

const Manner &mannerOf(const QString &scope)
{
    static const QHash<QString, const Manner *> manners = [] {
        QHash<QString, const Manner *> known{{QString(), &kUnknown}};
        for (const Manner &manner : kManners) {
            for (const QString &name : QString::fromLatin1(manner.scopes).split(u' '))
                known.insert(name, &manner);
        }
        return known;
    }();
    return *manners.value(scope, &kUsual);
}

bool isWordChar(QChar c) { return c.isLetterOrNumber() || c == u'_'; }

qsizetype stringEnd(QStringView line, qsizetype begin)
{
    for (qsizetype i = begin + 1; i < line.size(); ++i) {
        if (line[i] == u'\\')
            ++i;
        else if (line[i] == line[begin])
            return i + 1;
    }
    return line.size();
}

} // namespace

CodeLine quickSpans(QStringView line, const QString &scope, CodeRole open)
{
    CodeLine spans;
    if (line.size() > Tokenizer::kLongestLine)
        return spans;
    const auto add = [&spans](qsizetype begin, qsizetype end, CodeRole role) {
        if (end > begin)
            spans.append({.begin = quint16(begin), .length = quint16(end - begin), .role = role});
    };
    if (open == CodeRole::Comment || open == CodeRole::String) {
        add(0, line.size(), open);
        return spans;
    }
    const Manner &manner = mannerOf(scope);
    const QLatin1String comment(manner.comment);
    for (qsizetype i = 0; i < line.size();) {
        const QChar c = line[i];
        qsizetype end = i + 1;
        if (!comment.isEmpty() && line.sliced(i).startsWith(comment)) {
            end = line.size();
            add(i, end, CodeRole::Comment);
        } else if (QLatin1String(manner.quotes).contains(c)) {
            end = stringEnd(line, i);
            add(i, end, CodeRole::String);
        } else if (isWordChar(c)) {
            while (end < line.size() && (isWordChar(line[end]) || (c.isDigit() && line[end] == u'.')))
                ++end;
            if (c.isDigit())
                add(i, end, CodeRole::Constant);
            else if (manner.hasKeywords && isKeyword(line.sliced(i, end - i)))
                add(i, end, CodeRole::Keyword);
        }
        i = end;
    }
    return spans;
}

} // namespace freshet
