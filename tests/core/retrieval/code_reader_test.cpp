// SPDX-License-Identifier: MIT
#include "core/retrieval/chunker.h"
#include "core/retrieval/code_outline.h"
#include "core/retrieval/document_reader.h"
#include "tests/support/growth.h"

#include <QFile>
#include <QTest>

using namespace freshet;
using namespace freshet::test;

/// Source code: what its functions and classes are called, and that each is a passage.
class CodeReaderTest : public QObject {
    Q_OBJECT

private slots:
    void findsFunctionsAndClasses_data();
    void findsFunctionsAndClasses();
    void beginsWithTheCommentsAbove();
    void makesEachFunctionAPassageUnderItsName();
    void namesTheMembersOfAClassThatHaveAPassage_data();
    void namesTheMembersOfAClassThatHaveAPassage();
    void cutsLongFunctionsBetweenTheirLines();
    void readsItsOwnSource();
    void isLinearOnHostileCode_data();
    void isLinearOnHostileCode();
};

static ExtractedText readCode(const QString &name, const QByteArray &bytes)
{
    const DocumentReader *reader = readerFor(name, bytes.left(8192));
    return reader ? reader->read(bytes, [] { return false; }).value_or(ExtractedText()) : ExtractedText();
}

void CodeReaderTest::findsFunctionsAndClasses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("outline");

    QTest::newRow("C") << "a.c"
                       << QByteArray("#include <stdio.h>\n#define X(a) { a\nstatic const int t[] = {1, 2};\n"
                                     "struct point { int x; };\nstruct point *make(int x)\n{\n  if (x) { y(); }\n}\n"
                                     "int main(void) { return '{'; }\n")
                       << "1 point, 1 make, 1 main";
    QTest::newRow("C++") << "a.cpp"
                         << QByteArray(
                                "namespace a::b {\nnamespace {\nclass Crane : public Machine {\npublic:\n"
                                "  explicit Crane(int a) : m_a(a) { }\n  void lift() const override { go({1}); }\n"
                                "};\n}\ntemplate <class T, typename U = std::list<T>> T most(T x) { return x; }\n"
                                "Crane::~Crane() { }\nstd::function<void(int)> maker() { return {}; }\n"
                                "bool operator==(A a, A b) { return R\"(}{)\"[0]; }\n}\n")
                         << "1 Crane, 3 Crane, 3 lift, 1 most, 1 Crane::~Crane, 1 maker, 1 operator==";
    QTest::newRow("C#") << "a.cs"
                        << QByteArray("using System;\nnamespace N {\n#region x\n[Serializable]\npublic class Crane {\n"
                                      "  public int Height { get; set; }\n  public void Lift(int x) { }\n}\n}\n")
                        << "1 Crane, 3 Lift";
    QTest::newRow("Java") << "A.java"
                          << QByteArray(
                                 "package a;\nimport b.C;\n@Entity(\"x\")\npublic class Crane extends Machine {\n"
                                 "  @Override\n  public int lift(int x) throws Y { return \"}\".length(); }\n"
                                 "  enum Kind { A, B }\n}\ninterface Winch { void pull(); }\n")
                          << "1 Crane, 3 lift, 3 Kind, 1 Winch";
    QTest::newRow("Kotlin") << "a.kt"
                            << QByteArray("class Crane(val height: Int) : Machine() {\n  fun lift(x: Int): Int {\n"
                                          "    return x\n  }\n}\n\nfun String.shout() {\n}\n")
                            << "1 Crane, 3 lift, 1 String.shout";
    QTest::newRow("JavaScript") << "a.js"
                                << QByteArray("import a from 'b'\nconst lift = async (x) => {\n  go({a: `}${x}`})\n}\n"
                                              "export default function lower(x) {\n}\nclass Crane extends M {\n"
                                              "  pull(x) {\n  }\n}\nconst options = {\n  a: 1\n}\nif (x) {\n}\n"
                                              "describe('x', () => {\n  it()\n})\n")
                                << "1 lift, 1 lower, 1 Crane, 3 pull";
    QTest::newRow("TypeScript") << "a.ts"
                                << QByteArray("export interface Crane {\n  height: number\n}\n"
                                              "export async function lift<T>(x: T): Promise<T> {\n  return x\n}\n"
                                              "export const lower = (x: number): number => {\n  return x\n}\n")
                                << "1 Crane, 1 lift, 1 lower";
    QTest::newRow("Go") << "a.go"
                        << QByteArray("package a\n\nimport (\n  \"b\"\n)\n\ntype Crane struct {\n  height int\n}\n\n"
                                      "func (c *Crane) Lift(x int) error {\n  return nil\n}\n\nfunc main() {\n}\n")
                        << "1 Crane, 1 Lift, 1 main";
    QTest::newRow("Rust") << "a.rs"
                          << QByteArray(
                                 "use a::b;\n#[derive(Debug)]\npub struct Crane<'a> { h: &'a str }\n"
                                 "impl<'a> Lift for Crane<'a> {\n  pub(crate) fn lift(&self) -> char { '}' }\n}\n"
                                 "#[cfg(test)]\nmod tests {\n  fn works() { r#\"}\"#; }\n}\n")
                          << "1 Crane, 1 Lift for Crane, 3 lift, 1 works";
    QTest::newRow("Swift") << "a.swift"
                           << QByteArray("import A\nextension Crane: Machine {\n  func lift(x: Int) -> Int {\n"
                                         "    return x\n  }\n}\nfunc main() {\n}\n")
                           << "1 Crane, 3 lift, 1 main";
    QTest::newRow("PHP") << "a.php"
                         << QByteArray("<?php\nnamespace A;\n# {\nclass Crane extends Machine {\n"
                                       "  public function lift($x) { return '}'; }\n}\nfunction main() { }\n")
                         << "1 Crane, 3 lift, 1 main";
    QTest::newRow("Python") << "a.py"
                            << QByteArray("import a\n\n@task\ndef lift(x):\n    \"\"\"def no(): text\n"
                                          "def neither():\n    \"\"\"\n    def inner():\n        pass\n\n"
                                          "class Crane(Machine):\n    def __init__(self):\n        pass\n\n"
                                          "    async def pull(self):\n        def inner(): pass\n\nx = 1\n")
                            << "1 lift, 1 Crane, 3 __init__, 3 pull";
    QTest::newRow("Ruby") << "a.rb"
                          << QByteArray(
                                 "class Crane < Machine\n  def lift!(x)\n    x\n  end\n\n  def self.make\n  end\n"
                                 "end\n\ndef main\nend\n")
                          << "1 Crane, 3 lift!, 3 self.make, 1 main";
    QTest::newRow("Python with comments at the left")
        << "a.py"
        << QByteArray("class Crane:\n# Up.\n    def lift(self):\n# x()\n        pass\n\n# Down.\n    def lower(self):\n"
                      "        pass\n\n# no member\ndef main():\n    pass\n")
        << "1 Crane, 3 lift, 3 lower, 1 main";
    QTest::newRow("Ruby in modules") << "a.rb"
                                     << QByteArray("module Harbour\n  module Tools\n    class Crane\n      def lift\n"
                                                   "      end\n\n      def lower\n      end\n    end\n\n"
                                                   "    class Winch\n      def pull\n      end\n    end\n  end\n\n"
                                                   "  def self.open\n    def inner\n    end\n  end\nend\n\n"
                                                   "def main\nend\n")
                                     << "1 Crane, 3 lift, 3 lower, 1 Winch, 3 pull, 1 self.open, 1 main";
    QTest::newRow("a Ruby module of functions")
        << "a.rb"
        << QByteArray(
               "module Harbour\n  # Lifting.\n  module Lifting\n    def lift\n    end\n\n    def lower\n    end\n"
               "  end\n\n  class Crane\n    def pull\n    end\n  end\nend\n")
        << "1 Lifting, 3 lift, 3 lower, 1 Crane, 3 pull";
    for (const char *name : {"a.sh", "a.js", "a.php"}) {
        QTest::addRow("no raw text in %s", name) << name
                                                 << QByteArray("<?php\nfunction lift() {\n  x R\"(\";\n}\n"
                                                               "function lower() {\n  x r#\"(\";\n}\n"
                                                               "function main() {\n}\n")
                                                 << "1 lift, 1 lower, 1 main";
    }
    for (const char *name : {"A.java", "a.cs"}) {
        QTest::addRow("no raw text in %s", name)
            << name << QByteArray("class A {\n  int lift() { x(R\"(\"); }\n  int lower() { }\n}\n")
            << "1 A, 3 lift, 3 lower";
    }
    QTest::newRow("no raw text of Rust in C++")
        << "a.cpp" << QByteArray("int a() { r#\"x\"; }\nint b() { }\n") << "1 a, 1 b";
    QTest::newRow("Shell") << "a.sh"
                           << QByteArray(
                                  "#!/bin/sh\nset -e # {\nlift() {\n  curl http://x/${1}\n}\nmain() {\n  lift\n}\n")
                           << "1 lift, 1 main";
    QTest::newRow("no code") << "a.txt" << QByteArray("int main() { }\n") << "";
    QTest::newRow("nothing") << "a.c" << QByteArray() << "";
    QTest::newRow("braces that never close") << "a.c" << QByteArray("int a() { { { {\nint b() { }\n") << "1 a";
    QTest::newRow("braces that close too often") << "a.c" << QByteArray("} } }\nint b() { }\n") << "1 b";
}

