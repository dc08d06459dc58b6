// SPDX-License-Identifier: MIT
#pragma once

#include <QUrl>
#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace freshet {

class ResultLabel;

/// Where tools reach the local endpoint, to be copied into their settings.
class EndpointAddress : public QWidget {
    Q_OBJECT

public:
    explicit EndpointAddress(QWidget *parent);

    void setUrl(const QUrl &webSocket); ///< Empty while it does not listen.

private:
    struct Line {
        QWidget *box = nullptr; // child of this, as all below
        QLabel *address = nullptr;
        QPushButton *copy = nullptr;
        QString text;
    };

    void addLine(Line &line, const QString &title, const QString &copyTitle, QVBoxLayout &column);
    void setLine(Line &line, const QString &text);

    Line m_webSocket;
    Line m_http;
    QLabel *m_nothing = nullptr; // child of this, as all below
    ResultLabel *m_result = nullptr;
};

/// What OpenAI's clients take as their base URL, of an endpoint that listens there.
QString openAiBaseUrl(const QUrl &webSocket);

} // namespace freshet
