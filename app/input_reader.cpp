// SPDX-License-Identifier: MIT
#include "app/input_reader.h"

#include <QStringDecoder>
#include <QTimer>

#include <array>
#include <cerrno>
#include <unistd.h>

namespace freshet {

namespace {

constexpr auto kSilenceBeforeHint = std::chrono::seconds(2);

Error inputError(const QString &message) { return {.kind = ErrorKind::BadRequest, .message = message}; }

} // namespace

InputReader::InputReader(qsizetype maxBytes, QObject *parent)
    : QObject(parent), m_maxBytes(maxBytes), m_notifier(STDIN_FILENO, QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &InputReader::onReadable);
    QTimer::singleShot(kSilenceBeforeHint, this, [this] {
        if (m_notifier.isEnabled() && m_bytes.isEmpty())
            emit waiting();
    });
}

void InputReader::onReadable()
{
    std::array<char, 64 * 1024> buffer;
    const ssize_t n = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (n < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (n < 0) {
        end(failure(inputError(tr("Standard input cannot be read: %1.").arg(qt_error_string(errno)))));
    } else if (n > 0) {
        m_bytes.append(buffer.data(), n);
        if (m_bytes.size() > m_maxBytes)
            end(failure(
                inputError(tr("Standard input is longer than %1 MB; send a part of it, or index it and ask about it.")
                               .arg(m_maxBytes / 1024 / 1024))));
    } else {
        QStringDecoder decoder(QStringDecoder::Utf8);
        const QString text = decoder.decode(m_bytes);
        if (decoder.hasError() || m_bytes.contains('\0'))
            end(failure(inputError(tr("Standard input is not UTF-8 text."))));
        else
            end(text);
    }
}

void InputReader::end(const Result<QString> &text)
{
    m_notifier.setEnabled(false);
    emit finished(text);
}

} // namespace freshet