void CodeReaderTest::findsFunctionsAndClasses()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, code);
    QFETCH(QString, outline);

    const ExtractedText document = readCode(name, code);
    QStringList got;
    for (const HeadingMark &heading : document.headings)
        got << QStringLiteral("%1 %2").arg(heading.level).arg(heading.text);
    QCOMPARE(got.join(", "), outline);
    QCOMPARE(document.text, QString::fromUtf8(code));
}

void CodeReaderTest::beginsWithTheCommentsAbove()
{
    const QString code("#include <a>\nint x;\n\n/// Lifts.\n/// Slowly.\nint lift()\n{\n} // done\n\n// alone\n\n"
                       "[[nodiscard]]\nint lower()\n{\n}\n");
    const QList<HeadingMark> headings = codeOutline(code, codeLanguages().value("cpp"));
    QCOMPARE(headings.size(), 2);
    QCOMPARE(headings.at(0), (HeadingMark{code.indexOf("/// Lifts."), 1, "lift"}));
    QCOMPARE(headings.at(1), (HeadingMark{code.indexOf("[[nodiscard]]"), 1, "lower"}));
}

void CodeReaderTest::makesEachFunctionAPassageUnderItsName()
{
    const ExtractedText document = readCode("a.py",
        "import winch\n\n# How high.\ndef lift(x):\n    return winch.pull(x)\n\nclass Crane:\n    def lower(self):\n"
        "        pass\n");
    QStringList passages;
    for (const Passage &passage : passagesOf(document)) {
        QCOMPARE(passage.text, document.text.mid(passage.start, passage.end - passage.start));
        passages << QString(passage.heading + ": " + passage.text.section('\n', 0, 0));
    }
    QCOMPARE(passages, (QStringList{": import winch", "lift: # How high.", "Crane › lower: class Crane:"}));
}

