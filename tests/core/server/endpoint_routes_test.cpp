// SPDX-License-Identifier: MIT
#include "core/server/endpoint_routes.h"

#include <QSet>
#include <QTest>

using namespace freshet;

class EndpointRoutesTest : public QObject {
    Q_OBJECT

private slots:
    void findsEveryRouteByItsOwnPath();
    void tellsWhatAPathTakes();
    void readsTheIdInAPath_data();
    void readsTheIdInAPath();
    void knowsNothingElse_data();
    void knowsNothingElse();
};

void EndpointRoutesTest::findsEveryRouteByItsOwnPath()
{
    QSet<QByteArray> seen;
    for (const EndpointRoute &route : kEndpointRoutes) {
        const QByteArray path = route.path.toByteArray().replace("{id}", "openai");
        QCOMPARE(findRoute(route.method, path).route, &route);
        seen << route.method.toByteArray() + path;
    }
    QCOMPARE(seen.size(), qsizetype(kEndpointRoutes.size()));
}

void EndpointRoutesTest::tellsWhatAPathTakes()
{
    const RouteMatch match = findRoute("DELETE", "/v1/chat/completions");
    QVERIFY(!match.route);
    QCOMPARE(match.allowed, QByteArrayList{"POST"});
    QVERIFY(!findRoute("get", "/catalog").route);
    QVERIFY(!findRoute("HEAD", "/catalog").route);
}

void EndpointRoutesTest::readsTheIdInAPath_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("a word") << QByteArray("openai");
    QTest::newRow("the words around it") << QByteArray("models");
    QTest::newRow("with spaces and accents") << QByteArray("mon serveur \xc3\xa9");
    QTest::newRow("the longest") << QByteArray(64, 'a');
}

void EndpointRoutesTest::readsTheIdInAPath()
{
    QFETCH(QByteArray, id);
    const RouteMatch match = findRoute("POST", QByteArray("/providers/" + id + "/models/refresh"));
    QVERIFY(match.route);
    QCOMPARE(match.route->action, EndpointAction::RefreshModels);
    QCOMPARE(match.id, id);
}

void EndpointRoutesTest::knowsNothingElse_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"", "/", "/catalog/", "/Catalog", "/healthz ", "catalog", "/query", "/query/stream/x",
             "/v1", "/v1/", "/v1/models/gpt", "/providers", "/providers//models/refresh", "/providers/models/refresh",
             "/providers/a/b/models/refresh", "/providers/{id}/models", "/providers/a\n/models/refresh"})
        QTest::addRow("'%s'", path) << QByteArray(path);
    QTest::newRow("an id too long") << "/providers/" + QByteArray(65, 'a') + "/models/refresh";
}

void EndpointRoutesTest::knowsNothingElse()
{
    QFETCH(QByteArray, path);
    for (const char *method : {"GET", "POST"}) {
        const RouteMatch match = findRoute(method, path);
        QVERIFY(!match.route);
        QCOMPARE(match.allowed, QByteArrayList());
    }
}

QTEST_APPLESS_MAIN(EndpointRoutesTest)
#include "endpoint_routes_test.moc"
