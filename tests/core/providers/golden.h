// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/provider_info.h"
#include "core/models/provider_catalog.h"
#include "core/net/http_message.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace freshet::test {

// Requests of all vendors of the catalog, compared with the files that say what they are.

inline constexpr const char *kKey = "test-key-abcdef123456";

/// The whole request as one JSON, the key replaced by where it goes.
inline QByteArray shown(const HttpRequest &request)
{
    QJsonObject headers;
    for (const auto &[name, value] : request.headers)
        headers.insert(QString::fromLatin1(name), QString::fromLatin1(value));
    if (request.credential)
        headers.insert(QString::fromLatin1(request.credential->header),
            QString(
                QString::fromLatin1(request.credential->prefix) + "KEY for " + request.credential->origin.toString()));
    const QJsonObject all{{"verb", QString::fromLatin1(request.verb)}, {"url", request.url.toString()},
        {"headers", headers}, {"body", QJsonDocument::fromJson(request.body).object()}};
    return QJsonDocument(all).toJson();
}

/// UPDATE_GOLDEN=1 writes the file; review the difference before committing it.
inline void compareWithGolden(const QByteArray &text, const QString &name)
{
    QFile file(QStringLiteral(FRESHET_TEST_DATA "/") + name);
    if (qEnvironmentVariableIsSet("UPDATE_GOLDEN")) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        return;
    }
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    QCOMPARE(QString::fromUtf8(text), QString::fromUtf8(file.readAll()));
}

/// The one that we ship.
inline QList<ProviderInfo> catalog()
{
    QFile file(QStringLiteral(FRESHET_TEST_DATA "/../../resources/providers/catalog.json"));
    return file.open(QIODevice::ReadOnly) ? parseProviderCatalog(file.readAll()).value_or(QList<ProviderInfo>())
                                          : QList<ProviderInfo>();
}

/// Of a vendor as it comes from the catalog; the key is kKey where it needs one.
inline ProviderConfig configOf(const ProviderInfo &info)
{
    return {.id = info.id,
        .name = info.name,
        .dialect = info.dialect,
        .baseUrl = info.defaultBaseUrl.isEmpty() ? QUrl("http://127.0.0.1:9000/v1") : info.defaultBaseUrl,
        .key = info.needsKey ? Secret(kKey) : Secret(),
        .headers = info.headers,
        .quirks = info.quirks};
}

} // namespace freshet::test
