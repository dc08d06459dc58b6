// SPDX-License-Identifier: MIT
// What Freshet's start is compared with: the least Qt Widgets program that shows a window with a place to type.
#include <QApplication>
#include <QMainWindow>
#include <QPaintEvent>
#include <QPlainTextEdit>

#include <cstdio>
#include <utility>

namespace {

class Editor : public QPlainTextEdit {
protected:
    void paintEvent(QPaintEvent *event) override
    {
        QPlainTextEdit::paintEvent(event);
        if (!std::exchange(m_told, true)) {
            QMetaObject::invokeMethod(
                this, [] { std::fputs("first frame painted\n", stderr); }, Qt::QueuedConnection);
        }
    }

private:
    bool m_told = false;
};

} // namespace

int main(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    QMainWindow window;
    window.setCentralWidget(new Editor);
    window.resize(1100, 760);
    window.show();
    return QApplication::exec();
}
