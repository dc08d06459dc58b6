// SPDX-License-Identifier: MIT
#include "tests/bench/pixel_bench.h"

#include "core/providers/chat_reply.h"
#include "tests/bench/bench_client.h"
#include "tests/bench/figures.h"
#include "tests/bench/plain_stream.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcript_view.h"

#include <QEventLoop>
#include <QMainWindow>

namespace freshet::bench {

namespace {

/// A shown window with a transcript, and a watch on its frames.
class PixelWindow : public QMainWindow {
public:
    PixelWindow() : transcript(new TranscriptView(this))
    {
        setCentralWidget(transcript);
        resize(1100, 760);
        transcript->viewport()->installEventFilter(this);
        show();
    }

    TranscriptView *transcript; // child of this
    QList<qint64> written; ///< When each token that waits for its frame was written.
    QList<qint64> ages;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Paint || watched != transcript->viewport() || m_painting)
            return false;
        m_painting = true;
        QCoreApplication::sendEvent(watched, event); // paints now, so that the time after it is known
        m_painting = false;
        const qint64 now = monotonicNs();
        for (const qint64 at : std::exchange(written, {}))
            ages << now - at;
        return true;
    }

private:
    bool m_painting = false;
};

/// Streams one answer into the window; returns the CPU it took in microseconds.
double showOne(BenchClient &client, PixelWindow &window, const QString &model)
{
    QObject scope;
    QEventLoop loop;
    const QString id = QStringLiteral("answer %1").arg(monotonicNs());
    window.transcript->clear();
    window.transcript->appendMessage({.id = id, .role = ChatRole::Assistant, .state = MessageState::Streaming});
    ChatReply *reply = client.ask(model, &scope);
    QObject::connect(reply, &ChatReply::textAppended, &scope, [&](const QString &delta) {
        window.transcript->appendText(id, delta);
        QList<qint64> ages;
        collectAges(delta.toUtf8(), ages);
        for (const qint64 age : ages)
            window.written << monotonicNs() - age;
    });
    QObject::connect(reply, &ChatReply::finished, &loop, &QEventLoop::quit);
    const qint64 before = processCpuNs();
    loop.exec();
    return static_cast<double>(processCpuNs() - before) / 1000.0;
}

} // namespace

QJsonObject measureCpuToPixel(const QUrl &server)
{
    BenchClient client(server);
    PixelWindow window;
    const auto show
        = [&](qint64 tokens) { return showOne(client, window, QStringLiteral("n=%1,rate=1000,words=1").arg(tokens)); };
    show(1000); // warm
    return perTokenFigures(show);
}

QJsonObject measureLatencyToPixel(const QUrl &server)
{
    BenchClient client(server);
    PixelWindow window;
    showOne(client, window, QStringLiteral("n=50,rate=50")); // warm
    window.ages.clear();
    const QString model = QStringLiteral("n=500,rate=50");
    PlainStream raw({.url = server}, model.toUtf8(), &window);
    QObject::connect(&raw, &PlainStream::connected, &raw, &PlainStream::ask);
    showOne(client, window, model);
    return sideBySide(window.ages, raw.ages);
}

} // namespace freshet::bench
