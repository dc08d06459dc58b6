// SPDX-License-Identifier: MIT
#include "tests/core/providers/wire_case.h"

#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>

#include <limits>

namespace freshet::test {

namespace {

QByteArray unescaped(const QByteArray &text)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            bytes += text[i];
            continue;
        }
        const char kind = text[++i];
        if (kind == 'x') {
            bytes += QByteArray::fromHex(text.sliced(i + 1, 2));
            i += 2;
        } else {
            bytes += kind == 'n' ? '\n' : kind == 'r' ? '\r' : kind == 't' ? '\t' : kind;
        }
    }
    return bytes;
}

HttpResponse headFrom(const QString &told)
{
    HttpResponse head{.status = 200};
    const QStringList parts = told.split(QLatin1String("; "), Qt::SkipEmptyParts);
    if (parts.isEmpty())
        return head;
    head.status = parts.first().section(u' ', 0, 0).toInt();
    head.headers.append(std::pair{QByteArray("Content-Type"), parts.first().section(u' ', 1).toLatin1()});
    for (const QString &header : parts.mid(1))
        head.headers.append(
            std::pair{header.section(u':', 0, 0).toLatin1(), header.section(u':', 1).trimmed().toLatin1()});
    return head;
}

void takeDirective(WireCase &wireCase, const QByteArrayList &words)
{
    const QByteArray &word = words.first();
    if (word == "flush") {
        wireCase.flushedAfter << wireCase.writes.size() - 1;
    } else if (word == "fill") {
        wireCase.writes << QByteArray(words.at(1).toInt(), QByteArray::fromHex(words.at(2)).at(0));
    } else if (word == "repeat") {
        for (int i = 0; i < words.at(1).toInt(); ++i) {
            wireCase.pauseBefore.insert(wireCase.writes.size(), std::chrono::milliseconds(words.at(2).toInt()));
            wireCase.writes << wireCase.writes.last();
        }
    } else if (word == "drip") {
        wireCase.pieceSize = 1;
    } else if (word == "onewrite") {
        wireCase.pieceSize = std::numeric_limits<qsizetype>::max();
    } else if (word == "gzip") {
        wireCase.isCompressed = true;
    } else if (word == "hang") {
        wireCase.end = WireCase::End::Hang;
    } else if (word == "reset") {
        wireCase.end = WireCase::End::Reset;
    } else if (word == "close-nochunk") {
        wireCase.end = WireCase::End::CloseWithoutLastChunk;
    } else {
        qFatal("%s: there is no directive @%s", qPrintable(wireCase.id), word.constData());
    }
}

} // namespace

QList<std::pair<Dialect, QString>> wireDialects()
{
    return {{Dialect::OpenAi, "openai"}, {Dialect::Ollama, "ollama"}, {Dialect::Gemini, "gemini"},
        {Dialect::GeminiInteractions, "interactions"}, {Dialect::OpenAiResponses, "responses"},
        {Dialect::Anthropic, "anthropic"}, {Dialect::LmStudio, "lmnative"}};
}

QList<WireCase> wireCases(const QString &dialect)
{
    QFile file(QStringLiteral(FRESHET_TEST_DATA "/wire/%1.txt").arg(dialect));
    return file.open(QIODevice::ReadOnly) ? wireCasesIn(file.readAll()) : QList<WireCase>();
}

QList<WireCase> wireCasesIn(const QByteArray &text)
{
    static const QRegularExpression title(QStringLiteral("^# ([A-Z]\\d+) \\[\\w+\\] (.*?)(?:  < (.*))?$"));
    QList<WireCase> cases;
    for (const QByteArray &line : text.split('\n')) {
        if (const auto match = title.match(QString::fromUtf8(line)); match.hasMatch())
            cases.append(
                WireCase{.id = match.captured(1), .title = match.captured(2), .head = headFrom(match.captured(3))});
        else if (cases.isEmpty())
            continue;
        else if (line.startsWith("| "))
            cases.last().writes << unescaped(line.sliced(2));
        else if (line.startsWith('@'))
            takeDirective(cases.last(), line.sliced(1).split(' '));
        else if (line.startsWith("> "))
            cases.last().expected = QJsonDocument::fromJson(line.sliced(2)).object();
    }
    return cases;
}

} // namespace freshet::test
