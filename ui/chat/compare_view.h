// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"
#include "ui/transcript/text_style.h"
#include "ui/transcript/transcript_message.h"

#include <QWidget>

#include <memory>
#include <vector>

class QHBoxLayout;
class QLabel;

namespace freshet {

class ElidedLabel;
class TranscriptView;
struct TranscriptServices;

/// The answers to one question side by side, as they are written. Knows no reply and no store: a controller tells it
/// what to show, and speaks to the transcript of each column as to that of the chat.
class CompareView : public QWidget {
    Q_OBJECT

public:
    struct Answer {
        TranscriptMessage message;
        QString model; ///< "qwen3:8b · Ollama".
        QString figures; ///< Time, tokens and cost; empty while it is being written.
    };

    CompareView(const std::shared_ptr<TranscriptServices> &services, QWidget *parent);

    void setTheme(const Theme &theme, double zoom);
    void setTextOptions(const TextOptions &options);
    void setAnswers(const QString &question, const QList<Answer> &answers);
    void setFigures(const QString &answerId, const QString &figures);
    QList<TranscriptView *> transcripts() const; ///< One an answer, in their order; gone with the next setAnswers().

signals:
    void keepRequested(const QString &answerId); ///< The chat is to go on with this one.
    void closeRequested();

private:
    struct Column {
        QString id;
        QWidget *widget; // child of this, as all
        TranscriptView *transcript;
        QLabel *figures;
    };

    Column makeColumn(const Answer &answer);

    const std::shared_ptr<TranscriptServices> m_services;
    ElidedLabel *m_question = nullptr; // child of this
    QHBoxLayout *m_row = nullptr;
    std::vector<Column> m_columns;
    Theme m_theme;
    double m_zoom = 1;
    TextOptions m_textOptions;
};

} // namespace freshet
