// SPDX-License-Identifier: MIT
#include "core/retrieval/code_outline.h"

#include "core/retrieval/code_block.h"
#include "core/retrieval/indented_outline.h"
#include "core/retrieval/text_decoder.h"

#include <algorithm>

namespace freshet {

namespace {

/// Goes through code with braces once.
class BraceOutliner {
public:
    BraceOutliner(const QString &code, const CodeLanguage &language) : m_code(code), m_language(language) { }

    QList<HeadingMark> run()
    {
        while (m_at < m_code.size()) {
            if (!skipComment() && !skipText())
                takeCharacter();
        }
        return m_headings;
    }

private:
    QStringView rest() const { return QStringView(m_code).sliced(m_at); }

    void skipPast(const QString &mark, qsizetype from)
    {
        const qsizetype end = m_code.indexOf(mark, from);
        m_at = end < 0 ? m_code.size() : end + mark.size();
    }

    void skipLine()
    {
        const qsizetype end = m_code.indexOf(u'\n', m_at);
        m_at = end < 0 ? m_code.size() : end;
    }

    bool skipComment()
    {
        if (m_language.hasSlashComments && rest().startsWith(u"/*")) {
            skipPast(QStringLiteral("*/"), m_at + 2);
        } else if ((m_language.hasSlashComments && rest().startsWith(u"//"))
            || (m_language.hasHashComments && isHashComment())) {
            skipLine();
        } else if (m_language.hasPreprocessor && m_code.at(m_at) == u'#' && isAtLineStart()) {
            do {
                skipLine();
            } while (m_at > 0 && m_code.at(m_at - 1) == u'\\' && ++m_at < m_code.size());
            endStatement();
        } else {
            return false;
        }
        return true;
    }

    bool isAtLineStart() const
    {
        qsizetype i = m_at;
        while (i > 0 && (m_code.at(i - 1) == u' ' || m_code.at(i - 1) == u'\t'))
            --i;
        return i == 0 || m_code.at(i - 1) == u'\n';
    }

    bool isHashComment() const
    {
        return m_code.at(m_at) == u'#' && !rest().startsWith(u"#[") && (m_at == 0 || m_code.at(m_at - 1).isSpace());
    }

    /// Past a text in quotes; one that does not end, ends with its line.
    bool skipText()
    {
        const QChar quote = m_code.at(m_at);
        if (skipRawText())
            return true;
        if (rest().startsWith(u"\"\"\"")) {
            skipPast(QStringLiteral("\"\"\""), m_at + 3);
            return true;
        }
        if (quote == u'\'' && !m_language.hasTextQuotes && !isCharacter())
            return false; // a lifetime, a digit separator
        if (quote != u'"' && quote != u'\'' && quote != u'`')
            return false;
        for (++m_at; m_at < m_code.size() && m_code.at(m_at) != quote; ++m_at) {
            if (m_code.at(m_at) == u'\n' && quote != u'`')
                return true;
            if (m_code.at(m_at) == u'\\')
                ++m_at;
        }
        m_at = std::min(m_at + 1, m_code.size());
        return true;
    }

    bool skipRawText()
    {
        using RawTexts = CodeLanguage::RawTexts;
        if (m_language.rawTexts == RawTexts::InHashes && rest().startsWith(u"r#\"")) {
            skipPast(QStringLiteral("\"#"), m_at + 3);
            return true;
        }
        if (m_language.rawTexts != RawTexts::InParentheses || !rest().startsWith(u"R\""))
            return false;
        constexpr qsizetype longestMark = 16;
        const QStringView head = rest().sliced(2).left(longestMark + 1);
        const qsizetype open = head.indexOf(u'(');
        if (open < 0)
            m_at += 2;
        else
            skipPast(QString(u')' + head.first(open).toString() + u'"'), m_at + 2 + open);
        return true;
    }

    bool isCharacter() const
    {
        const QStringView next = rest().sliced(1).left(4);
        return next.startsWith(u'\\') || (next.size() > 1 && next.at(1) == u'\'')
            || (next.size() > 2 && next.at(0).isHighSurrogate() && next.at(2) == u'\'');
    }

    void takeCharacter()
    {
        const QChar c = m_code.at(m_at);
        if (c == u'(' || c == u'[')
            ++m_parentheses;
        else if (c == u')' || c == u']')
            m_parentheses = std::max(0, m_parentheses - 1);
        else if (c == u'{')
            open();
        else if (c == u'}')
            close();
        else if (m_parentheses == 0
            && (c == u';' || (c == u'\n' && m_language.statements == CodeLanguage::Statements::EndWithLine)))
            endStatement();
        else if (!c.isSpace() && m_header < 0)
            m_header = m_at;
        ++m_at;
    }

