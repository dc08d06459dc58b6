// SPDX-License-Identifier: MIT
// Renders the window in each state that it can be found in to pictures, to be looked at: state_gallery OUT_DIR
// [LANGUAGE]. With QT_SCALE_FACTOR=2 in the environment, as on a fine screen.
#include "tests/ui/window/gallery_fixture.h"
#include "ui/documents/document_controller.h"
#include "ui/palette/command_palette.h"
#include "ui/quick_ask/quick_ask_window.h"
#include "ui/search/search_panel.h"
#include "ui/transcript/find_bar.h"
#include "ui/widgets/status_line.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QScrollBar>

using namespace freshet;
using namespace std::chrono_literals;
using test::GalleryFixture;
using test::WindowFixture;
using Script = test::FakeHttpServer::Script;

namespace {

const char kLongAnswer[]
    = "## Boilers\\n\\nThe pressure should be kept between **1.2 and 1.8 bar** [1]. It rises with the "
      "temperature, by about $\\\\Delta p = p_0 \\\\cdot \\\\frac{\\\\Delta T}{T_0}$ in a closed vessel:\\n\\n"
      "| State | Temperature | Pressure | What to do |\\n|:--|--:|--:|:--|\\n| cold | 20 °C | 1.2 bar | fill up when "
      "below |\\n| warm | 60 °C | 1.6 bar | nothing |\\n| hot | 80 °C | 1.9 bar | bleed every radiator |\\n\\n"
      "1. Turn the heating off.\\n2. Open the valve:\\n   - slowly,\\n   - with a cloth below it.\\n3. Write it "
      "down.\\n\\n> Never open it while it is hot.\\n\\n```python\\ndef pressure(cold: float, kelvin: float) -> "
      "float:\\n    \\\"\\\"\\\"In bar, of a vessel that was filled at 20 °C.\\\"\\\"\\\"\\n    return cold * kelvin / "
      "293.15\\n```\\n\\nAsk a fitter about `type 22` radiators; see [the guide](https://example.org/boilers).";

Script begun(const QByteArray &line)
{
    return Script().header("Content-Type", "application/x-ndjson").chunk(line).stall();
}

class Gallery : public GalleryFixture {
public:
    using GalleryFixture::GalleryFixture;

    void run()
    {
        open();
        shoot("01-first-start");
        shootStreams();
        shootDocuments();
        shootSizes();
        shootSearch();
        shootManyMessages();
        shootRightToLeft();
        shootQuickAsk();
    }

private:
    void shootStreams()
    {
        m_app->server.enqueue(Script().raw("").stall());
        ask("How do I bleed a radiator?");
        QTest::qWait(300);
        shoot("02-waiting");
        stop();
        m_app->server.enqueue(begun(R"({"model":"qwen3:8b","message":{"role":"assistant","content":"",)"
                                    R"("thinking":"The user asks about radiators, so the valve comes first."},)"
                                    R"("done":false})"
                                    "\n"));
        ask("Which tools does it need?");
        QTest::qWait(1200);
        shoot("03-thinking");
        stop();
        m_app->server.enqueue(begun(WindowFixture::piece("A **radiator key**, a cloth and")));
        ask("And in short?");
        QTRY_VERIFY(lastMessage().text.contains("cloth"));
        shoot("04-streaming");
        stop();
        shoot("05-stopped");
        m_app->server.enqueue(Script().status(500).chunk(R"({"error":"model runner has stopped"})").lastChunk());
        ask("And if it leaks?");
        QTRY_VERIFY(lastMessage().notice);
        shoot("06-error");
    }

