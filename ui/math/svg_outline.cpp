// SPDX-License-Identifier: MIT
#include "ui/math/svg_outline.h"

#include <QFont>
#include <QTransform>
#include <QXmlStreamReader>

#include <cmath>
#include <optional>

namespace freshet {

namespace {

constexpr double kUnitsPerEm = 1000;
constexpr double kMostEm = 400;
constexpr int kMostElements = 200'000;
constexpr double kRuleWidth = 70; // of the lines of a table, which MathJax leaves to its style sheet

/// Takes a list of numbers and words apart, as they stand in attributes of SVG.
class SvgTokens {
public:
    explicit SvgTokens(QStringView text) : m_text(text) { }

    bool atEnd()
    {
        while (m_at < m_text.size() && (m_text[m_at].isSpace() || m_text[m_at] == u','))
            ++m_at;
        return m_at >= m_text.size();
    }

    bool isAtNumber()
    {
        return !atEnd()
            && (QStringView(u"+-.").contains(m_text[m_at]) || (m_text[m_at] >= u'0' && m_text[m_at] <= u'9'));
    }

    std::optional<double> number()
    {
        if (!isAtNumber())
            return std::nullopt;
        const qsizetype begin = m_at++;
        bool hasPoint = m_text[begin] == u'.';
        for (; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text[m_at];
            if (c == u'.' && !hasPoint)
                hasPoint = true;
            else if (c < u'0' || c > u'9')
                break;
        }
        bool isNumber = false;
        const double value = m_text.sliced(begin, m_at - begin).toDouble(&isNumber);
        return isNumber ? std::optional(value) : std::nullopt;
    }

    QStringView word()
    {
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && m_text[m_at].isLetter())
            ++m_at;
        return m_text.sliced(begin, m_at - begin);
    }

    QChar take() { return m_text[m_at++]; }

    bool skip(QChar c) { return !atEnd() && take() == c; }

private:
    QStringView m_text;
    qsizetype m_at = 0;
};

std::optional<QList<double>> numbersOf(QStringView text)
{
    QList<double> numbers;
    for (SvgTokens tokens(text); !tokens.atEnd();) {
        const auto number = tokens.number();
        if (!number)
            return std::nullopt;
        numbers.append(*number);
    }
    return numbers;
}

std::optional<QTransform> transformOf(QStringView text)
{
    QTransform transform;
    for (SvgTokens tokens(text); !tokens.atEnd();) {
        const QStringView name = tokens.word();
        if (!tokens.skip(u'('))
            return std::nullopt;
        QList<double> given;
        while (const auto number = tokens.number())
            given.append(*number);
        if (!tokens.skip(u')') || given.isEmpty())
            return std::nullopt;
        if (name == u"translate")
            transform.translate(given[0], given.size() > 1 ? given[1] : 0);
        else if (name == u"scale")
            transform.scale(given[0], given.size() > 1 ? given[1] : given[0]);
        else if (name == u"matrix" && given.size() == 6)
            transform = QTransform(given[0], given[1], given[2], given[3], given[4], given[5]) * transform;
        else
            return std::nullopt;
    }
    return transform;
}

/// The outline that the attribute `d` describes.
class PathReader {
public:
    std::optional<QPainterPath> read(QStringView text)
    {
        m_path.setFillRule(Qt::WindingFill);
        QChar command;
        for (SvgTokens tokens(text); !tokens.atEnd();) {
            if (!tokens.isAtNumber())
                command = tokens.take();
            else if (command == u'Z')
                return std::nullopt;
            if (!draw(command, tokens))
                return std::nullopt;
            if (command == u'M')
                command = u'L';
        }
        return m_path;
    }

private:
    static constexpr int countOf(QChar command)
    {
        switch (command.unicode()) {
        case u'H':
        case u'V':
            return 1;
        case u'M':
        case u'L':
        case u'T':
            return 2;
        case u'Q':
            return 4;
        case u'C':
            return 6;
        default:
            return command == u'Z' ? 0 : -1;
        }
    }

