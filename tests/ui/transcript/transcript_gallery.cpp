// SPDX-License-Identifier: MIT
// Writes one picture for each state of the transcript, in light and dark: QT_QPA_PLATFORM=offscreen
// [QT_SCALE_FACTOR=2] transcript_gallery OUT_DIR
#include "tests/ui/transcript/transcript_messages.h"
#include "ui/theme/icon_loader.h"
#include "ui/theme/theme_controller.h"
#include "ui/transcript/transcript_view.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QGridLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>
#include <memory>

using namespace freshet;

namespace {

TranscriptMessage question(const QString &id, const QString &text)
{
    TranscriptMessage message;
    message.id = id;
    message.text = text;
    return message;
}

TranscriptMessage answer(const QString &id, const QString &text)
{
    TranscriptMessage message = question(id, text);
    message.role = ChatRole::Assistant;
    message.footer = QStringLiteral("qwen3:8b · 42 tok/s");
    return message;
}

const char kLongAnswer[]
    = R"md(Keys live in the **system keychain** [1]. They are never written to a file [1][2], and `freshet` asks for them *once*.

## What happens at the first start

The program looks for a keychain, stores a canary, reads it back and deletes it. If that fails it says so, and offers two ways on:

1. Keep keys for this session only. Nothing is stored, and you type them again tomorrow.
2. Use a vault with a passphrase:

   ```bash
   freshet vault create --kdf argon2id
   freshet vault unlock
   ```

   It asks for the passphrase at each start.
3. Do nothing. Local models need no key:
   - Ollama at `127.0.0.1:11434`
   - llama.cpp with `--port 8080`
     - also through its *OpenAI-compatible* address

> A key that was once in a file should be taken as known to others. Make a new one.
>
> > Nested quotes look like this.

### How the ways compare

| Way | Survives a restart | Asks for a passphrase | Cost |
|:--|:-:|:-:|--:|
| Keychain | yes | when you log in | 0.5 ms |
| Vault | yes | at each start | 445 ms |
| Session | no | never | 0 ms |

```cpp
// A value or an Error. C++23 replaces tl:: by std:: here and nowhere else.
template <typename T>
using Result = tl::expected<T, Error>;

int main(int argc, char* argv[])
{
    return std::accumulate(argv, argv + argc, 0, [](int sum, const char* word) { return sum + int(strlen(word)); });
}
```

- [x] Written to the keychain
- [ ] Removed from `~/.config`
- [ ] ~~Sent to a server~~

---

See https://example.org/docs/keys_(and_more) or the [manual](https://example.org/manual), and this picture: ![a keychain](https://pics.example.org/chain.png). Raw <b>HTML</b> stays text.
)md";

const char kOtherScripts[]
    = R"md(مرحبا بكم في فريشت. هذا نص عربي طويل بما يكفي لكي يمتد على أكثر من سطر واحد في العمود، مع كلمة English في وسطه و`code` أيضًا [1].

- عنصر أول
- عنصر ثان

> اقتباس قصير

```py
# تعليق بالعربية
اسم = "قيمة"
print(اسم)
```

日本語の文章も表示できます。鍵はシステムのキーチェーンに保存され、ファイルには決して書き込まれません [2]。

Ein deutscher Satz mit Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen und einer Adresse: https://example.org/a/very/long/path/that/does/not/fit/into/one/line/of/the/column/at/all/really/not
)md";

const char kWide[] = R"md(A line of code that is too long, and one that is not:

```cpp
const auto found = std::find_if(requests.crbegin(), requests.crend(), [](const Request &request) { return request.path == "/api/chat"; });
return found;
```

| Way | What it asks for | Where it keeps what it was told | Since_when_it_has_been_there | Where_it_is_documented_at_length | What_it_costs |
|---|---|---|---|---|---|
| Keychain | nothing | system_keychain_of_the_user | version_0.1.0_of_the_program | https://docs.example.org/keys/keychain | 0.5_milliseconds |
)md";

const char kCodeAnswer[] = R"md(Five ways to count words.

