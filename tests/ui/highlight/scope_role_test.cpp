// SPDX-License-Identifier: MIT
#include "ui/highlight/scope_role.h"

#include <QTest>

using namespace freshet;

class ScopeRoleTest : public QObject {
    Q_OBJECT

private slots:
    void knowsWhatTheUsualNamesMean_data();
    void knowsWhatTheUsualNamesMean();
    void saysNothingOfOthers();
    void marksOperators();
};

void ScopeRoleTest::knowsWhatTheUsualNamesMean_data()
{
    QTest::addColumn<QString>("names");
    QTest::addColumn<CodeRole>("role");
    QTest::newRow("comment") << "comment.line.double-slash.cpp" << CodeRole::Comment;
    QTest::newRow("name alone") << "string" << CodeRole::String;
    QTest::newRow("the special before the general") << "entity.name.function.cpp" << CodeRole::Function;
    QTest::newRow("the last that says something")
        << "string.json support.type.property-name.json" << CodeRole::Property;
    QTest::newRow("the last says nothing") << "comment.block meta.unheard.of" << CodeRole::Comment;
    QTest::newRow("code within a string") << "meta.embedded.expression.js" << CodeRole::Plain;
}

void ScopeRoleTest::knowsWhatTheUsualNamesMean()
{
    QFETCH(QString, names);
    QFETCH(CodeRole, role);
    QVERIFY(scopeRole(names));
    QCOMPARE(scopeRole(names)->role, role);
}

void ScopeRoleTest::saysNothingOfOthers()
{
    QVERIFY(!scopeRole(u""));
    QVERIFY(!scopeRole(u"meta.block.cpp"));
    QVERIFY(!scopeRole(u"stringent.thing"));
}

void ScopeRoleTest::marksOperators()
{
    QVERIFY(scopeRole(u"keyword.operator.logical.python")->isOperator);
    QVERIFY(!scopeRole(u"keyword.control.flow")->isOperator);
}

QTEST_APPLESS_MAIN(ScopeRoleTest)
#include "scope_role_test.moc"
