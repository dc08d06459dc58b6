// SPDX-License-Identifier: MIT
#include "tests/bench/search_bench.h"

#include "core/history/history_store.h"
#include "core/search/chat_search_service.h"
#include "tests/bench/figures.h"
#include "tests/bench/vocabulary.h"

#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <sqlite3.h>

namespace freshet::bench {

namespace {

constexpr int kSearchedMessages = 100'000;
constexpr int kSearchedChats = 2'500;
constexpr int kWordsAMessage = 90; ///< On average.
constexpr int kSearchRounds = 40;

void fillHistory(const QString &path, Vocabulary &vocabulary, QRandomGenerator &random)
{
    sqlite3 *db = nullptr;
    sqlite3_open(QFile::encodeName(path).constData(), &db);
    sqlite3_exec(db, "PRAGMA synchronous = OFF; BEGIN", nullptr, nullptr, nullptr);
    sqlite3_stmt *chat = nullptr;
    sqlite3_stmt *message = nullptr;
    sqlite3_prepare_v2(db, "INSERT INTO conversations (id, title, changed_at) VALUES (?, ?, 0)", -1, &chat, nullptr);
    sqlite3_prepare_v2(db,
        "INSERT INTO messages (id, conversation, role, state, text, answer, error, created_at)"
        " VALUES (?, ?, ?, 'complete', ?, '{\"provider\":\"ollama\",\"model\":\"qwen3:8b\"}', '', ?)",
        -1, &message, nullptr);
    const auto run = [](sqlite3_stmt *statement, const QStringList &values) {
        for (int i = 0; i < values.size(); ++i) {
            const QByteArray bytes = values.at(i).toUtf8();
            sqlite3_bind_text(statement, i + 1, bytes.constData(), int(bytes.size()), SQLITE_TRANSIENT);
        }
        sqlite3_step(statement);
        sqlite3_reset(statement);
    };
    const qint64 now = systemClock().toMSecsSinceEpoch();
    for (int i = 0; i < kSearchedChats; ++i)
        run(chat, {QStringLiteral("c%1").arg(i), vocabulary.text(6)});
    for (int i = 0; i < kSearchedMessages; ++i) {
        const bool isAnswer = i % 2 == 1;
        const int words = isAnswer ? kWordsAMessage * 3 / 2 : kWordsAMessage / 2;
        sqlite3_bind_int64(message, 5, now - qint64(kSearchedMessages - i) * 300'000);
        run(message,
            {QStringLiteral("m%1").arg(i), QStringLiteral("c%1").arg((i / 2 / 20) % kSearchedChats),
                isAnswer ? QStringLiteral("assistant") : QStringLiteral("user"),
                vocabulary.text(1 + random.bounded(2 * words))
                    + (i % 9 == 0 ? QString::fromUtf8("量子计算机可以解决复杂的问题") : QString())});
    }
    sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
    sqlite3_finalize(chat);
    sqlite3_finalize(message);
    sqlite3_close(db);
}

class SearchRig {
public:
    explicit SearchRig(const QString &dir)
        : m_history(dir + "/chats.db"), m_search(m_history, {dir + "/chats.db", dir + "/search.db"})
    {
    }

    void openHistory()
    {
        QEventLoop loop;
        QObject::connect(&m_history, &HistoryStore::conversationsListed, &loop, &QEventLoop::quit);
        m_history.listConversations();
        loop.exec();
    }

    void index()
    {
        QEventLoop loop;
        QObject::connect(&m_search, &ChatSearchService::stateChanged, &loop, [&loop](const SearchState &state) {
            if (state.isComplete || state.trouble)
                loop.quit();
        });
        m_search.start();
        loop.exec();
    }

    SearchResult search(const QString &typed)
    {
        SearchResult result;
        QEventLoop loop;
        QObject::connect(&m_search, &ChatSearchService::answered, &loop, [&](const SearchResult &answer) {
            result = answer;
            loop.quit();
        });
        m_search.search(typed);
        loop.exec();
        return result;
    }

private:
    HistoryStore m_history;
    ChatSearchService m_search;
};

} // namespace

QJsonObject measureSearch()
{
    const QTemporaryDir dir;
    QRandomGenerator random(1);
    Vocabulary vocabulary(random);
    SearchRig rig(dir.path());
    rig.openHistory();
    fillHistory(dir.filePath("chats.db"), vocabulary, random);

    QJsonObject figures;
    const qint64 begun = monotonicNs();
    const qint64 cpuBegun = processCpuNs();
    rig.index();
    figures.insert("messages", kSearchedMessages);
    figures.insert("indexing_s", rounded(double(monotonicNs() - begun) / 1e9));
    figures.insert("indexing_cpu_s", rounded(double(processCpuNs() - cpuBegun) / 1e9));
    figures.insert("history_mb", rounded(double(QFileInfo(dir.filePath("chats.db")).size()) / 1e6));
    figures.insert("index_mb", rounded(double(QFileInfo(dir.filePath("search.db")).size()) / 1e6));

    const auto common = [&] { return vocabulary.at(int(random.bounded(40))); };
    const auto usual = [&] { return vocabulary.at(int(40 + random.bounded(3000))); };
    const auto rare = [&] { return vocabulary.at(int(20'000 + random.bounded(60'000))); };
    const std::pair<const char *, std::function<QString()>> kinds[] = {
        {"commonest_word", [&] { return QString(vocabulary.at(0) + ' '); }},
        {"common_word", [&] { return QString(common() + ' '); }},
        {"usual_word", [&] { return QString(usual() + ' '); }},
        {"rare_word", [&] { return QString(rare() + ' '); }},
        {"two_common_words", [&] { return QString(common() + ' ' + common() + ' '); }},
        {"two_usual_words", [&] { return QString(usual() + ' ' + usual() + ' '); }},
        {"one_letter", [&] { return usual().left(1); }},
        {"three_letters", [&] { return usual().left(3); }},
        {"word_and_beginning", [&] { return QString(usual() + ' ' + usual().left(3)); }},
        {"phrase", [&] { return QString('"' + common() + ' ' + common() + '"'); }},
        {"typing_error",
            [&] {
                QString word = rare();
                std::swap(word[2], word[3]);
                return QString(word + ' ');
            }},
        {"without_spaces", [&] { return QString::fromUtf8("子计算"); }},
        {"filtered", [&] { return QString(common() + " from:me before:7d "); }},
        {"filters_alone", [&] { return QStringLiteral("model:qwen after:7d "); }},
        {"long_question",
            [&] {
                QString words;
                for (int i = 0; i < 8; ++i)
                    words += usual() + ' ';
                return words;
            }},
    };
    QList<qint64> allWall;
    QList<qint64> allCpu;
    for (const auto &[name, query] : kinds) {
        QList<qint64> wall;
        QList<qint64> cpu;
        for (int round = 0; round < kSearchRounds; ++round) {
            const QString typed = query();
            const qint64 cpuBefore = processCpuNs();
            const qint64 before = monotonicNs();
            rig.search(typed);
            wall << monotonicNs() - before;
            cpu << processCpuNs() - cpuBefore;
        }
        allWall += wall;
        allCpu += cpu;
        figures.insert(QLatin1String(name), QJsonObject{{"wall_ms", percentiles(wall)}, {"cpu_ms", percentiles(cpu)}});
    }
    figures.insert("all", QJsonObject{{"wall_ms", percentiles(allWall)}, {"cpu_ms", percentiles(allCpu)}});
    return figures;
}

} // namespace freshet::bench
