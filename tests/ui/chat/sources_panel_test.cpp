// SPDX-License-Identifier: MIT
#include "ui/chat/sources_panel.h"
#include "ui/widgets/row_delegate.h"

#include <QAction>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace freshet;

class SourcesPanelTest : public QObject {
    Q_OBJECT

private slots:
    void showsThePassageThatWasAskedFor();
    void followsTheListWithTheKeys();
    void marksTheWordsOfTheSentenceThatCites();
    void marksTheSentencesThatCarryTheAnswer();
    void saysWhatElseIsKnownOfAPassage();
    void namesPassagesByTheirHeading();
    void saysNothingTwice();
    void saysWhenAPassageDoesNotCarryTheAnswer();
    void sharesWholeWordsWithoutRegardToCase();
    void asksToOpenTheFileThatIsShown();
    void offersNoFileWhereThereIsNone();
    void saysHowOpeningWentUntilTheNextPassage();

private:
    static SourcesPanel::Content twoSources()
    {
        return {.sources = {Source{.number = 1, .title = "guide.md", .heading = "Keys", .text = "A key is kept."},
                    Source{.number = 4, .title = "manual.pdf", .page = 4, .text = "Keep the KEYCHAIN locked."}},
            .citingTexts = {{4, "Your keychain must be locked"}},
            .citations = {{.number = 1, .support = Support::NotFound}}};
    }
};

void SourcesPanelTest::showsThePassageThatWasAskedFor()
{
    SourcesPanel panel;
    panel.setContent(twoSources(), 4);
    QCOMPARE(panel.currentNumber(), 4);
    QCOMPARE(panel.findChild<QPlainTextEdit *>()->toPlainText(), QString("Keep the KEYCHAIN locked."));
    panel.setContent(twoSources(), 99); // a number that names none
    QCOMPARE(panel.currentNumber(), 1);
}

void SourcesPanelTest::followsTheListWithTheKeys()
{
    SourcesPanel panel;
    panel.show();
    panel.setContent(twoSources(), 1);
    QTest::keyClick(panel.findChild<QListWidget *>(), Qt::Key_Down);
    QCOMPARE(panel.currentNumber(), 4);
    QVERIFY(panel.findChild<QPlainTextEdit *>()->toPlainText().startsWith("Keep"));
}

void SourcesPanelTest::marksTheWordsOfTheSentenceThatCites()
{
    SourcesPanel panel;
    panel.setContent(twoSources(), 4);
    QStringList marked;
    for (const auto &selection : panel.findChild<QPlainTextEdit *>()->extraSelections())
        marked << selection.cursor.selectedText();
    QCOMPARE(marked, (QStringList{"KEYCHAIN", "locked"}));
}

void SourcesPanelTest::marksTheSentencesThatCarryTheAnswer()
{
    const QString text = "# Keys\n\nKeys are kept in the keychain. Nobody reads them. The keychain is locked at night.";
    const Source source{.number = 3, .title = "guide.md", .heading = "Keys", .start = 500, .text = text};
    const auto quoted = [&](const QString &words, int number) {
        const qsizetype at = source.start + text.indexOf(words);
        return Citation{.number = number, .quoteStart = at, .quoteEnd = at + words.size()};
    };
    SourcesPanel panel;
    panel.resize(300, 60); // so small that it has to scroll
    panel.show();
    panel.setContent({.sources = {source},
                         .citingTexts = {{3, "keychain"}},
                         .citations = {quoted("The keychain is locked at night.", 3), quoted("Nobody reads them.", 4),
                             quoted("Keys are kept in the keychain.", 3)}},
        3);
    QPlainTextEdit &passage = *panel.findChild<QPlainTextEdit *>();
    QStringList marked;
    for (const auto &selection : passage.extraSelections())
        marked << selection.cursor.selectedText();
    QCOMPARE(marked, (QStringList{"Keys are kept in the keychain.", "The keychain is locked at night."}));
    QCOMPARE(passage.textCursor().position(), 0); // the first of them
}

