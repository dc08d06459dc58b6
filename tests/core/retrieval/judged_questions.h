// SPDX-License-Identifier: MIT
#pragma once

#include "tests/core/retrieval/ranking_measures.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <stdexcept>

namespace freshet {

/// A question of the fixture, and which documents answer it how well.
struct JudgedQuestion {
    QString id;
    QString text;
    RelevanceGains gains;
};

/// Reads DIRECTORY/queries.jsonl and DIRECTORY/qrels.tsv. Throws on anything that is not as it should be: a judgement
/// that is not read would be a question that nobody misses.
inline QList<JudgedQuestion> judgedQuestions(const QString &directory)
{
    const auto lines = [&](const QString &name) {
        QFile file(directory + u'/' + name);
        if (!file.open(QFile::ReadOnly))
            throw std::runtime_error(qPrintable(file.fileName() + " cannot be read"));
        return file.readAll().trimmed().split('\n');
    };
    QList<JudgedQuestion> questions;
    QHash<QString, qsizetype> places;
    for (const QByteArray &line : lines("queries.jsonl")) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        const JudgedQuestion question{object.value("id").toString(), object.value("text").toString(), {}};
        if (question.id.isEmpty() || question.text.isEmpty() || places.contains(question.id))
            throw std::runtime_error("a bad question: " + line.toStdString());
        places.insert(question.id, questions.size());
        questions << question;
    }
    for (const QByteArray &line : lines("qrels.tsv")) {
        const QStringList fields = QString::fromUtf8(line).split(u'\t');
        if (fields.size() != 3 || !places.contains(fields.at(0)) || fields.at(2).toInt() <= 0)
            throw std::runtime_error("a bad judgement: " + line.toStdString());
        questions[places.value(fields.at(0))].gains.insert(fields.at(1), fields.at(2).toInt());
    }
    for (const JudgedQuestion &question : std::as_const(questions)) {
        if (question.gains.isEmpty())
            throw std::runtime_error("not judged: " + question.id.toStdString());
    }
    return questions;
}

} // namespace freshet
