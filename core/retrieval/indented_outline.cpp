// SPDX-License-Identifier: MIT
#include "core/retrieval/indented_outline.h"

#include "core/retrieval/code_block.h"
#include "core/retrieval/text_decoder.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace freshet {

namespace {

qsizetype indentationOf(QStringView line)
{
    return std::find_if(line.begin(), line.end(), [](QChar c) { return c != u' ' && c != u'\t'; }) - line.begin();
}

/// Goes through the lines of code once.
class IndentedOutliner {
public:
    explicit IndentedOutliner(const QString &code) : m_code(code) { }

    QList<HeadingMark> run()
    {
        for (qsizetype start = 0, end = 0; start < m_code.size(); start = end + 1) {
            end = m_code.indexOf(u'\n', start);
            end = end < 0 ? m_code.size() : end;
            const QStringView line = QStringView(m_code).sliced(start, end - start);
            const QStringView words = line.trimmed();
            // A comment may stand anywhere, and says nothing of what a line belongs to.
            if (!isInText(line) && !words.isEmpty() && !words.startsWith(u'#'))
                takeLine(start, line);
        }
        return m_headings;
    }

private:
    /// A class, or what may turn out to be one: whose lines are deeper than its own.
    struct Block {
        qsizetype indentation = -1; ///< None without it.
        qsizetype inner = -1; ///< Of what is defined in it; -1 before anything is.
    };
    struct Module {
        Block block;
        HeadingMark heading;
    };

    /// Whether @p line begins in a text over several lines.
    bool isInText(QStringView line)
    {
        const bool isInside = !m_textMark.isEmpty();
        for (const QString &mark : {QStringLiteral("\"\"\""), QStringLiteral("'''")}) {
            if ((m_textMark.isEmpty() || m_textMark == mark) && line.count(mark) % 2 == 1)
                m_textMark = m_textMark.isEmpty() ? mark : QString();
        }
        return isInside;
    }

    void takeLine(qsizetype start, QStringView line)
    {
        static const QRegularExpression definition(
            QStringLiteral(R"(^\s*(?:async\s+)?(def|class|module)\s+((?:self\.)?[\w:]+[?!=]?))"));
        const qsizetype indentation = indentationOf(line);
        if (indentation <= m_class.indentation)
            m_class = {};
        while (!m_modules.isEmpty() && indentation <= m_modules.last().block.indentation)
            m_modules.removeLast();
        const auto found = definition.match(line.left(kLongestCodeHeader).toString());
        if (!found.hasMatch())
            return;
        QString name = found.captured(2);
        while (name.endsWith(u':'))
            name.chop(1);
        const HeadingMark heading{
            startWithComments(m_code, start, m_headings.isEmpty() ? 0 : m_headings.last().offset + 1), 1,
            shortenedText(name, kLongestHeading)};
        if (found.captured(1) == u"module" && m_class.indentation < 0)
            takeModule(indentation, heading);
        else
            takeDefinition(indentation, heading, found.captured(1) == u"def");
    }

    void takeModule(qsizetype indentation, const HeadingMark &heading)
    {
        if (!m_modules.isEmpty() && m_modules.last().block.inner < 0)
            m_modules.last().block.inner = indentation;
        m_modules << Module{{.indentation = indentation}, heading};
    }

    /// A module in which a function comes first is what a class is, else no more than a namespace.
    void takeDefinition(qsizetype indentation, HeadingMark heading, bool isFunction)
    {
        if (isFunction && m_class.indentation < 0 && !m_modules.isEmpty() && m_modules.last().block.inner < 0) {
            m_class = m_modules.last().block;
            m_headings << m_modules.takeLast().heading;
            heading.offset = std::max(heading.offset, m_headings.last().offset + 1);
        }
        const bool isMember = m_class.indentation >= 0;
        Block top{.inner = 0};
        Block &around = isMember ? m_class : m_modules.isEmpty() ? top : m_modules.last().block;
        if (around.inner < 0)
            around.inner = indentation;
        if (indentation != around.inner)
            return; // within a function
        heading.level = isMember ? 3 : 1;
        m_headings << heading;
        if (!isMember && !isFunction)
            m_class = {.indentation = indentation};
    }

    const QString &m_code;
    QList<HeadingMark> m_headings;
    QString m_textMark; ///< Of a text over several lines that we are in.
    Block m_class; ///< That we are in; without an indentation in none.
    QList<Module> m_modules; ///< That we are in, and which are only a namespace as far as is known.
};

} // namespace

QList<HeadingMark> indentedOutline(const QString &code) { return IndentedOutliner(code).run(); }

} // namespace freshet
