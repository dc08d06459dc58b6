// SPDX-License-Identifier: MIT
#include "core/chat/image_policy.h"

#include <QTest>

using namespace freshet;

namespace {

ChatRequest withImage(const ChatImage &image, std::optional<bool> canSee = {})
{
    return {.model = {"ollama", "llama3"},
        .messages = {{ChatRole::User, "Before"}, {ChatRole::User, "What is this?", {image}}},
        .known = ModelInfo{.name = "Llama 3", .canSee = canSee}};
}

} // namespace

class ImagePolicyTest : public QObject {
    Q_OBJECT

private slots:
    void takesGoodPictures();
    void refusesBadPictures_data();
    void refusesBadPictures();
    void refusesTooMuchAltogether();
    void refusesPicturesForABlindModel();
    void asksABlindModelWithoutPictures();
    void asksAModelOfWhichNothingIsKnown();
};

void ImagePolicyTest::takesGoodPictures()
{
    for (const char *type : {"image/png", "image/jpeg", "image/webp", "image/gif"})
        QVERIFY(!imageRefusal(withImage({type, "x"}, true)));
    QVERIFY(!imageRefusal(withImage({"image/png", QByteArray(kMaxImageBytes, 'x')})));
}

void ImagePolicyTest::refusesBadPictures_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *type, qsizetype size, ErrorKind kind, const char *says) {
        QTest::newRow(name) << QByteArray(type) << size << kind << QString(says);
    };
    row("empty", "image/png", 0, ErrorKind::BadRequest, "empty");
    row("too large", "image/png", kMaxImageBytes + 1, ErrorKind::PayloadTooLarge, "20 MB");
    row("no type", "", 1, ErrorKind::BadRequest, "PNG, JPEG, WebP or GIF");
    row("a drawing with scripts", "image/svg+xml", 1, ErrorKind::BadRequest, "PNG, JPEG, WebP or GIF");
    row("a header of its own", "image/png\r\nX: y", 1, ErrorKind::BadRequest, "PNG, JPEG, WebP or GIF");
}

void ImagePolicyTest::refusesBadPictures()
{
    QFETCH(QByteArray, type);
    QFETCH(qsizetype, size);
    QFETCH(ErrorKind, kind);
    QFETCH(QString, says);
    const auto error = imageRefusal(withImage({type, QByteArray(size, 'x')}, true));
    QVERIFY(error);
    QCOMPARE(error->kind, kind);
    QVERIFY(!error->retryable);
    QVERIFY2(error->message.contains(says), qPrintable(error->message));
}

void ImagePolicyTest::refusesTooMuchAltogether()
{
    const ChatImage half{"image/png", QByteArray(kMaxImageBytes / 2, 'x')};
    ChatRequest request = withImage(half);
    request.messages.first().images = {half};
    QVERIFY(!imageRefusal(request));
    request.messages.first().images << ChatImage{"image/png", "x"};
    QCOMPARE(imageRefusal(request)->kind, ErrorKind::PayloadTooLarge);
}

void ImagePolicyTest::refusesPicturesForABlindModel()
{
    const auto error = imageRefusal(withImage({"image/png", "x"}, false));
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::BadRequest);
    QCOMPARE(
        error->message, QString("Llama 3 cannot see pictures. Choose a model that can, or ask without the picture."));
    ChatRequest nameless = withImage({"image/png", "x"}, false);
    nameless.known->name.clear();
    QVERIFY(imageRefusal(nameless)->message.startsWith("llama3 cannot"));
}

void ImagePolicyTest::asksABlindModelWithoutPictures()
{
    QVERIFY(!imageRefusal({.messages = {{ChatRole::User, "Hi"}}, .known = ModelInfo{.canSee = false}}));
}

void ImagePolicyTest::asksAModelOfWhichNothingIsKnown()
{
    QVERIFY(!imageRefusal(withImage({"image/png", "x"})));
    ChatRequest unknown = withImage({"image/png", "x"}, false);
    unknown.known.reset();
    QVERIFY(!imageRefusal(unknown));
}

Q_DECLARE_METATYPE(freshet::ErrorKind)

QTEST_GUILESS_MAIN(ImagePolicyTest)
#include "image_policy_test.moc"
