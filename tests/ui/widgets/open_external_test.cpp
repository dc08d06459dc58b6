// SPDX-License-Identifier: MIT
#include "ui/widgets/open_external.h"

#include <QDesktopServices>
#include <QTest>
#include <QUrl>

using namespace freshet;

class OpenExternalTest : public QObject {
    Q_OBJECT

public slots:
    void take(const QUrl &url) { m_opened << url; }

private slots:
    void initTestCase();
    void init() { m_opened.clear(); }
    void handsWebAddressesToTheBrowser();
    void refusesEverythingElse_data();
    void refusesEverythingElse();
    void opensOnlyFilesOnTheDesktop();

private:
    QList<QUrl> m_opened;
};

void OpenExternalTest::initTestCase()
{
    for (const char *scheme : {"http", "https", "file", "javascript", "ssh", "mailto"})
        QDesktopServices::setUrlHandler(scheme, this, "take");
}

void OpenExternalTest::handsWebAddressesToTheBrowser()
{
    QVERIFY(openExternal(QUrl("https://example.org/a?b=c#d")));
    QVERIFY(openExternal(QUrl("http://127.0.0.1:8080/")));
    QCOMPARE(m_opened, (QList<QUrl>{QUrl("https://example.org/a?b=c#d"), QUrl("http://127.0.0.1:8080/")}));
    QVERIFY(openExternal(QUrl("mailto:a@b.example")));
}

void OpenExternalTest::refusesEverythingElse_data()
{
    QTest::addColumn<QString>("address");
    for (const char *address : {"file:///etc/passwd", "javascript:alert(1)", "ssh://host", "", "/etc/passwd",
             "https://", "https://bank.example@evil.example/", "smb://host/share"})
        QTest::newRow(address) << QString(address);
}

void OpenExternalTest::refusesEverythingElse()
{
    QFETCH(QString, address);
    QVERIFY(!openExternal(QUrl(address)));
    QVERIFY(m_opened.isEmpty());
}

void OpenExternalTest::opensOnlyFilesOnTheDesktop()
{
    QVERIFY(openOnDesktop(QUrl("file:///home/me/a.pdf#page=2")));
    QCOMPARE(m_opened, QList<QUrl>{QUrl("file:///home/me/a.pdf#page=2")});
    for (const char *address : {"https://example.org/", "javascript:alert(1)", "/etc/passwd", ""})
        QVERIFY2(!openOnDesktop(QUrl(address)), address);
    QCOMPARE(m_opened.size(), 1);
}

QTEST_MAIN(OpenExternalTest)
#include "open_external_test.moc"