    bool draw(QChar command, SvgTokens &tokens)
    {
        double n[6] = {};
        const int count = countOf(command);
        for (int i = 0; i < count; ++i) {
            const auto number = tokens.number();
            if (!number)
                return false;
            n[i] = *number;
        }
        const QPointF at = m_path.currentPosition();
        const QPointF mirrored = 2 * at - m_control; // as a T takes over
        switch (command.unicode()) {
        case u'M':
            m_path.moveTo(n[0], n[1]);
            break;
        case u'L':
            m_path.lineTo(n[0], n[1]);
            break;
        case u'H':
            m_path.lineTo(n[0], at.y());
            break;
        case u'V':
            m_path.lineTo(at.x(), n[0]);
            break;
        case u'Q':
            m_path.quadTo(n[0], n[1], n[2], n[3]);
            break;
        case u'T':
            m_path.quadTo(mirrored, QPointF(n[0], n[1]));
            break;
        case u'C':
            m_path.cubicTo(n[0], n[1], n[2], n[3], n[4], n[5]);
            break;
        case u'Z':
            m_path.closeSubpath();
            break;
        default:
            return false;
        }
        m_control = command == u'Q' ? QPointF(n[0], n[1]) : command == u'T' ? mirrored : m_path.currentPosition();
        return true;
    }

    QPainterPath m_path;
    QPointF m_control; ///< Of the last Q or T.
};

class SvgReader {
public:
    explicit SvgReader(const QByteArray &svg) : m_xml(svg) { }

    FormulaPtr read()
    {
        while (!m_xml.atEnd() && m_isKnown) {
            const auto token = m_xml.readNext();
            if (token == QXmlStreamReader::StartElement)
                m_isKnown = start();
            else if (token == QXmlStreamReader::EndElement)
                m_groups.removeLast();
        }
        const Formula &formula = *m_formula;
        const bool isLarge = formula.outline.elementCount() > kMostElements
            || !(formula.width > 0 && formula.width < kMostEm) || !(formula.ascent < kMostEm)
            || !(formula.depth < kMostEm) || !(formula.ascent + formula.depth > 0);
        return m_isKnown && !m_xml.hasError() && !isLarge ? m_formula : nullptr;
    }

private:
    /// How what is inside of an element comes into the whole.
    struct Group {
        QTransform transform;
        QPainterPath clip; ///< In the whole; empty: nothing is cut off.
    };

    QString attribute(QLatin1String name) const { return m_xml.attributes().value(name).toString(); }
    double lengthOf(QLatin1String name, double missing = 0) const
    {
        const QString text = attribute(name);
        bool isNumber = false;
        const double length = (text.endsWith(QLatin1String("px")) ? text.chopped(2) : text).toDouble(&isNumber);
        return isNumber ? length : missing;
    }

    bool start()
    {
        if (m_xml.attributes().hasAttribute(QLatin1String("data-mjx-error")))
            return false;
        const auto own = transformOf(attribute(QLatin1String("transform")));
        if (!own)
            return false;
        Group group = m_groups.isEmpty() ? Group() : m_groups.last();
        group.transform = *own * group.transform;
        const QStringView name = m_xml.name();
        bool isKnown = name == u"g";
        if (name == u"svg")
            isKnown = m_groups.isEmpty() ? startWhole(group) : startPiece(group);
        m_groups.append(group);
        if (name == u"path")
            isKnown = addPath();
        else if (name == u"rect")
            isKnown = addRect();
        else if (name == u"line")
            isKnown = addLine();
        else if (name == u"text")
            isKnown = addText();
        return isKnown;
    }

    bool startWhole(Group &group)
    {
        const auto box = numbersOf(attribute(QLatin1String("viewBox")));
        if (!box || box->size() != 4)
            return false;
        m_formula->width = box->at(2) / kUnitsPerEm;
        m_formula->ascent = -box->at(1) / kUnitsPerEm;
        m_formula->depth = (box->at(1) + box->at(3)) / kUnitsPerEm;
        group.transform = QTransform::fromScale(1 / kUnitsPerEm, 1 / kUnitsPerEm);
        return true;
    }

