// SPDX-License-Identifier: MIT
#include "tests/bench/transcript_bench.h"

#include "core/providers/chat_reply.h"
#include "tests/bench/bench_client.h"
#include "tests/bench/figures.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcript_view.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QScrollBar>
#include <QTimer>

namespace freshet::bench {

namespace {

constexpr int kFrameMs = 16;
constexpr int kTokensAFrame = 5; ///< About 300 a second.
constexpr int kFrames = 200;

/// Text of all kinds that answers have, cut into pieces as long as tokens are.
class Tokens {
public:
    QString next()
    {
        static const QString text = QStringLiteral(
            "## A heading\n\nA paragraph with **bold**, `code` and a [link](https://example.org), which goes on for a "
            "while, as paragraphs of answers do, until it ends.\n\n- one item\n- another one\n  - and one inside\n\n"
            "```cpp\nint main()\n{\n    return answer(42);\n}\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n"
            "1. first\n2. second\n\n> A quote.\n\n");
        const QString token = text.mid(m_at, 4);
        m_at = m_at + 4 < text.size() ? m_at + 4 : 0;
        return token;
    }

    QString next(int count)
    {
        QString text;
        for (int i = 0; i < count; ++i)
            text += next();
        return text;
    }

private:
    qsizetype m_at = 0;
};

void runFor(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

void showView(TranscriptView &view)
{
    view.resize(1100, 760);
    view.show();
    runFor(100);
}

double megabytes(const QJsonObject &memory)
{
    return rounded(memory.value(QLatin1String("rss_kb")).toDouble() / 1024, 1);
}

} // namespace

QJsonObject measureFrameWork()
{
    TranscriptView view;
    showView(view);
    const QString id = QStringLiteral("answer");
    view.appendMessage({.id = id, .role = ChatRole::Assistant, .state = MessageState::Streaming});
    Tokens tokens;
    int said = 0;
    QJsonObject figures;
    for (const int behind : {0, 10'000, 50'000}) {
        for (; said < behind; said += 100)
            view.appendText(id, tokens.next(100));
        runFor(1000); // what was said at once is set now
        QList<qint64> frames;
        for (int i = 0; i < kFrames; ++i) {
            const qint64 before = threadCpuNs();
            for (int k = 0; k < kTokensAFrame; ++k)
                view.appendText(id, tokens.next());
            runFor(kFrameMs);
            frames << threadCpuNs() - before;
        }
        said += kFrames * kTokensAFrame;
        figures.insert(QStringLiteral("behind_%1_tokens").arg(behind), percentiles(frames));
    }
    return figures;
}

QJsonObject measureLongChat()
{
    Tokens tokens;
    QList<TranscriptMessage> messages;
    for (int i = 0; i < 5'000; ++i) {
        messages << TranscriptMessage{.id = QStringLiteral("q%1").arg(i), .text = tokens.next(12)}
                 << TranscriptMessage{
                        .id = QStringLiteral("a%1").arg(i), .role = ChatRole::Assistant, .text = tokens.next(60)};
    }
    TranscriptView view;
    showView(view);
    const qint64 begin = monotonicNs();
    view.setMessages(messages);
    view.viewport()->repaint();
    const double openMs = static_cast<double>(monotonicNs() - begin) / 1e6;
    QScrollBar &bar = *view.verticalScrollBar();
    QList<qint64> wheel;
    QList<qint64> jumps;
    for (int i = 0; i < 300; ++i) {
        const qint64 before = monotonicNs();
        bar.setValue(bar.value() - 120);
        view.viewport()->repaint();
        wheel << monotonicNs() - before;
    }
    for (int i = 0; i < 100; ++i) {
        const qint64 before = monotonicNs();
        bar.setValue(static_cast<int>((qint64(i) * 7919 % 100) * bar.maximum() / 100));
        view.viewport()->repaint();
        jumps << monotonicNs() - before;
    }
    return {{"open_ms", rounded(openMs, 1)}, {"wheel_frame", percentiles(wheel)}, {"jump_frame", percentiles(jumps)},
        {"rss_mb", megabytes(memoryOf(QCoreApplication::applicationPid()))}};
}

QJsonObject measureHardTexts()
{
    constexpr qsizetype kSize = 1024 * 1024;
    static const QStringList kPieces{"*", "_", "**a ", "*a_ ", "`", "`a``", "[", "[a](", "![", "](", "[[a]", "<", "<a ",
        "<!--", "&", "&#35;", "> ", ">", "- ", "  - a\n", "1. ", "#", "| a ", "|-|\n", "~~~\n", "```\n`", "$", "$$a",
        "\\", "a\r", "\t"};
    QJsonObject figures;
    double worst = 0;
    QString worstPiece;
    int slow = 0;
    TranscriptView view;
    showView(view);
    for (const QString &piece : kPieces) {
        const QString text = piece.repeated(kSize / piece.size());
        const qint64 begin = monotonicNs();
        view.setMessages({TranscriptMessage{.id = QStringLiteral("a"), .role = ChatRole::Assistant, .text = text}});
        view.viewport()->repaint();
        const double ms = static_cast<double>(monotonicNs() - begin) / 1e6;
        slow += ms > 500 ? 1 : 0;
        if (ms > worst) {
            worst = ms;
            worstPiece = piece;
        }
    }
    return {{"texts", kPieces.size()}, {"worst_ms", rounded(worst, 1)}, {"worst_piece", worstPiece},
        {"above_500_ms", slow}};
}

QJsonObject measureLongAnswer(const QUrl &server)
{
    BenchClient client(server);
    TranscriptView view;
    showView(view);
    const QString id = QStringLiteral("answer");
    view.appendMessage({.id = id, .role = ChatRole::Assistant, .state = MessageState::Streaming});
    QObject scope;
    QEventLoop loop;
    const qint64 before = processCpuNs();
    const qint64 begin = monotonicNs();
    ChatReply *const reply = client.ask(QStringLiteral("n=5000,rate=100,words=1"), &scope);
    QObject::connect(
        reply, &ChatReply::textAppended, &scope, [&](const QString &delta) { view.appendText(id, delta); });
    QObject::connect(reply, &ChatReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return {{"cpu_s", rounded(static_cast<double>(processCpuNs() - before) / 1e9)},
        {"seconds", rounded(static_cast<double>(monotonicNs() - begin) / 1e9, 1)},
        {"rss_mb", megabytes(memoryOf(QCoreApplication::applicationPid()))}};
}

} // namespace freshet::bench