void SourcesPanelTest::saysWhatElseIsKnownOfAPassage()
{
    SourcesPanel panel;
    panel.show();
    panel.setContent(
        {.sources = {{.number = 1, .title = "a", .page = 7, .text = "Text.", .alsoIn = {"copy.md", "old.md"}}},
            .citations = {{.number = 1, .support = Support::Weak, .isUnverified = true}}},
        1);
    QStringList said;
    for (const QLabel *label : panel.findChildren<QLabel *>())
        said << label->text();
    QVERIFY2(said.join('|').contains("Nearly the same is in copy.md, old.md."), qPrintable(said.join('|')));
    QVERIFY2(said.join('|').contains("in another language"), qPrintable(said.join('|')));
}

void SourcesPanelTest::namesPassagesByTheirHeading()
{
    SourcesPanel panel;
    const Source markdown{.number = 1,
        .title = "Freshet guide",
        .heading = QString::fromUtf8("Keys › Where keys are kept"),
        .text = "## Where keys are kept\n\nIn the keychain."};
    panel.setContent({.sources = {markdown, Source{.number = 2, .title = "manual.pdf", .page = 4, .text = "# 1"}}}, 1);
    QListWidget &list = *panel.findChild<QListWidget *>();
    QCOMPARE(list.item(0)->text(), QString("1  Where keys are kept"));
    QCOMPARE(list.item(0)->data(RowDetail).toString(), QString("Freshet guide"));
    QCOMPARE(panel.findChild<QPlainTextEdit *>()->toPlainText(), QString("In the keychain."));
    QCOMPARE(list.item(1)->text(), QString("2  manual.pdf"));
    QCOMPARE(list.item(1)->data(RowDetail).toString(), QString("p. 4"));
}

void SourcesPanelTest::saysNothingTwice()
{
    SourcesPanel panel;
    panel.show();
    panel.setContent(
        {.sources = {Source{
             .number = 1, .title = "Boiler", .path = "/home/me/heating.md", .heading = "Boiler", .text = "x"}}},
        1);
    QCOMPARE(panel.findChild<QListWidget *>()->item(0)->text(), QString("1  Boiler"));
    QCOMPARE(panel.findChild<QListWidget *>()->item(0)->data(RowDetail).toString(), QString("heating.md"));
    for (const QLabel *label : panel.findChildren<QLabel *>())
        QVERIFY(!label->isVisible() || label->text() != "Boiler");
}

void SourcesPanelTest::saysWhenAPassageDoesNotCarryTheAnswer()
{
    SourcesPanel panel;
    panel.show();
    const auto warns = [&panel] {
        const auto labels = panel.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
            [](QLabel *label) { return label->isVisible() && label->text().contains("does not seem"); });
    };
    panel.setContent(twoSources(), 1);
    QVERIFY(warns());
    panel.setContent(twoSources(), 4);
    QVERIFY(!warns());
}

void SourcesPanelTest::sharesWholeWordsWithoutRegardToCase()
{
    using Places = QList<std::pair<qsizetype, qsizetype>>;
    QCOMPARE(sharedWords("Keys and keychains", "the KEYS"), (Places{{0, 4}}));
    QCOMPARE(sharedWords("The cat sat", "the cat"), Places{}); // too short to mean anything
    // A quote is marked as one, and then single words beside it are not.
    QCOMPARE(sharedWords("Keys: it is never shown to anybody.", "They keys, as it is never shown."), (Places{{6, 17}}));
    QCOMPARE(sharedWords(QString::fromUtf8("İİİİ word"), QString::fromUtf8("İİİİ")), (Places{{0, 4}})); // folds longer
    QCOMPARE(sharedWords("", "word"), Places{});
    QCOMPARE(sharedWords("word", ""), Places{});
}

