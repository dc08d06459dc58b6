// SPDX-License-Identifier: MIT
// quit_program PROFILE LETTER QUESTION…: the program's window, driven from within as a person would: it asks each
// question in a chat of its own and writes on in the composer. A line of standard output tells each thing that is done
// or seen: "shown", "asked QUESTION", "seen QUESTION LENGTH", "typed LETTERS", "hidden NANOSECONDS" (of the monotonic
// clock). The line "close" on standard input closes the window.
#include "app/console.h"
#include "app/key_source.h"
#include "app/profile_paths.h"
#include "app/window_program.h"
#include "ui/chat/answer_run.h"
#include "ui/chat/chat_controller.h"
#include "ui/chat/composer_field.h"
#include "ui/main_window.h"

#include <QApplication>
#include <QEvent>
#include <QHash>
#include <QPointer>
#include <QSocketNotifier>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <sys/stat.h>
#include <unistd.h>

using namespace freshet;

namespace {

constexpr std::chrono::milliseconds kBetweenKeys{15};

void report(const QByteArray &line)
{
    std::printf("%s\n", line.constData());
    std::fflush(stdout);
}

/// Finds the window when it is shown, and does with it what the arguments say.
class QuitDriver : public QObject {
public:
    QuitDriver() : m_input(STDIN_FILENO, QSocketNotifier::Read), m_keys(this)
    {
        m_input.setEnabled(false);
        qApp->installEventFilter(this);
        connect(&m_keys, &QTimer::timeout, this, &QuitDriver::type);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Show && !m_window && (m_window = qobject_cast<MainWindow *>(watched)))
            QMetaObject::invokeMethod(this, &QuitDriver::begin, Qt::QueuedConnection);
        if (event->type() == QEvent::Hide && watched == m_window)
            report("hidden "
                + QByteArray::number(
                    qint64(std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count())));
        return false;
    }

private:
    void begin()
    {
        report("shown");
        connect(&m_input, &QSocketNotifier::activated, this, [this] {
            char line[16];
            m_input.setEnabled(false);
            if (::read(STDIN_FILENO, line, sizeof line) > 0 && m_window)
                m_window->close();
        });
        m_input.setEnabled(true);
        auto &chats = *m_window->findChild<ChatController *>();
        const QStringList questions = QCoreApplication::arguments().mid(3);
        for (const QString &question : questions) {
            chats.newChat();
            const QList<AnswerRun *> before = chats.findChildren<AnswerRun *>();
            chats.ask(question);
            report("asked " + question.toUtf8());
            const QList<AnswerRun *> after = chats.findChildren<AnswerRun *>();
            for (const AnswerRun *const run : after) {
                if (!before.contains(run))
                    follow(*run, question.toUtf8());
            }
        }
        chats.newChat();
        m_keys.start(kBetweenKeys);
    }

    void follow(const AnswerRun &run, const QByteArray &question)
    {
        connect(&run, &AnswerRun::textAppended, this, [this, question](const QString &delta) {
            report("seen " + question + ' ' + QByteArray::number(m_seen[question] += delta.size()));
        });
    }

    void type()
    {
        if (!m_window) // it is closed
            return m_keys.stop();
        auto &field = *m_window->findChild<ComposerField *>();
        const QString letter = QCoreApplication::arguments().at(2);
        field.insertPlainText(letter);
        report("typed " + QByteArray::number(field.toPlainText().count(letter)));
    }

    QPointer<MainWindow> m_window;
    QSocketNotifier m_input;
    QTimer m_keys;
    QHash<QByteArray, qsizetype> m_seen;
};

void makeDriver() { (new QuitDriver)->setParent(qApp); }

} // namespace

Q_COREAPP_STARTUP_FUNCTION(makeDriver)

int main(int argc, char *argv[])
{
    ::umask(0077);
    Console console;
    const auto paths = ProfilePaths::open(QString::fromLocal8Bit(argc > 1 ? argv[1] : ""));
    if (!paths) {
        console.say(paths.error().message);
        return 2;
    }
    return runWindow(argc, argv, {}, *paths, takeEnvironmentKeys(), console);
}
