// SPDX-License-Identifier: MIT
#include "core/retrieval/code_block.h"

#include <QRegularExpression>
#include <QSet>
#include <QStringList>

#include <algorithm>

namespace freshet {

namespace {

/// Without attributes, annotations, the parameters of a template and who may see it.
QString bareHeader(QString header)
{
    static const QRegularExpression attributes(
        QStringLiteral(R"(#!?\[[^\]]*\]|\[\[[^\]]*\]\]|@[\w.]+(?:\([^)]*\))?|\bpub\s*\([^)]*\))"));
    static const QRegularExpression receiver(QStringLiteral(R"(\bfunc\s*\([^)]*\)\s*)")); // of a method in Go
    header.remove(attributes).replace(receiver, QStringLiteral("func "));
    if (header.trimmed().startsWith(u"template")) {
        int depth = 0;
        for (qsizetype i = header.indexOf(u'<'); i >= 0 && i < header.size(); ++i) {
            depth += header.at(i) == u'<' ? 1 : header.at(i) == u'>' ? -1 : 0;
            if (depth == 0)
                return header.sliced(i + 1);
        }
    }
    return header;
}

QString functionName(const QString &header)
{
    static const QRegularExpression called(
        QStringLiteral(R"((operator\s*[^\s\w(]+|~?[\w$]+(?:(?:::|\.)~?[\w$]+)*)\s*(?:<[^<>()]*>\s*)?\()"));
    static const QSet<QString> noNames{QStringLiteral("void"), QStringLiteral("int"), QStringLiteral("bool"),
        QStringLiteral("decltype"), QStringLiteral("alignas"), QStringLiteral("func"), QStringLiteral("fn"),
        QStringLiteral("fun"), QStringLiteral("function")};
    for (auto match = called.globalMatch(header); match.hasNext();) {
        const QString name = match.next().captured(1);
        if (!noNames.contains(name))
            return name;
    }
    return {};
}

/// Start of the line that @p at is in.
qsizetype lineStart(const QString &code, qsizetype at) { return at == 0 ? 0 : code.lastIndexOf(u'\n', at - 1) + 1; }

} // namespace

CodeBlock codeBlockOf(const QString &words, const CodeLanguage &language)
{
    static const QRegularExpression passable(
        QStringLiteral(R"(^\s*(?:inline\s+|pub\s+|export\s+)?(?:namespace|module|mod)\b|^\s*extern\s+")"));
    static const QRegularExpression control(QStringLiteral(
        R"(^\s*(?:if|else|for|foreach|while|switch|do|try|catch|finally|return|case|using|with|lock|defer)\b)"));
    static const QRegularExpression container(QStringLiteral(
        R"(\b(?:class|struct|union|interface|enum(?:\s+class|\s+struct)?|trait|impl|protocol|extension|object|record|actor)\b\s*(?:<[^>{]*>\s*)?([\w.:$]+(?:\s+for\s+[\w:]+)?))"));
    static const QRegularExpression goType(QStringLiteral(R"(\btype\s+(\w+)[^=(]*\b(?:struct|interface)\s*$)"));
    static const QRegularExpression assigned(
        QStringLiteral(R"(([\w$]+)\s*(?::[^=]+)?=\s*(?:async\s*)?(?:function\b|\([^{]*=>\s*$|[\w$]+\s*=>\s*$))"));

    const QString header = bareHeader(words);
    if (passable.match(header).hasMatch())
        return {CodeBlock::Kind::Passable};
    if (control.match(header).hasMatch() || header.trimmed().endsWith(u'='))
        return {};
    if (const auto type = goType.match(header); type.hasMatch())
        return {CodeBlock::Kind::Container, type.captured(1)};
    const qsizetype parenthesis = header.indexOf(u'(');
    const qsizetype equals = header.indexOf(u'=');
    const auto isBefore = [](qsizetype at, qsizetype limit) { return limit < 0 || at < limit; };
    const bool isFunctionOfC = language.hasPreprocessor && parenthesis >= 0; // which may give back a struct
    if (const auto type = container.match(header); !isFunctionOfC && type.hasMatch()
        && isBefore(type.capturedStart(), parenthesis) && isBefore(type.capturedStart(), equals)) {
        QString name = type.captured(1);
        while (name.endsWith(u':'))
            name.chop(1);
        return {CodeBlock::Kind::Container, name};
    }
    if (const auto name = assigned.match(header); name.hasMatch())
        return {CodeBlock::Kind::Function, name.captured(1)};
    if (equals >= 0 && isBefore(equals, parenthesis) && !header.contains(QLatin1String("operator")))
        return {}; // the values of something
    const QString name = functionName(header);
    return name.isEmpty() ? CodeBlock{} : CodeBlock{CodeBlock::Kind::Function, name};
}

qsizetype startWithComments(const QString &code, qsizetype start, qsizetype least)
{
    static const QStringList marks{QStringLiteral("//"), QStringLiteral("/*"), QStringLiteral("*"), QStringLiteral("#"),
        QStringLiteral("@"), QStringLiteral("["), QStringLiteral("template")};
    while (start > least) {
        const qsizetype above = lineStart(code, start - 1);
        const QStringView line = QStringView(code).sliced(above, start - 1 - above).trimmed();
        const bool isLeading
            = std::any_of(marks.cbegin(), marks.cend(), [line](const QString &mark) { return line.startsWith(mark); });
        if (above < least || !isLeading || line.startsWith(u"#include") || line.startsWith(u"#!"))
            break;
        start = above;
    }
    return start;
}

} // namespace freshet
