// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/memory_secret_store.h"

#include <QList>

namespace freshet::test {

/// A keychain whose state the test chooses. Held answers wait for release().
class ScriptedSecretStore : public MemorySecretStore {
public:
    enum class State { Open, Locked, Absent };

    State state = State::Open;
    bool isHeld = false;
    int writes = 0;
    int removes = 0;

    void release()
    {
        isHeld = false;
        const auto held = std::exchange(m_held, {});
        for (const auto &answer : held)
            answer();
    }

    void read(const QString &name, QObject *context, std::function<void(Result<Secret>)> done) override
    {
        if (state == State::Open)
            MemorySecretStore::read(name, context, std::move(done));
        else
            later(context, [error = problem(), done] { done(failure(error)); });
    }

    void write(const QString &name, const Secret &secret, QObject *context, std::function<void(Status)> done) override
    {
        ++writes;
        const auto act = [this, name, secret, context, done, state = state] {
            if (state == State::Open)
                MemorySecretStore::write(name, secret, context, done);
            else
                later(context, [error = problem(), done] { done(failure(error)); });
        };
        if (isHeld)
            m_held << act;
        else
            act();
    }

    void remove(const QString &name, QObject *context, std::function<void(Status)> done) override
    {
        ++removes;
        const auto act = [this, name, context, done, state = state] {
            if (state == State::Open)
                MemorySecretStore::remove(name, context, done);
            else
                later(context, [error = problem(), done] { done(failure(error)); });
        };
        if (isHeld)
            m_held << act;
        else
            act();
    }

private:
    static void later(QObject *context, const std::function<void()> &answer)
    {
        QMetaObject::invokeMethod(context, answer, Qt::QueuedConnection);
    }

    Error problem() const
    {
        const bool isAbsent = state == State::Absent;
        return {.kind = ErrorKind::Storage,
            .message = isAbsent ? QStringLiteral("There is no keychain here.") : QStringLiteral("It is locked."),
            .retryable = !isAbsent};
    }

    QList<std::function<void()>> m_held;
};

} // namespace freshet::test
