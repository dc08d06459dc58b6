// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace freshet {

/// A request body that can be read once.
///
/// When a server drops a connection before it answers, Qt sends the request again by itself, and a prompt would be
/// billed twice. A body that cannot be rewound makes it fail (ContentReSendError) instead.
class HttpOneShotBody : public QIODevice {
    Q_OBJECT

public:
    explicit HttpOneShotBody(const QByteArray &bytes, QObject *parent = nullptr);

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    bool seek(qint64) override { return false; }
    bool atEnd() const override { return m_position == m_bytes.size(); }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_position; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_bytes;
    qsizetype m_position = 0;
};

} // namespace freshet