    void open()
    {
        CodeBlock block;
        const bool isLooked
            = m_header >= 0 && m_parentheses == 0 && m_opaque == 0 && m_at - m_header < kLongestCodeHeader;
        const bool isMember = m_containers > 0;
        if (isLooked)
            block = codeBlockOf(m_code.sliced(m_header, m_at - m_header), m_language);
        if (!block.name.isEmpty()) {
            const qsizetype start = startOfHeader();
            if (m_headings.isEmpty() || start > m_headings.last().offset)
                m_headings << HeadingMark{start, isMember ? 3 : 1, shortenedText(block.name, kLongestHeading)};
        }
        count(block.kind, 1);
        m_open << Open{block.kind, m_parentheses};
        m_parentheses = 0;
        m_lastBrace = m_at + 1;
        endStatement();
    }

    /// Its line with the comments above, but nothing of the line that the last brace is in.
    qsizetype startOfHeader() const
    {
        const QStringView between = QStringView(m_code).sliced(m_lastBrace, m_header - m_lastBrace);
        const qsizetype lineEnd = between.indexOf(u'\n');
        if (lineEnd < 0)
            return m_lastBrace == 0 ? 0 : m_header;
        return startWithComments(
            m_code, m_lastBrace + between.lastIndexOf(u'\n') + 1, m_lastBrace == 0 ? 0 : m_lastBrace + lineEnd + 1);
    }

    void close()
    {
        if (!m_open.isEmpty()) {
            const Open closed = m_open.takeLast();
            count(closed.kind, -1);
            m_parentheses = closed.parentheses;
        }
        m_lastBrace = m_at + 1;
        endStatement();
    }

    void endStatement() { m_header = -1; }

    void count(CodeBlock::Kind kind, int change)
    {
        m_containers += kind == CodeBlock::Kind::Container ? change : 0;
        m_opaque += kind == CodeBlock::Kind::Function || kind == CodeBlock::Kind::Other ? change : 0;
    }

    struct Open {
        CodeBlock::Kind kind = CodeBlock::Kind::Other;
        int parentheses = 0; ///< That were open around it.
    };

    const QString &m_code;
    const CodeLanguage m_language;
    QList<HeadingMark> m_headings;
    QList<Open> m_open;
    qsizetype m_at = 0;
    qsizetype m_header = -1; ///< Where the statement at hand begins; -1 before it does.
    qsizetype m_lastBrace = 0; ///< What comes after the last one.
    int m_parentheses = 0;
    int m_containers = 0; ///< Open ones.
    int m_opaque = 0; ///< Open blocks, nothing in which is looked at.
};

} // namespace

const QHash<QString, CodeLanguage> &codeLanguages()
{
    using Statements = CodeLanguage::Statements;
    using RawTexts = CodeLanguage::RawTexts;
    static const CodeLanguage cLike{
        .hasPreprocessor = true, .hasTextQuotes = false, .rawTexts = RawTexts::InParentheses};
    static const CodeLanguage cSharp{.hasPreprocessor = true, .hasTextQuotes = false};
    static const CodeLanguage java{.hasTextQuotes = false};
    static const CodeLanguage rust{.hasTextQuotes = false, .rawTexts = RawTexts::InHashes};
    static const CodeLanguage scriptLike{.statements = Statements::EndWithLine};
    static const CodeLanguage goLike{.statements = Statements::EndWithLine, .hasTextQuotes = false};
    static const CodeLanguage php{.hasHashComments = true};
    static const CodeLanguage shell{
        .statements = Statements::EndWithLine, .hasSlashComments = false, .hasHashComments = true};
    static const CodeLanguage indented{.blocks = CodeLanguage::Blocks::Indentation};
    static const QHash<QString, CodeLanguage> languages = [] {
        QHash<QString, CodeLanguage> known;
        const auto add = [&known](std::initializer_list<const char *> suffixes, const CodeLanguage &language) {
            for (const char *name : suffixes)
                known.insert(QString::fromLatin1(name), language);
        };
        add({"c", "h", "cc", "cpp", "cxx", "hh", "hpp", "hxx", "m", "mm"}, cLike);
        add({"cs"}, cSharp);
        add({"java"}, java);
        add({"rs"}, rust);
        add({"js", "mjs", "cjs", "jsx", "ts", "tsx"}, scriptLike);
        add({"go", "kt", "kts", "swift"}, goLike);
        add({"php"}, php);
        add({"sh", "bash"}, shell);
        add({"py", "rb"}, indented);
        return known;
    }();
    return languages;
}

QList<HeadingMark> codeOutline(const QString &code, const CodeLanguage &language)
{
    return language.blocks == CodeLanguage::Blocks::Braces ? BraceOutliner(code, language).run()
                                                           : indentedOutline(code);
}

} // namespace freshet
