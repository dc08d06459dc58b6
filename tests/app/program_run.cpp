// SPDX-License-Identifier: MIT
#include "tests/app/program_run.h"

#include "tests/support/all_files.h"

#include <QJsonDocument>
#include <QTest>

#include <csignal>
#include <sys/stat.h>

namespace freshet::test {

QList<QJsonObject> ProgramRun::Result::messages() const
{
    QList<QJsonObject> list;
    const QByteArrayList lines = output.split('\n');
    for (const QByteArray &line : lines) {
        if (!line.isEmpty())
            list << QJsonDocument::fromJson(line).object();
    }
    return list;
}

ProgramRun::ProgramRun() : m_profile(m_dir.filePath(QStringLiteral("profile")))
{
    for (const char *name : {"PATH", "LC_ALL", "TZ", "ASAN_OPTIONS", "UBSAN_OPTIONS"}) {
        if (qEnvironmentVariableIsSet(name))
            m_environment.insert(QString::fromLatin1(name), qEnvironmentVariable(name));
    }
    m_environment.insert(QStringLiteral("HOME"), m_dir.filePath(QStringLiteral("home")));
    m_environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_dir.path());
}

QString ProgramRun::writeFile(const QString &name, const QByteArray &content) const
{
    const QString path = filePath(name);
    QFile file(path);
    if (!QDir().mkpath(QFileInfo(path).path()) || !file.open(QFile::WriteOnly) || file.write(content) != content.size())
        qFatal("the test cannot write %s", qPrintable(path));
    return path;
}

void ProgramRun::start(const QStringList &arguments, const QByteArray &input)
{
    m_output.clear();
    m_process.setProcessEnvironment(m_environment);
    if (input.isEmpty())
        m_process.setStandardInputFile(QProcess::nullDevice());
    else
        m_process.setStandardInputFile(QString());
    if (!m_outputFile.isEmpty())
        m_process.setStandardOutputFile(m_outputFile);
    if (!m_errorFile.isEmpty())
        m_process.setStandardErrorFile(m_errorFile);
    if (m_umask)
        m_process.setChildProcessModifier([mask = *m_umask] { ::umask(mask); });
    if (!m_program.isEmpty())
        m_process.start(m_program, arguments);
    else if (profile().isEmpty())
        m_process.start(QStringLiteral(FRESHET_PROGRAM), arguments);
    else
        m_process.start(
            QStringLiteral(FRESHET_PROGRAM), QStringList{QStringLiteral("--profile"), profile()} + arguments);
    if (!input.isEmpty())
        m_process.write(input);
    m_process.closeWriteChannel();
}

void ProgramRun::sendSignal(int signal)
{
    if (const auto process = pid_t(m_process.processId()); process > 0) // else it would be for all of this test
        ::kill(process, signal);
}

ProgramRun::Result ProgramRun::wait()
{
    const bool ended = QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, 30'000);
    if (!ended) {
        m_process.kill();
        m_process.waitForFinished();
    }
    const bool isWell = ended && m_process.exitStatus() == QProcess::NormalExit;
    return {.exitStatus = isWell ? m_process.exitCode() : -1,
        .output = outputSoFar(),
        .errors = m_process.readAllStandardError()};
}

ProgramRun::Result ProgramRun::run(const QStringList &arguments, const QByteArray &input)
{
    start(arguments, input);
    return wait();
}

QByteArray ProgramRun::allFiles() const { return allFilesBelow(m_dir.path()); }

} // namespace freshet::test
