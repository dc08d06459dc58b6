// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <optional>
#include <sys/types.h>

namespace freshet::test {

/// Runs the built program as a person or a script would: another process, its own profile, no keychain, no display.
///
/// A scripted server of the test goes on serving while this waits, since waiting turns the test's event loop.
class ProgramRun {
public:
    struct Result {
        int exitStatus = -1; ///< -1: it crashed, or did not end.
        QByteArray output;
        QByteArray errors;

        QList<QJsonObject> messages() const; ///< Of --json output; an empty object for a line that is no JSON object.
    };

    ProgramRun();

    QString profile() const { return m_profile; }
    void setProfile(const QString &dir) { m_profile = dir; } ///< To share another one's; empty: the user's own.
    void setProgram(const QString &path) { m_program = path; } ///< Another one, which gets only its own arguments.
    void setUmask(mode_t mask) { m_umask = mask; } ///< What it is started with; it may think of another.
    QString filePath(const QString &name) const { return m_dir.filePath(name); } ///< Beside the profile.
    QString writeFile(const QString &name, const QByteArray &content) const; ///< Gives its path.
    void setEnvironment(const QString &name, const QString &value) { m_environment.insert(name, value); }
    void setOutputFile(const QString &path) { m_outputFile = path; }
    void setErrorFile(const QString &path) { m_errorFile = path; }

    /// Starts it with `--profile` and @p arguments. Standard input is closed after @p input; without any it is no pipe.
    void start(const QStringList &arguments, const QByteArray &input = QByteArray());
    QByteArray outputSoFar() { return m_output += m_process.readAllStandardOutput(); }
    qint64 processId() const { return m_process.processId(); }
    void sendSignal(int signal);
    Result wait(); ///< Until it ends, at most half a minute.

    Result run(const QStringList &arguments, const QByteArray &input = QByteArray());

    /// Everything in every file under the profile, for looking for what must not be there.
    QByteArray allFiles() const;

private:
    QTemporaryDir m_dir;
    QProcessEnvironment m_environment;
    QString m_profile;
    QString m_program; ///< Empty: Freshet itself.
    std::optional<mode_t> m_umask;
    QString m_outputFile;
    QString m_errorFile;
    QProcess m_process;
    QByteArray m_output;
};

} // namespace freshet::test
