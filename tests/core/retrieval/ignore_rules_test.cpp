// SPDX-License-Identifier: MIT
#include "core/retrieval/ignore_rules.h"
#include "tests/support/written_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace freshet;
using Entry = IgnoreRules::Entry;

/// What is expected here is what `git check-ignore` of git 2.39 says of the same patterns.
class IgnoreRulesTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void matchesNames_data();
    void matchesNames();
    void takesNoLongerThanTheProductOfTheLengths();
    void readsAPattern_data();
    void readsAPattern();
    void leavesNothingOutWithoutRules();
    void letsTheDeeperFolderDecide();
    void letsFreshetsOwnFileDecide();
    void doesNotChangeTheRulesThatItCameFrom();
    void saysNothingWhereItCannotRead_data();
    void saysNothingWhereItCannotRead();

private:
    void write(const QString &name, const QByteArray &bytes) const;
    QString path(const QString &name) const { return m_dir->path() + u'/' + name; }
    IgnoreRules rules() const { return IgnoreRules().with(m_dir->path()); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void IgnoreRulesTest::init() { m_dir = std::make_unique<QTemporaryDir>(); }

void IgnoreRulesTest::write(const QString &name, const QByteArray &bytes) const
{
    test::writtenFile(path(name), bytes);
}

void IgnoreRulesTest::matchesNames_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("matches");

    const auto row = [](const char *pattern, const char *name, bool matches) {
        QTest::addRow("%s %s %s", pattern, matches ? "is" : "is not", name) << pattern << name << matches;
    };
    row("a.txt", "a.txt", true);
    row("a.txt", "A.txt", false);
    row("a.txt", "a.tx", false);
    row("a.txt", "aXtxt", false);
    row("", "", true);
    row("", "a", false);
    row("*", "anything", true);
    row("*", "", true);
    row("*.log", "a.log", true);
    row("*.log", "a.log.txt", false);
    row("a*b*c", "a123b456c", true);
    row("a*b*c", "acb", false);
    row("a**c", "abc", true);
    row("*ab", "aab", true);
    row("?.c", "x.c", true);
    row("?.c", ".c", false);
    row("a?", "a", false);
    row("\\*", "*", true);
    row("\\*", "a", false);
    row("\\?a", "?a", true);
    row("a\\", "a\\", false);
    row("[ab].c", "b.c", true);
    row("[ab].c", "c.c", false);
    row("[a-c]x", "bx", true);
    row("[a-c]x", "dx", false);
    row("[!a-c]x", "dx", true);
    row("[^a-c]x", "ax", false);
    row("[]]", "]", true);
    row("[!]]", "]", false);
    row("[a-]", "-", true);
    row("[-a]", "-", true);
    row("[\\]]", "]", true);
    row("[a\\-c]", "b", false);
    row("[a\\-c]", "-", true);
    row("[[:digit:]]", "7", true);
    row("[[:digit:]]", "x", false);
    row("[[:upper:][:digit:]]", "A", true);
    row("[![:space:]]", " ", false);
    row("[[:nonsense:]]", "n", false);
    row("[[:digit:", "7", false);
    row("[a", "[a", false);
    row("[", "[", false);
    row("\xc3\xa4*", "\xc3\xa4pfel", true);
}

void IgnoreRulesTest::matchesNames()
{
    QFETCH(QString, pattern);
    QFETCH(QString, name);
    QTEST(matchesGlob(name, pattern), "matches");
}

