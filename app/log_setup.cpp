// SPDX-License-Identifier: MIT
#include "app/log_setup.h"

#include "app/escape_filter.h"
#include "app/secret_redactor.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QMutex>

#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>

namespace freshet {

namespace {

constexpr qint64 kMaxLogBytes = 1024 * 1024;
constexpr int kOldLogs = 5;

/// Qt's message handler is a plain function, so what it needs is static; the mutex guards all of it.
struct LogSink {
    QMutex mutex;
    SecretRedactor redactor;
    QString path;
    QFile file;
};

LogSink &logSink()
{
    static LogSink sink;
    return sink;
}

/// By the system's call: QFile would follow a link. It knows no name afterwards.
void openLog(LogSink &sink)
{
    sink.file.close();
    const int log = ::open(QFile::encodeName(sink.path).constData(),
        O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (log < 0 || !sink.file.open(log, QFile::WriteOnly | QFile::Append, QFile::AutoCloseHandle))
        std::fprintf(stderr, "freshet: no log: %s cannot be written\n", qPrintable(sink.path));
}

void rotateLog(LogSink &sink)
{
    const QString &name = sink.path;
    for (int n = kOldLogs; n > 1; --n) {
        QFile::remove(name + u'.' + QString::number(n));
        QFile::rename(name + u'.' + QString::number(n - 1), name + u'.' + QString::number(n));
    }
    QFile::rename(name, name + QStringLiteral(".1"));
    openLog(sink);
}

const char *levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "critical";
    case QtFatalMsg:
        return "fatal";
    }
    return "";
}

void takeMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    LogSink &sink = logSink();
    const QMutexLocker lock(&sink.mutex);
    const QByteArray line = EscapeFilter(EscapeFilter::Target::Terminal)
                                .filtered(sink.redactor.redacted(message))
                                .replace(u'\n', QStringLiteral("\n    "))
                                .toUtf8();
    // Our own debug lines are off unless QT_LOGGING_RULES asks for them.
    const bool isAskedFor = type == QtDebugMsg && QByteArrayView(context.category).startsWith("freshet.");
    if (isAskedFor || (type != QtDebugMsg && type != QtInfoMsg))
        std::fprintf(stderr, "freshet: %s: %s\n", levelName(type), line.constData());
    if (!sink.file.isOpen())
        return;
    if (sink.file.size() > kMaxLogBytes)
        rotateLog(sink);
    sink.file.write(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1() + ' ' + levelName(type) + ' '
        + context.category + ": " + line + '\n');
    sink.file.flush();
}

} // namespace

void setUpLog(const QString &logDir)
{
    LogSink &sink = logSink();
    if (!logDir.isEmpty() && QDir().mkpath(logDir)) {
        sink.path = logDir + QStringLiteral("/freshet.log");
        openLog(sink);
    }
    qInstallMessageHandler(takeMessage);
}

void keepOutOfLog(const Secret &secret)
{
    LogSink &sink = logSink();
    const QMutexLocker lock(&sink.mutex);
    sink.redactor.add(secret);
}

} // namespace freshet
