// SPDX-License-Identifier: MIT
#include "ui/settings/endpoint_label.h"

#include "core/providers/base_url.h"
#include "core/providers/endpoint_urls.h"
#include "ui/widgets/plain_text.h"

namespace freshet {

namespace {

QString purposeWord(EndpointPurpose purpose)
{
    switch (purpose) {
    case EndpointPurpose::ModelList:
        return EndpointLabel::tr("Models");
    case EndpointPurpose::Chat:
        return EndpointLabel::tr("Chat");
    case EndpointPurpose::StreamedChat:
        return EndpointLabel::tr("Streamed chat");
    case EndpointPurpose::Embeddings:
        return EndpointLabel::tr("Embeddings");
    }
    Q_UNREACHABLE();
}

} // namespace

EndpointLabel::EndpointLabel(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setForegroundRole(QPalette::PlaceholderText);
}

void EndpointLabel::showFor(const QString &typed, const ProviderInfo &provider)
{
    const auto base
        = typed.trimmed().isEmpty() ? Result<QUrl>(provider.defaultBaseUrl) : normalizedBaseUrl(typed, provider);
    QStringList lines;
    if (base) {
        QUrl chat;
        for (const EndpointUrl &endpoint : endpointUrls({.id = provider.id,
                                           .name = provider.name,
                                           .dialect = provider.dialect,
                                           .baseUrl = *base,
                                           .headers = provider.headers,
                                           .quirks = provider.quirks})) {
            if (endpoint.purpose == EndpointPurpose::StreamedChat && endpoint.url == chat)
                continue;
            if (endpoint.purpose == EndpointPurpose::Chat)
                chat = endpoint.url;
            lines << tr("%1: %2").arg(purposeWord(endpoint.purpose), endpoint.url.toString(QUrl::FullyEncoded));
        }
    }
    const QString text = lines.join(u'\n');
    setText(breakable(text));
    setAccessibleName(text);
    setVisible(!text.isEmpty());
}

} // namespace freshet