    void shootDocuments()
    {
        controller().newChat();
        QFile file(m_app->dir.filePath("heating.md"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "# Boiler\n\nThe boiler must be bled every October, and the pressure should be kept between 1.2 and "
            "1.8 bar. It rises with the temperature.\n\n## Radiators\n\nA radiator of type 22 has two plates.\n");
        file.close();
        m_app->window->findChild<DocumentController *>()->add({file.fileName()});
        QTRY_VERIFY(panel().status().text().contains('1'));
        m_app->server.enqueue(WindowFixture::chat({kLongAnswer}));
        ask("What pressure does the boiler need, and how do I bleed it?");
        QTRY_COMPARE(lastMessage().state, MessageState::Done);
        QTest::qWait(2500); // formulas and colours
        shoot("07-long-answer");
        emit transcript().citationActivated(lastMessage().id, 1);
        shoot("08-sources");
        QTest::keyClick(m_app->window.get(), Qt::Key_Escape);
        panel().openFind();
        panel().findBar().setText(QStringLiteral("bar"));
        shoot("09-find");
        panel().closeFind();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file.fileName())});
        QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&panel(), &enter);
        shoot("10-drop");
        QDragLeaveEvent leave;
        QCoreApplication::sendEvent(&panel(), &leave);
    }

    void shootSizes()
    {
        m_app->window->resize(420, 700);
        shoot("11-narrow");
        m_app->window->resize(1180, 780);
        m_app->settings.set(keys::textZoomPercent, 200);
        QTest::qWait(1500); // formulas again
        shoot("12-zoom-200");
        m_app->settings.set(keys::textZoomPercent, 80);
        shoot("13-zoom-80");
        m_app->settings.set(keys::textZoomPercent, 100);
    }

    void shootSearch()
    {
        for (const char *question : {"Where should the pressure of a boiler be?", "Which valve bleeds a radiator?"}) {
            controller().newChat();
            m_app->server.enqueue(WindowFixture::chat({kLongAnswer}));
            ask(QString::fromLatin1(question));
            settle();
        }
        QTest::keyClick(m_app->window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        auto &search = *m_app->window->findChild<SearchPanel *>();
        shoot("20-search-empty");
        search.setText(QStringLiteral("pressure valve"));
        shoot("21-search");
        search.setText(QStringLiteral("presure has:cheese "));
        shoot("22-search-near");
        search.setText(QStringLiteral("pressure zebras "));
        search.setState({.indexed = 1200, .messages = 5000});
        shoot("23-search-progress");
        search.setText(QStringLiteral("pressure valve"));
        QTest::qWait(200);
        QTest::keyClick(search.focusWidget(), Qt::Key_Return);
        QTest::qWait(300);
        shoot("24-search-opened");
        panel().closeFind();
        QTest::keyClick(m_app->window.get(), Qt::Key_K, Qt::ControlModifier);
        auto &palette = *m_app->window->findChild<CommandPalette *>();
        shoot("25-palette", &palette);
        QTest::keyClicks(palette.focusWidget(), "chat");
        shoot("26-palette-typed", &palette);
        palette.hide();
    }

    void shootManyMessages()
    {
        const QList<TranscriptMessage> before = transcript().messages();
        QList<TranscriptMessage> messages;
        for (int i = 0; i < 5000; ++i) {
            messages << TranscriptMessage{.id = QStringLiteral("q%1").arg(i),
                .text = QStringLiteral("Question %1?").arg(i)}
                     << TranscriptMessage{.id = QStringLiteral("a%1").arg(i),
                            .role = ChatRole::Assistant,
                            .text = QStringLiteral("Answer **%1**, with `code` and\n\n- a list\n- of two").arg(i)};
        }
        transcript().setMessages(messages);
        transcript().verticalScrollBar()->setValue(transcript().verticalScrollBar()->maximum() / 2);
        shoot("14-10000-messages");
        transcript().setMessages(before);
    }

    void shootRightToLeft()
    {
        controller().newChat();
        QApplication::setLayoutDirection(Qt::RightToLeft);
        m_app->server.enqueue(WindowFixture::chat({"כדי לנקז רדיאטור:\\n\\n1. כבו את החימום.\\n2. פתחו את השסתום עם "
                                                   "`radiator key`.\\n\\n> לא כשהוא חם!\\n\\n| מצב | לחץ |\\n|--|--|\\n"
                                                   "| קר | 1.2 bar |\\n\\nThis paragraph runs from left to right."}));
        field().setPlainText("איך מנקזים רדיאטור?"); // keys of a test are ASCII
        QTest::keyClick(&field(), Qt::Key_Return);
        QTRY_COMPARE(lastMessage().state, MessageState::Done);
        shoot("15-right-to-left");
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void shootQuickAsk()
    {
        m_app->windows->quickAsk();
        QuickAskWindow *quick = nullptr;
        for (QWidget *const widget : QApplication::topLevelWidgets())
            quick = quick ? quick : qobject_cast<QuickAskWindow *>(widget);
        auto &written = *quick->findChild<ComposerField *>();
        shoot("30-quick-ask", quick);
        QTest::keyClicks(&written, "How do I bleed a radiator?");
        shoot("31-quick-ask-typed", quick);
        m_app->server.enqueue(begun(WindowFixture::piece("Turn the heating off, open the valve **slowly**, and")));
        QTest::keyClick(&written, Qt::Key_Return);
        QTest::qWait(300);
        shoot("32-quick-ask-streaming", quick);
        quick->chats().stop();
        QTRY_VERIFY(quick->chats().answering().isEmpty());
        m_app->server.enqueue(Script().status(500).chunk(R"({"error":"model runner has stopped"})").lastChunk());
        QTest::keyClicks(&written, "And if it leaks?");
        QTest::keyClick(&written, Qt::Key_Return);
        QTest::qWait(500);
        shoot("33-quick-ask-error", quick);
        quick->hide();
    }

    void stop()
    {
        sendOrStop().click();
        settle();
    }
};

} // namespace

int main(int argc, char *argv[]) { return test::runGallery<Gallery>(argc, argv); }