    bool startPiece(Group &group)
    {
        const auto box = numbersOf(attribute(QLatin1String("viewBox")));
        if (!box || box->size() != 4 || !(box->at(2) > 0) || !(box->at(3) > 0))
            return false;
        QTransform own;
        own.translate(lengthOf(QLatin1String("x")), lengthOf(QLatin1String("y")));
        own.scale(lengthOf(QLatin1String("width")) / box->at(2), lengthOf(QLatin1String("height")) / box->at(3));
        own.translate(-box->at(0), -box->at(1));
        group.transform = own * group.transform;
        QPainterPath seen;
        seen.addRect(box->at(0), box->at(1), box->at(2), box->at(3));
        seen = group.transform.map(seen);
        group.clip = group.clip.isEmpty() ? seen : group.clip.intersected(seen);
        return true;
    }

    void add(const QPainterPath &path)
    {
        const Group &group = m_groups.last();
        QPainterPath placed = group.transform.map(path);
        if (!group.clip.isEmpty())
            placed = placed.intersected(group.clip);
        m_formula->outline.addPath(placed);
    }

    bool addPath()
    {
        const auto path = PathReader().read(attribute(QLatin1String("d")));
        if (path)
            add(*path);
        return path.has_value();
    }

    bool addRect()
    {
        const QRectF rect(lengthOf(QLatin1String("x")), lengthOf(QLatin1String("y")), lengthOf(QLatin1String("width")),
            lengthOf(QLatin1String("height")));
        const bool isFrame = attribute(QLatin1String("fill")) == QLatin1String("none")
            || m_xml.attributes().hasAttribute(QLatin1String("data-frame"));
        QPainterPath path;
        path.addRect(rect);
        if (isFrame) {
            const double half = lengthOf(QLatin1String("stroke-width"), kRuleWidth) / 2;
            QPainterPath inner;
            inner.addRect(rect.adjusted(half, half, -half, -half));
            path.clear();
            path.addRect(rect.adjusted(-half, -half, half, half));
            path.addPath(inner.toReversed());
        }
        add(path);
        return true;
    }

    bool addLine()
    {
        const QLineF line(lengthOf(QLatin1String("x1")), lengthOf(QLatin1String("y1")), lengthOf(QLatin1String("x2")),
            lengthOf(QLatin1String("y2")));
        const double width = lengthOf(QLatin1String("stroke-width"), kRuleWidth);
        QPainterPathStroker stroker;
        stroker.setWidth(width);
        stroker.setCapStyle(Qt::FlatCap);
        if (attribute(QLatin1String("class")).contains(QLatin1String("mjx-d"))) // dashed or dotted
            stroker.setDashPattern({2, 2});
        QPainterPath path(line.p1());
        path.lineTo(line.p2());
        add(stroker.createStroke(path));
        return true;
    }

    bool addText()
    {
        QFont font(QStringLiteral("serif"));
        font.setPixelSize(std::clamp(int(std::lround(lengthOf(QLatin1String("font-size"), 884))), 1, 4000));
        font.setBold(attribute(QLatin1String("font-weight")) == QLatin1String("bold"));
        font.setItalic(attribute(QLatin1String("font-style")) == QLatin1String("italic"));
        const QString text = m_xml.readElementText(QXmlStreamReader::IncludeChildElements); // reads its end as well
        QPainterPath path;
        path.setFillRule(Qt::WindingFill);
        path.addText({}, font, text);
        add(path);
        m_groups.removeLast();
        return true;
    }

    QXmlStreamReader m_xml;
    bool m_isKnown = true;
    QList<Group> m_groups; ///< Of the elements that are open, innermost last.
    std::shared_ptr<Formula> m_formula = windingFormula();

    static std::shared_ptr<Formula> windingFormula()
    {
        auto formula = std::make_shared<Formula>();
        formula->outline.setFillRule(Qt::WindingFill);
        return formula;
    }
};

} // namespace

FormulaPtr formulaFromSvg(const QByteArray &svg) { return SvgReader(svg).read(); }

} // namespace freshet
