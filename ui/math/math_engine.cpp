// SPDX-License-Identifier: MIT
#include "ui/math/math_engine.h"

#include "core/net/http_inflater.h"
#include "ui/math/svg_outline.h"
#include "ui/theme/ui_resources.h"

#include <QFile>
#include <QJSEngine>
#include <QJSValue>
#include <QLoggingCategory>
#include <QMutexLocker>
#include <QRegularExpression>

#include <atomic>

namespace freshet {

namespace {

Q_LOGGING_CATEGORY(logMath, "freshet.math", QtInfoMsg)

constexpr qsizetype kLongestFormula = 8'000;

QString mathJaxScript()
{
    initUiResources();
    QFile file(QStringLiteral(":/freshet/ui/math/mathjax.js.gz"));
    QByteArray script;
    const auto inflater = HttpInflater::forEncoding("gzip");
    const bool isWhole
        = file.open(QIODevice::ReadOnly) && inflater->unpack(file.readAll(), [&](const QByteArray &piece) {
              script += piece;
              return true;
          });
    return isWhole ? QString::fromUtf8(script) : QString();
}

/// Qt's compiler remarks on the order of declarations in MathJax, which nobody who reads the log can change.
void quietCompiler()
{
    static std::atomic<QLoggingCategory::CategoryFilter> before = nullptr;
    static const bool once = [] {
        before = QLoggingCategory::installFilter([](QLoggingCategory *category) {
            if (const auto filter = before.load())
                filter(category);
            if (qstrcmp(category->categoryName(), "qt.qml.compiler") == 0)
                category->setEnabled(QtWarningMsg, false);
        });
        return true;
    }();
    Q_UNUSED(once);
}

/// MathJax sets a numbered formula to the width of a page; here the number stands behind it.
QString withPlainTags(QString latex)
{
    static const QRegularExpression kTag(QStringLiteral(R"(\\tag(\*?)\s*\{([^{}]*)\})"));
    const QRegularExpressionMatch match = kTag.match(latex);
    if (!match.hasMatch())
        return latex;
    static const QRegularExpression kPlain(QStringLiteral(R"(\\tag\s*\{([^{}]*)\})"));
    static const QRegularExpression kStarred(QStringLiteral(R"(\\tag\*\s*\{([^{}]*)\})"));
    latex.replace(kPlain, QStringLiteral(R"(\qquad\text{(\1)})"));
    latex.replace(kStarred, QStringLiteral(R"(\qquad\text{\1})"));
    return latex;
}

} // namespace

MathEngine::MathEngine() = default;

MathEngine::~MathEngine() { unload(); }

void MathEngine::interrupt()
{
    const QMutexLocker lock(&m_mutex);
    if (m_js)
        m_js->setInterrupted(true);
}

void MathEngine::close()
{
    const QMutexLocker lock(&m_mutex);
    m_isClosed = true;
    if (m_js)
        m_js->setInterrupted(true);
}

void MathEngine::draw(const FormulaKey &key)
{
    const bool isReady = key.latex.size() <= kLongestFormula && load();
    if (!isReady) {
        emit drawn(key, nullptr);
        return;
    }
    emit started(key);
    const QByteArray svg = svgOf(key);
    if (isInterrupted())
        unload(); // it stopped anywhere
    emit drawn(key, svg.isEmpty() ? nullptr : formulaFromSvg(svg));
}

bool MathEngine::load()
{
    if (isInterrupted()) // by a deadline that came when the formula was done
        unload();
    if (m_js)
        return true;
    quietCompiler();
    auto engine = std::make_unique<QJSEngine>();
    QJSEngine &js = *engine;
    {
        const QMutexLocker lock(&m_mutex);
        if (m_isClosed)
            return false;
        m_js = std::move(engine);
    }
    js.evaluate(QStringLiteral("var GL = this, global = this, console = {log() {}, warn() {}, error() {}};"));
    const QJSValue result = js.evaluate(mathJaxScript());
    if (!result.isError() && js.globalObject().property(QStringLiteral("texToSvg")).isCallable())
        return true;
    if (!isInterrupted())
        qCWarning(logMath) << "MathJax could not be loaded:" << result.toString();
    unload();
    return false;
}

void MathEngine::unload()
{
    std::unique_ptr<QJSEngine> engine;
    const QMutexLocker lock(&m_mutex);
    engine.swap(m_js);
}

QByteArray MathEngine::svgOf(const FormulaKey &key)
{
    const QJSValue draw = m_js->globalObject().property(QStringLiteral("texToSvg"));
    const QJSValue result = draw.call({withPlainTags(key.latex), key.style == MathStyle::Display});
    return result.isString() ? result.toString().toUtf8() : QByteArray();
}

bool MathEngine::isInterrupted()
{
    const QMutexLocker lock(&m_mutex);
    return m_isClosed || (m_js && m_js->isInterrupted());
}

} // namespace freshet
