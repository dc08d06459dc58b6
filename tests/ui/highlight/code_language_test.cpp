// SPDX-License-Identifier: MIT
#include "ui/highlight/code_language.h"
#include "ui/highlight/grammar_store.h"

#include <QTest>

using namespace freshet;

class CodeLanguageTest : public QObject {
    Q_OBJECT

private slots:
    void knowsTheNamesThatPeopleWrite_data();
    void knowsTheNamesThatPeopleWrite();
    void knowsNoOthers();
    void knowsAtLeastFiftyLanguages();
};

void CodeLanguageTest::knowsTheNamesThatPeopleWrite_data()
{
    QTest::addColumn<QString>("info");
    QTest::addColumn<QString>("scope");
    const auto row = [](const char *info, const char *scope) { QTest::newRow(info) << info << scope; };
    row("c++", "source.cpp");
    row("C++", "source.cpp");
    row("cpp title=\"main.cpp\"", "source.cpp");
    row("  Python  ", "source.python");
    row("py", "source.python");
    row("python3", "source.python");
    row("python:app.py", "source.python");
    row("python,linenos", "source.python");
    row("{.python .numberLines}", "source.python");
    row("{r echo=FALSE}", "source.r");
    row("js", "source.js");
    row("jsx", "source.js");
    row("js{1,3}", "source.js");
    row("ts", "source.ts");
    row("tsx", "source.tsx");
    row("sh", "source.shell");
    row("shell", "source.shell");
    row("bash", "source.shell");
    row("zsh", "source.shell");
    row("console", "text.shell-session");
    row("yml", "source.yaml");
    row("rs", "source.rust");
    row("cs", "source.cs");
    row("c#", "source.cs");
    row("F#", "source.fsharp");
    row("objc", "source.objc");
    row("golang", "source.go");
    row("Dockerfile", "source.dockerfile");
    row("make", "source.makefile");
    row("Makefile", "source.makefile");
    row("cmake", "source.cmake");
    row("diff", "source.diff");
    row("patch", "source.diff");
    row("ini", "source.ini");
    row("toml", "source.toml");
    row("html", "text.html.basic");
    row("vue", "text.html.vue");
    row("php", "text.html.php");
    row("ps1", "source.powershell");
    row("terraform", "source.hcl");
    row("postgresql", "source.sql");
    row("tex", "text.tex.latex");
    row(".env", "source.dotenv");
}

void CodeLanguageTest::knowsTheNamesThatPeopleWrite()
{
    QFETCH(QString, info);
    QFETCH(QString, scope);
    QCOMPARE(grammarScopeOf(info), scope);
    QVERIFY2(GrammarStore::shippedScopes().contains(scope), qPrintable(scope));
}

void CodeLanguageTest::knowsNoOthers()
{
    for (const QString info : {"", "   ", "{}", "text", "plaintext", "brainfuck", "the python", "."})
        QVERIFY2(grammarScopeOf(info).isEmpty(), qPrintable(info));
}

void CodeLanguageTest::knowsAtLeastFiftyLanguages() { QVERIFY(GrammarStore::shippedScopes().size() >= 50); }

QTEST_APPLESS_MAIN(CodeLanguageTest)
#include "code_language_test.moc"