```cpp
// Counts the words of a file.
#include <fstream>
#include <string>

template <typename Map>
class Counter : public Base<Map> {
public:
    explicit Counter(const std::string &path) : m_in(path, std::ios::binary) { }

    int count() const { return m_total > 0x1f ? m_total : -1; }

private:
    std::ifstream m_in;
    static constexpr double kRatio = 2.5e-3; /* of all
        lines */
};

int main(int argc, char *argv[])
{
    auto words = std::make_unique<Counter<std::map<std::string, int>>>("a\n.txt");
    for (const auto &[word, n] : *words)
        std::cout << word << ": " << n << std::endl;
}
```

```python
@dataclass(frozen=True)
class Counter:
    """Counts words,
    lazily."""
    path: str = "a.txt"

    async def count(self, least: int = 3) -> dict[str, int]:
        if not self.path or least in (0, None):
            raise ValueError(f"no {self.path!r}")  # never
        return {w: n for w, n in words.items() if n >= least}
```

```sql
-- The most frequent
SELECT word, count(*) AS n FROM words
WHERE lang = 'de' AND length(word) > 3 GROUP BY word ORDER BY n DESC LIMIT 10;
```

```json
{"words": {"the": 120, "a": 99.5}, "isDone": true, "last": null, "path": "C:\\temp"}
```

```bash
#!/usr/bin/env bash
for file in *.txt; do   # each one
    tr -s '[:space:]' '\n' < "$file" | sort | uniq -c | sort -rn | head -n "${1:-10}"
done && echo "done: $?"
```

```yaml
name: count # words
on: [push]
jobs:
  build: {runs-on: "debian", timeout: 10}
```

```diff
-int n = 0;
+int n = 1;
```
)md";

const char kFormulas[]
    = R"md(The roots of $ax^2 + bx + c = 0$ with $a \neq 0$ are found by **completing the square**; the sign of $\Delta = b^2 - 4ac$ tells how many are real.

$$
x_{1,2} = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}
$$

For a polynomial $p(x) = \sum_{i=0}^{n} a_i x^i$ of degree $n$ over $\mathbb{R}$ the companion matrix is

\[
C = \begin{pmatrix}
0 & 0 & \cdots & 0 & -a_0 \\
1 & 0 & \cdots & 0 & -a_1 \\
0 & 1 & \cdots & 0 & -a_2 \\
\vdots & \vdots & \ddots & \vdots & \vdots \\
0 & 0 & \cdots & 1 & -a_{n-1}
\end{pmatrix}
\]

### Sums and integrals of $e^{-x^2}$

1. The sum $\sum_{k=1}^n k = \frac{n(n+1)}{2}$ stands in a line, and so does \(\int_0^1 x^2\,dx = \tfrac13\).
2. Displayed in an item:
   $$\int_{-\infty}^{\infty} e^{-x^2}\,dx = \sqrt{\pi}$$
   which Gauss knew.

```math
\begin{aligned}
\nabla \cdot \mathbf{E} &= \frac{\rho}{\varepsilon_0} & \nabla \times \mathbf{E} &= -\frac{\partial \mathbf{B}}{\partial t} \\
\nabla \cdot \mathbf{B} &= 0 & \nabla \times \mathbf{B} &= \mu_0 \mathbf{J} + \mu_0 \varepsilon_0 \frac{\partial \mathbf{E}}{\partial t}
\end{aligned}
```

| Function | Derivative | Price |
|:--|:-:|--:|
| $\sin x$ | $\cos x$ | $5 |
| $\lvert x \rvert$ | $\frac{x}{|x|}$ | $10 |

> *Euler:* $e^{i\pi} + 1 = 0$, and $$f(x) = \begin{cases} x & \text{if } x \ge 0 \\ -x & \text{otherwise (für \(x\) < 0)} \end{cases}$$

$$P(A \mid B) = \frac{P(B \mid A)\,P(A)}{\sum_{i=1}^{n} P(B \mid A_i)\,P(A_i)} \qquad \text{for all } A_i \text{ with } \bigcup_{i=1}^{n} A_i = \Omega \text{ and } P(A_i) > 0 \text{ for each } i \tag{1}$$

It cannot be drawn: $\frac{a}{b$ and $\nosuch{x}$.)md";

struct Shot {
    QString name;
    QSize size;
    double zoom;
    std::function<void(TranscriptView &)> fill;
};