static QToolButton *buttonNamed(const SourcesPanel &panel, const QString &name)
{
    const auto buttons = panel.findChildren<QToolButton *>();
    const auto found
        = std::find_if(buttons.begin(), buttons.end(), [&](QToolButton *button) { return button->text() == name; });
    return found == buttons.end() ? nullptr : *found;
}

static SourcesPanel::Content twoFiles()
{
    return {.sources = {Source{.number = 1, .title = "a.md", .path = "/docs/a.md", .text = "One."},
                Source{.number = 2, .title = "b.pdf", .path = "/docs/b.pdf", .page = 4, .text = "Two."}}};
}

void SourcesPanelTest::asksToOpenTheFileThatIsShown()
{
    SourcesPanel panel;
    panel.show();
    panel.setContent(twoFiles(), 2);
    QSignalSpy opened(&panel, &SourcesPanel::openRequested);
    QSignalSpy shown(&panel, &SourcesPanel::showInFolderRequested);
    QToolButton *const open = buttonNamed(panel, "Open file");
    QToolButton *const show = buttonNamed(panel, "Show in folder");
    QVERIFY(open && show && open->isVisible() && show->isVisible());
    open->click();
    QCOMPARE(opened.takeFirst().first().value<Source>(), twoFiles().sources.at(1));
    show->click();
    QCOMPARE(shown.takeFirst().first().value<Source>(), twoFiles().sources.at(1));

    QListWidget &list = *panel.findChild<QListWidget *>();
    panel.activateWindow();
    panel.setFocus();
    QTRY_VERIFY(list.hasFocus()); // else it has no keys
    QTest::keyClick(&list, Qt::Key_Up);
    QTest::keyClick(&list, Qt::Key_Return);
    QCOMPARE(opened.takeFirst().first().value<Source>().number, 1);
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualItemRect(list.item(1)).center());
    QTest::mouseDClick(list.viewport(), Qt::LeftButton, {}, list.visualItemRect(list.item(1)).center());
    QCOMPARE(opened.count(), 0); // reading starts no program
    QCOMPARE(list.contextMenuPolicy(), Qt::ActionsContextMenu);
    QCOMPARE(list.actions().size(), 2);

    for (QToolButton *const button : {open, show}) { // by the keyboard and by ear
        QVERIFY(button->focusPolicy() & Qt::TabFocus);
        QTest::keyClick(button, Qt::Key_Space);
    }
    QCOMPARE(opened.count() + shown.count(), 2);
}

void SourcesPanelTest::offersNoFileWhereThereIsNone()
{
    SourcesPanel panel;
    panel.show();
    panel.setContent(twoSources(), 1); // of no file
    QSignalSpy opened(&panel, &SourcesPanel::openRequested);
    QVERIFY(!buttonNamed(panel, "Open file")->isVisible());
    panel.activateWindow();
    panel.setFocus();
    QTRY_VERIFY(panel.findChild<QListWidget *>()->hasFocus());
    QTest::keyClick(panel.findChild<QListWidget *>(), Qt::Key_Return);
    QCOMPARE(opened.count(), 0);
    panel.setContent(twoFiles(), 1);
    QVERIFY(buttonNamed(panel, "Open file")->isVisible());
}

void SourcesPanelTest::saysHowOpeningWentUntilTheNextPassage()
{
    SourcesPanel panel;
    panel.show();
    panel.setContent(twoFiles(), 1);
    const auto says = [&panel](const QString &words) {
        const auto labels = panel.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
            [&](QLabel *label) { return label->isVisible() && label->text().contains(words); });
    };
    panel.sayOfFile("It is gone.");
    QVERIFY(says("It is gone."));
    QTest::keyClick(panel.findChild<QListWidget *>(), Qt::Key_Down);
    QVERIFY(!says("It is gone."));
    panel.sayOfFile("It is gone.");
    buttonNamed(panel, "Open file")->click(); // asked anew
    QVERIFY(!says("It is gone."));
}

QTEST_MAIN(SourcesPanelTest)
#include "sources_panel_test.moc"