void CodeReaderTest::namesTheMembersOfAClassThatHaveAPassage_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QStringList>("headings");

    const QByteArray longBody = QByteArray("    pull();\n").repeated(90);
    QTest::newRow("all in one") << QByteArray("class Walrus {\n  int lift() {\n    a();\n  }\n  int lower() {\n"
                                              "    b();\n  }\n  int dance() {\n    c();\n  }\n}\n")
                                << QStringList{"Walrus"};
    QTest::newRow("a line each") << QByteArray("class Walrus {\n  int lift() { }\n  int lower() { }\n}\n")
                                 << QStringList{"Walrus"};
    QTest::newRow("in one line") << QByteArray("class Walrus { int lift() { } int lower() { } }\n")
                                 << QStringList{"Walrus"};
    QTest::newRow("only one") << QByteArray("class Walrus {\n  int lift() {\n    a();\n  }\n}\n")
                              << QStringList{"Walrus › lift"};
    QTest::newRow("long ones") << QByteArray(
        "class Walrus {\n  int lift() {\n" + longBody + "  }\n  int lower() {\n" + longBody + "  }\n}\n")
                               << QStringList{"Walrus › lift", "Walrus › lower"};
    QTest::newRow("functions, a line each")
        << QByteArray("int lift() { }\nint lower() { }\n") << QStringList{"lift", "lower"};
}