QList<Shot> shots()
{
    const auto conversation = [](TranscriptView &view) {
        TranscriptMessage long1 = answer("a1", QString::fromUtf8(kLongAnswer));
        long1.sources = {1, 2};
        long1.reasoning
            = QStringLiteral("The user asks about keys. I should look at the *guide*.\n\nThen answer shortly.");
        view.setMessages({question("q1", "How do I keep a key safe?"), long1});
    };
    const auto error = [](TranscriptView &view) {
        TranscriptMessage failed = answer("a1", {});
        failed.footer.clear();
        failed.notice = MessageNotice{.title = "OpenRouter says this key has no credit left.",
            .advice = "Add credit at openrouter.ai, or choose another model.",
            .detail = "402 insufficient_quota: You requested up to 4096 tokens, but can only afford 12.",
            .actions = {MessageAction::Retry, MessageAction::ChooseModel, MessageAction::OpenSettings}};
        TranscriptMessage cut = answer("a2", "The first half of this answer came before the line");
        cut.footer.clear();
        cut.notice = MessageNotice{.title = "The connection to 127.0.0.1 was lost.",
            .advice = "What had come until then is kept.",
            .detail = {},
            .actions = {MessageAction::Retry}};
        view.setMessages(
            {question("q1", "Summarise the manual."), failed, question("q2", "And now?\nWith two lines."), cut});
    };
    const auto streaming = [](TranscriptView &view) {
        view.setMessages({question("q1", "What is in my documents about keys?")});
        view.appendMessage(test::growing("a1"));
        view.appendReasoning("a1", "Looking at the passages.");
        view.setPhase("a1", QStringLiteral("Reading 3 documents… · Loading qwen3:8b 45 %"));
    };
    const auto writing = [](TranscriptView &view) {
        view.setMessages({question("q1", "Write a loop.")});
        view.appendMessage(test::growing("a1"));
        view.appendText("a1", "Here is a loop that counts:\n\n```python\nfor i in range(10):\n    print(i");
        view.setPhase("a1", QStringLiteral("Writing"));
    };
    const auto hands = [conversation](TranscriptView &view) {
        conversation(view);
        view.press(1, view.column().item(1).controls().first()); // unfolds the reasoning
        view.appendMessage(test::growing("a2"));
        view.stepMessage(TranscriptView::Step::Previous);
        view.verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMinimum);
        view.appendText("a2", "news");
        view.selectAll();
        view.setFocus();
        QTest::qWait(60);
        QTest::keyClick(&view, Qt::Key_Tab);
    };
    const auto pasted = [](TranscriptView &view) {
        QString log;
        for (int i = 0; i < 3412; ++i)
            log += QStringLiteral("2026-03-01 12:00:%1 INFO  worker %2 did something of no interest\n")
                       .arg(i % 60, 2, 10, QLatin1Char('0'))
                       .arg(i);
        view.setMessages({question("q1", log), answer("a1", "There is nothing of interest in this log.")});
    };
    const auto other = [](TranscriptView &view) {
        TranscriptMessage scripts = answer("a1", QString::fromUtf8(kOtherScripts));
        scripts.sources = {1, 2};
        view.setMessages({question("q1", QStringLiteral("كيف أحفظ المفتاح؟")), scripts});
    };
    const auto finding = [conversation](TranscriptView &view) {
        conversation(view);
        view.find(QStringLiteral("key"), Qt::CaseInsensitive);
        view.stepFind(TranscriptView::Step::Next);
        view.stepFind(TranscriptView::Step::Next);
    };
    const auto wide = [](TranscriptView &view) {
        view.setMessages({answer("a1", QString::fromUtf8(kWide))});
        view.verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMinimum);
        for (const MessageControl &control : view.controlsOf(0)) {
            if (control.kind == MessageControl::Kind::ScrollStrip)
                view.press(0, control);
        }
    };
    const auto wrapped = [wide](TranscriptView &view) {
        view.setOptions({.wrapsCode = true});
        wide(view);
    };
    const auto code = [](TranscriptView &view) {
        view.setMessages({question("q1", "Count words."), answer("a1", QString::fromUtf8(kCodeAnswer))});
        view.verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMinimum);
        QTest::qWait(600); // the colours come a moment later
    };
    const auto formulas = [](TranscriptView &view) {
        view.setMessages({question("q1", "How do I solve it?"), answer("a1", QString::fromUtf8(kFormulas))});
        const BlockFlow &flow = view.column().item(1).flow(MessageItem::Section::Text);
        (void)QTest::qWaitFor(
            [&flow] {
                return std::all_of(flow.blocks().begin(), flow.blocks().end(), [](const BlockFlow::Block &block) {
                    return !block.document || block.document->awaited().isEmpty();
                });
            },
            20'000);
    };
    const auto selected = [formulas](TranscriptView &view) {
        formulas(view);
        view.selectAll();
    };
    return {{"formulas", {900, 1500}, 1, formulas}, {"formulas-narrow", {420, 1900}, 1, formulas},
        {"formulas-zoomed", {1100, 1800}, 1.5, formulas}, {"formulas-selected", {900, 700}, 1, selected},
        {"code", {900, 1640}, 1, code}, {"finding", {900, 1000}, 1, finding}, {"wide", {700, 560}, 1, wide},
        {"wide-wrapped", {700, 640}, 1, wrapped}, {"conversation", {900, 1500}, 1, conversation},
        {"narrow", {500, 1500}, 1, conversation}, {"zoomed", {1100, 1400}, 2, conversation},
        {"hands", {900, 700}, 1, hands}, {"error", {900, 640}, 1, error}, {"error-narrow", {420, 640}, 1, error},
        {"streaming", {900, 300}, 1, streaming}, {"writing", {900, 300}, 1, writing}, {"pasted", {900, 520}, 1, pasted},
        {"scripts", {900, 800}, 1, other}, {"scripts-narrow", {420, 900}, 1, other}};
}

