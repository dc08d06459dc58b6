// SPDX-License-Identifier: MIT
#include "ui/math/math_renderer.h"

#include "ui/math/math_engine.h"

#include <algorithm>

namespace freshet {

namespace {

constexpr qsizetype kMostFormulaBytes = 24 * 1024 * 1024;
constexpr qsizetype kMostWaitingFormulas = 1'000;
constexpr int kMostHalvings = 4;
constexpr std::chrono::milliseconds kDonePause{16};

qsizetype formulaBytes(const FormulaKey &key, const FormulaPtr &formula)
{
    const qsizetype elements = formula ? formula->outline.elementCount() : 0;
    return 200 + 2 * key.latex.size() + elements * qsizetype(sizeof(QPainterPath::Element));
}

} // namespace

MathRenderer::MathRenderer(std::chrono::milliseconds deadline, QObject *parent)
    : QObject(parent), m_known(kMostFormulaBytes), m_patience(deadline)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &MathRenderer::onOverdue);
    m_frame.setSingleShot(true);
    m_frame.setInterval(kDonePause);
    connect(&m_frame, &QTimer::timeout, this, &MathRenderer::formulasDone);
}

MathRenderer::~MathRenderer()
{
    if (!m_engine)
        return;
    m_engine->close();
    m_thread.quit();
    m_thread.wait();
}

MathRenderer::Answer MathRenderer::formula(const FormulaKey &key)
{
    if (const Answer *known = m_known.object(key))
        return *known;
    if (m_current == key)
        return {};
    m_waiting.removeOne(key);
    m_waiting.append(key);
    if (m_waiting.size() > kMostWaitingFormulas) { // asked for again where it is still to be seen
        m_waiting.removeFirst();
        m_frame.start();
    }
    start();
    drawNext();
    return {};
}

void MathRenderer::start()
{
    if (m_engine)
        return;
    qRegisterMetaType<FormulaKey>();
    qRegisterMetaType<FormulaPtr>();
    m_engine = new MathEngine; // deleted when the thread ends
    m_engine->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_engine, &QObject::deleteLater);
    connect(m_engine, &MathEngine::started, this, &MathRenderer::onStarted);
    connect(m_engine, &MathEngine::drawn, this, &MathRenderer::onDrawn);
    m_thread.setObjectName(QStringLiteral("math"));
    m_thread.start();
}

void MathRenderer::drawNext()
{
    if (m_current || m_waiting.isEmpty())
        return;
    m_current = m_waiting.takeLast();
    QMetaObject::invokeMethod(m_engine, [engine = m_engine, key = *m_current] { engine->draw(key); });
}

void MathRenderer::onOverdue()
{
    m_overdue = std::min(m_overdue + 1, kMostHalvings);
    m_engine->interrupt();
}

void MathRenderer::onStarted(const FormulaKey &key)
{
    if (m_current == key)
        m_deadline.start(m_patience / (1 << m_overdue));
}

void MathRenderer::onDrawn(const FormulaKey &key, const FormulaPtr &formula)
{
    m_deadline.stop();
    m_current.reset();
    if (formula)
        m_overdue = 0;
    m_known.insert(key, new Answer{.state = formula ? State::Drawn : State::Refused, .formula = formula},
        formulaBytes(key, formula));
    if (!m_frame.isActive())
        m_frame.start();
    drawNext();
}

} // namespace freshet
