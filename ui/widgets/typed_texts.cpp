// SPDX-License-Identifier: MIT
#include "ui/widgets/typed_texts.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextDocument>

namespace freshet {

TypedTexts typedTexts(const QWidget &root)
{
    TypedTexts texts;
    int place = 0;
    for (const QLineEdit *line : root.findChildren<QLineEdit *>()) {
        if (line->isModified())
            texts.insert(place, line->text());
        ++place;
    }
    for (const QPlainTextEdit *field : root.findChildren<QPlainTextEdit *>()) {
        if (field->document()->isModified())
            texts.insert(place, field->toPlainText());
        ++place;
    }
    return texts;
}

void typeAgain(QWidget &root, const TypedTexts &texts)
{
    int place = 0;
    for (QLineEdit *line : root.findChildren<QLineEdit *>()) {
        if (const auto text = texts.constFind(place++); text != texts.cend()) {
            line->setText(*text);
            line->setModified(true);
        }
    }
    for (QPlainTextEdit *field : root.findChildren<QPlainTextEdit *>()) {
        if (const auto text = texts.constFind(place++); text != texts.cend()) {
            field->setPlainText(*text);
            field->document()->setModified(true);
        }
    }
}

} // namespace freshet