std::unique_ptr<QWidget> widgetPage()
{
    auto page = std::make_unique<QWidget>();
    auto *rows = new QVBoxLayout(page.get());
    auto *buttons = new QHBoxLayout;
    auto *primary = new QPushButton(QStringLiteral("Use it"), page.get());
    primary->setDefault(true);
    auto *disabled = new QPushButton(QStringLiteral("Disabled"), page.get());
    disabled->setEnabled(false);
    buttons->addWidget(primary);
    buttons->addWidget(new QPushButton(QStringLiteral("Remove key"), page.get()));
    buttons->addWidget(disabled);
    rows->addLayout(buttons);
    auto *icons = new QGridLayout;
    for (int i = 0; i <= int(IconName::Edit); ++i) {
        auto *button = new QToolButton(page.get());
        button->setIcon(loadIcon(IconName(i)));
        button->setIconSize(QSize(20, 20));
        button->setAutoRaise(true);
        icons->addWidget(button, i / 10, i % 10);
    }
    rows->addLayout(icons);
    auto *field = new QLineEdit(QStringLiteral("A field with the focus"), page.get());
    rows->addWidget(field);
    auto *empty = new QLineEdit(page.get());
    empty->setPlaceholderText(QStringLiteral("Search"));
    rows->addWidget(empty);
    auto *combo = new QComboBox(page.get());
    combo->addItems({QStringLiteral("qwen3:8b · Ollama"), QStringLiteral("Guide")});
    rows->addWidget(combo);
    rows->addWidget(new QSpinBox(page.get()));
    auto *check = new QCheckBox(QStringLiteral("Send on Enter"), page.get());
    check->setChecked(true);
    rows->addWidget(check);
    auto *list = new QListWidget(page.get());
    list->addItems({QStringLiteral("Tax letter"), QStringLiteral("Keychain"), QStringLiteral("SSE parsers")});
    list->setCurrentRow(1);
    rows->addWidget(list);
    page->resize(420, 480);
    field->setFocus();
    return page;
}

void shoot(QWidget &widget, const QString &path)
{
    widget.show();
    QTest::qWait(80);
    widget.grab().save(path);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    if (application.arguments().size() != 2)
        return 1;
    const QDir out(application.arguments().at(1));
    ThemeController themes(application);
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        themes.setChoice(choice);
        const QString suffix = choice == ThemeChoice::Dark ? QStringLiteral("-dark.png") : QStringLiteral("-light.png");
        shoot(*widgetPage(), out.filePath(QStringLiteral("widgets") + suffix));
        for (const Shot &shot : shots()) {
            TranscriptView view;
            view.resize(shot.size);
            view.setTheme(themes.theme(), shot.zoom);
            view.show();
            shot.fill(view);
            shoot(view, out.filePath(shot.name + suffix));
        }
    }
    return 0;
}