void CodeReaderTest::namesTheMembersOfAClassThatHaveAPassage()
{
    QFETCH(QByteArray, code);
    QFETCH(QStringList, headings);

    QStringList got;
    for (const Passage &passage : passagesOf(readCode("Walrus.java", code)))
        got << passage.heading;
    got.removeDuplicates();
    QCOMPARE(got, headings);
}

void CodeReaderTest::cutsLongFunctionsBetweenTheirLines()
{
    QByteArray code("void lift()\n{\n");
    for (int i = 0; i < 500; ++i)
        code += i % 10 ? "x();\n" : "\n";
    code += "}\n";
    const ExtractedText document = readCode("a.c", code);
    const QList<Passage> passages = passagesOf(document);
    QVERIFY(passages.size() >= 8);
    for (const Passage &passage : passages) {
        QVERIFY(passage.text.count('\n') < 60);
        QCOMPARE(passage.heading, QStringLiteral("lift"));
        QVERIFY(passage.end == document.text.size() || document.text.at(passage.end) == '\n'
            || document.text.at(passage.end - 1) == '\n');
    }
}

void CodeReaderTest::readsItsOwnSource()
{
    QFile file(QStringLiteral(FRESHET_TEST_DATA "/../core/retrieval/code_reader_test.cpp"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const ExtractedText document = readCode("code_reader_test.cpp", file.readAll());
    QStringList names;
    for (const HeadingMark &heading : document.headings)
        names << heading.text;
    QVERIFY(names.contains("CodeReaderTest::readsItsOwnSource"));
    QVERIFY(names.contains("readCode"));
    QCOMPARE(names.first(), QStringLiteral("CodeReaderTest"));
}

void CodeReaderTest::isLinearOnHostileCode_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("piece");

    for (const char *name : {"a.cpp", "a.js", "a.py", "a.rs", "a.sh"}) {
        for (const char *piece : {"{", "}", "(", "\"", "'", "/*", "#\n", "int a() {\n", "template<", "class a\n", "@a(",
                 "R\"", "\"\"\"", "    def a():\n", "/// x\n", "\\\n", "x=", "a<", "x #", "int a(){}", "class a{"})
            QTest::addRow("%s of %s", qPrintable(QString(piece).simplified()), name) << name << QByteArray(piece);
    }
}

void CodeReaderTest::isLinearOnHostileCode()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, piece);

    const auto work = [&](int size) { passagesOf(readCode(name, piece.repeated(int(size / piece.size())))); };
    constexpr double most = 8; // 4 is linear, 16 quadratic
    const double growth = growthOfWork(work, 25'000);
    QVERIFY2(growth < most, qPrintable(QString::number(growth)));
}

QTEST_GUILESS_MAIN(CodeReaderTest)
#include "code_reader_test.moc"
