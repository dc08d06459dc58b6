// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/search/chat_search_types.h"

#include <QFrame>
#include <QPointer>

class QLabel;
class QLineEdit;
class QListView;

namespace freshet {

class SearchResultDelegate;
class SearchResultModel;
struct Theme;

/// The search over all chats: a field and what was found, over the window. Arrows choose while the typing goes on,
/// Enter or a click opens, Esc closes and gives the focus back to where it was.
///
/// Knows no service: it says what is typed, and shows the results that it is given.
class SearchPanel : public QFrame {
    Q_OBJECT

public:
    explicit SearchPanel(QWidget &window, const Clock &clock = systemClock); ///< Lies over @p window, hidden at first.

    void setTheme(const Theme &theme);
    void open(); ///< With all of its text selected.
    void close(); ///< Whatever is typed stays for the next time.
    QString text() const;
    void setText(const QString &text);
    void setResult(const SearchResult &result); ///< Of what is typed now; an empty search clears it.
    void setState(const SearchState &state);
    QString statusText() const; ///< What it says about the result.

signals:
    void textChanged(const QString &text);
    void chosen(const freshet::ConversationId &chat, const freshet::MessageId &message, const QStringList &words);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void activate(const QModelIndex &index);
    void step(int direction, int count = 1);
    void showStatus();
    bool handleKey(int key);

    QWidget &m_window;
    SearchResultModel *m_results; // child of this, as all below
    SearchResultDelegate *m_delegate;
    QLineEdit *m_field;
    QLabel *m_about;
    QLabel *m_progress;
    QListView *m_list;
    SearchResult m_result;
    SearchState m_state;
    QPointer<QWidget> m_focusBefore; // not owned
};

} // namespace freshet