/// One that went back to every star would not come to an end in the lifetime of the machine.
void IgnoreRulesTest::takesNoLongerThanTheProductOfTheLengths()
{
    const QString name(255, u'a');
    QVERIFY(!matchesGlob(name, QString(QString("*a").repeated(120) + "b")));
    QVERIFY(!matchesGlob(name, QString(QString("*[a-z]").repeated(120) + "b")));
    QVERIFY(!matchesGlob(name, QString(200'000, u'[')));

    write(".gitignore", QByteArray("**/a/").repeated(100) + "b\n");
    QVERIFY(!rules().isIgnored(path(QString("a/").repeated(200) + "a"), Entry::File));
    QVERIFY(rules().isIgnored(path(QString("a/").repeated(200) + "b"), Entry::File));
}

void IgnoreRulesTest::readsAPattern_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QString>("entry"); // a slash behind it: a folder
    QTest::addColumn<bool>("isIgnored");

    const auto row = [](const char *lines, const char *entry, bool isIgnored) {
        QTest::addRow("%s %s %s", lines, isIgnored ? "leaves out" : "keeps", entry)
            << QByteArray(lines) << entry << isIgnored;
    };
    row("a.txt", "a.txt", true);
    row("a.txt", "sub/a.txt", true);
    row("/a.txt", "a.txt", true);
    row("/a.txt", "sub/a.txt", false);
    row("sub/a.txt", "sub/a.txt", true);
    row("sub/a.txt", "deep/sub/a.txt", false);
    row("/sub/a.txt", "sub/a.txt", true);
    row("sub/*.txt", "sub/a.txt", true);
    row("sub/*.txt", "sub/deep/a.txt", false);
    row("sub/", "sub/", true);
    row("sub/", "sub", false);
    row("sub/", "deep/sub/", true);
    row("sub", "sub", true);
    row("sub", "sub/", true);
    row("a/sub/", "a/sub/", true);
    row("a/sub/", "b/a/sub/", false);
    row("**/a.txt", "a.txt", true);
    row("**/a.txt", "x/y/a.txt", true);
    row("**/sub/a.txt", "x/sub/a.txt", true);
    row("sub/**", "sub/a.txt", true);
    row("sub/**", "sub/deep/a.txt", true);
    row("sub/**", "sub/", false);
    row("sub/**/a.txt", "sub/a.txt", true);
    row("sub/**/a.txt", "sub/x/y/a.txt", true);
    row("sub/**/a.txt", "a.txt", false);
    row("**", "a.txt", true);
    row("*\n!a.txt", "a.txt", false);
    row("*\n!a.txt", "b.txt", true);
    row("!a.txt\n*", "a.txt", true);
    row("*.txt\n!a.txt\na.*", "a.txt", true);
    row("*.txt\n!sub/", "sub.txt", true);
    row("# a.txt\n", "a.txt", false);
    row("#a", "#a", false);
    row("\\#a", "#a", true);
    row("\\!a", "!a", true);
    row("a.txt   ", "a.txt", true);
    row("a\\ ", "a ", true);
    row(" a", " a", true);
    row("a.txt\r\nb.txt\r\n", "a.txt", true);
    row("\xef\xbb\xbf"
        "a.txt",
        "a.txt", true);
    row("\n\n/\n!\n!/\n", "a.txt", false);
    row("a//b", "a/b", false);
    row("foo[bar", "foo[bar", false);
}

void IgnoreRulesTest::readsAPattern()
{
    QFETCH(QByteArray, lines);
    QFETCH(QString, entry);
    QFETCH(bool, isIgnored);

    write(".gitignore", lines);
    const bool isFolder = entry.endsWith('/');
    const QString name = isFolder ? entry.chopped(1) : entry;
    QCOMPARE(rules().isIgnored(path(name), isFolder ? Entry::Folder : Entry::File), isIgnored);
}

void IgnoreRulesTest::leavesNothingOutWithoutRules()
{
    QVERIFY(!IgnoreRules().isIgnored("/anything", Entry::File));
    QVERIFY(!rules().isIgnored(path("a.txt"), Entry::File));
}

void IgnoreRulesTest::letsTheDeeperFolderDecide()
{
    write(".gitignore", "*.log\n!keep.log\n");
    write("sub/.gitignore", "!a.log\nkeep.log\n/b.txt\n");
    const IgnoreRules deep = rules().with(path("sub"));
    QVERIFY(!deep.isIgnored(path("sub/a.log"), Entry::File));
    QVERIFY(deep.isIgnored(path("sub/b.log"), Entry::File));
    QVERIFY(deep.isIgnored(path("sub/keep.log"), Entry::File));
    QVERIFY(deep.isIgnored(path("sub/b.txt"), Entry::File));
    QVERIFY(!deep.isIgnored(path("sub/sub/b.txt"), Entry::File));
}

void IgnoreRulesTest::letsFreshetsOwnFileDecide()
{
    write(".gitignore", "*.md\n");
    write(".freshetignore", "!notes.md\nbig.txt\n");
    QVERIFY(!rules().isIgnored(path("notes.md"), Entry::File));
    QVERIFY(rules().isIgnored(path("other.md"), Entry::File));
    QVERIFY(rules().isIgnored(path("big.txt"), Entry::File));
}

void IgnoreRulesTest::doesNotChangeTheRulesThatItCameFrom()
{
    write(".gitignore", "a\n");
    write("sub/.gitignore", "b\n");
    const IgnoreRules above = rules();
    QVERIFY(above.with(path("sub")).isIgnored(path("sub/b"), Entry::File));
    QVERIFY(!above.isIgnored(path("sub/b"), Entry::File));
}

void IgnoreRulesTest::saysNothingWhereItCannotRead_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"pipe", "folder", "link", "too large"})
        QTest::newRow(kind) << kind;
}

/// A pipe would be waited for, and a link leads anywhere.
void IgnoreRulesTest::saysNothingWhereItCannotRead()
{
    QFETCH(QString, kind);

    if (kind == "pipe")
        QCOMPARE(mkfifo(QFile::encodeName(path(".gitignore")).constData(), 0600), 0);
    else if (kind == "folder")
        QVERIFY(QDir().mkdir(path(".gitignore")));
    else if (kind == "too large")
        write(".gitignore", "a.txt\n" + QByteArray(256 * 1024, '#'));
    else {
        write("elsewhere", "a.txt\n");
        QVERIFY(QFile::link(path("elsewhere"), path(".gitignore")));
    }
    write(".freshetignore", "b.txt\n");
    QVERIFY(!rules().isIgnored(path("a.txt"), Entry::File));
    QVERIFY(rules().isIgnored(path("b.txt"), Entry::File));
}

QTEST_GUILESS_MAIN(IgnoreRulesTest)

#include "ignore_rules_test.moc"
