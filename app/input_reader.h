// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

namespace freshet {

/// Reads standard input to its end, as text, without blocking the event loop. finished() comes once.
class InputReader : public QObject {
    Q_OBJECT

public:
    InputReader(qsizetype maxBytes, QObject *parent);

signals:
    void finished(const freshet::Result<QString> &text); ///< BadRequest: too long, or no text.
    void waiting(); ///< Nothing has come for a while; once at most.

private:
    void onReadable();
    void end(const Result<QString> &text);

    const qsizetype m_maxBytes;
    QByteArray m_bytes;
    QSocketNotifier m_notifier;
};

} // namespace freshet
