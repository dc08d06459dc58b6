// SPDX-License-Identifier: MIT
#include "core/base/secret.h"

#include <QTest>

#include <type_traits>

using namespace freshet;

template <typename T>
concept Printable = requires(QDebug debug, const T &value)
{
    debug << value;
};

class SecretTest : public QObject {
    Q_OBJECT

private slots:
    void givesBackWhatItWasGiven();
    void canNeitherBePrintedNorTakenForText();
};

void SecretTest::givesBackWhatItWasGiven()
{
    const Secret secret(QStringLiteral("sk-\u00e9"));
    const Secret copy = secret;
    QCOMPARE(copy.reveal(), QByteArray("sk-\xc3\xa9"));
    QVERIFY(copy == secret);
    QVERIFY(!(copy == Secret(QStringLiteral("sk-x"))));
    QVERIFY(Secret().isEmpty());
    QVERIFY(Secret(QString()).isEmpty());
}

void SecretTest::canNeitherBePrintedNorTakenForText()
{
    static_assert(!Printable<Secret>);
    static_assert(!std::is_convertible_v<Secret, QString> && !std::is_convertible_v<Secret, QByteArray>);
}

QTEST_GUILESS_MAIN(SecretTest)
#include "secret_test.moc"
