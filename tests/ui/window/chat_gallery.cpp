// SPDX-License-Identifier: MIT
// Renders the states of a chat in its window to pictures, to be looked at: chat_gallery OUT_DIR [LANGUAGE]
#include "tests/ui/window/gallery_fixture.h"
#include "ui/chat/compare_dialog.h"

using namespace freshet;
using namespace std::chrono_literals;
using test::GalleryFixture;
using test::WindowFixture;
using Script = test::FakeHttpServer::Script;

namespace {

const char kFormulaAnswer[] = "The area is $\\\\sqrt{\\\\pi}$, which Gauss found by squaring it:\\n\\n"
                              "$$\\\\left(\\\\int_{-\\\\infty}^{\\\\infty} e^{-x^2}\\\\,dx\\\\right)^2 = "
                              "\\\\int_0^{2\\\\pi}\\\\int_0^{\\\\infty} e^{-r^2}\\\\,r\\\\,dr\\\\,d\\\\varphi = "
                              "\\\\pi$$\\n\\nA sum of thin strips comes close to it soon:\\n\\n"
                              "```python\\nimport math\\n\\ndef area(step: float = 0.1) -> float:\\n"
                              "    \\\"\\\"\\\"From -6 to 6; the rest is below 1e-16.\\\"\\\"\\\"\\n"
                              "    return step * sum(math.exp(-(i * step) ** 2) for i in range(-60, 61))\\n\\n"
                              "print(area(), math.sqrt(math.pi))  # 1.7724538509055159 twice\\n```\\n\\n"
                              "| Step | Area | Error |\\n|--:|--:|--:|\\n| 1.0 | 1.7726372 | $2 \\\\cdot 10^{-4}$ |\\n"
                              "| 0.5 | 1.7724539 | $< 10^{-15}$ |\\n";

QByteArray answerText(const QByteArray &model)
{
    if (model.contains("gemma"))
        return "Use the keychain of the system:\\n\\n1. Open **Settings**.\\n2. Choose the provider.\\n3. Paste the "
               "key.\\n\\nIt is never written to a file.";
    return "A key is safest in the **keychain** of the system. Freshet reads it when it is needed, and hands it to "
           "nobody.\\n\\n```sh\\nfreshet key set openai\\n```\\n\\nIt can be removed there at any time.";
}

Script answerTo(const test::FakeHttpServer::Request &request)
{
    if (request.path == "/api/tags")
        return WindowFixture::answerTo(request);
    return Script()
        .header("Content-Type", "application/x-ndjson")
        .chunk(WindowFixture::piece(answerText(request.body)))
        .pause(request.body.contains("qwen") ? 600ms : 900ms)
        .chunk(WindowFixture::lastPiece())
        .lastChunk();
}

class Gallery : public GalleryFixture {
public:
    using GalleryFixture::GalleryFixture;

    void run()
    {
        m_app->server.setHandler(answerTo);
        open();
        m_app->server.enqueue(WindowFixture::chat({kFormulaAnswer}));
        say("How large is the area under a bell curve, and how would I check it?");
        QTest::qWait(2500); // formulas and colours
        shoot("formulas");
        controller().newChat();
        say("How do I keep a key safe?");
        press(lastMessage().id, MessageAction::Regenerate);
        settle();
        shoot("branches");
        press(transcript().messages().first().id, MessageAction::Edit);
        shoot("edit");
        QTest::keyClick(m_app->window.get(), Qt::Key_Escape);

        m_app->server.enqueue(Script()
                                  .header("Content-Type", "application/x-ndjson")
                                  .chunk(WindowFixture::piece("It is stored by the system, which"))
                                  .stall());
        ask("Where is it stored?");
        QTRY_VERIFY(lastMessage().text.startsWith("It is"));
        ask("And can another program read it?");
        ask("What happens when I log out?");
        shoot("queued");
        sendOrStop().click();
        settle();
        shoot("cut-off");
        field().clear();

        controller().askModels({.text = "How do I keep a key safe?", .pasted = {}},
            {{"ollama", "qwen3:8b"}, {"ollama", "gemma3:4b"}, {"ollama", "llama3.2:3b"}});
        QTest::qWait(1200);
        shoot("compare");
        m_app->window->resize(640, 720);
        shoot("compare-narrow");
        controller().closeComparison();
        QTest::keyClick(m_app->window.get(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::qWait(200);
        if (auto *const dialog = m_app->window->findChild<CompareDialog *>())
            shoot("compare-dialog", dialog);
    }

private:
    void say(const QString &question)
    {
        ask(question);
        settle();
    }
};

} // namespace

int main(int argc, char *argv[]) { return test::runGallery<Gallery>(argc, argv); }
