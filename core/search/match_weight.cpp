// SPDX-License-Identifier: MIT
#include "core/search/match_weight.h"

#include <QVarLengthArray>

#include <sqlite3.h>

namespace freshet {

namespace {

constexpr double kSaturation = 1.2; // BM25's k1
constexpr double kLengthNorm = 0.75; // BM25's b

fts5_api *ftsOf(sqlite3 *database)
{
    fts5_api *fts = nullptr;
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, &fts, "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return fts;
}

void matchWeight(
    const Fts5ExtensionApi *fts, Fts5Context *row, sqlite3_context *result, int count, sqlite3_value **weights)
{
    int instances = 0;
    int length = 0;
    sqlite3_int64 allLength = 0;
    sqlite3_int64 rows = 0;
    int code = fts->xInstCount(row, &instances);
    if (code == SQLITE_OK)
        code = fts->xColumnSize(row, -1, &length);
    if (code == SQLITE_OK)
        code = fts->xColumnTotalSize(row, -1, &allLength);
    if (code == SQLITE_OK)
        code = fts->xRowCount(row, &rows);
    QVarLengthArray<int, 128> times(count, 0);
    for (int i = 0; code == SQLITE_OK && i < instances; ++i) {
        int phrase = 0;
        int column = 0;
        int offset = 0;
        code = fts->xInst(row, i, &phrase, &column, &offset);
        if (code == SQLITE_OK && phrase < count)
            ++times[phrase];
    }
    if (code != SQLITE_OK) {
        sqlite3_result_error_code(result, code);
        return;
    }
    const double usual = allLength > 0 && rows > 0 ? double(allLength) / double(rows) : 1;
    const double norm = kSaturation * (1 - kLengthNorm + kLengthNorm * length / usual);
    double sum = 0;
    for (int i = 0; i < count; ++i) {
        if (times[i] > 0)
            sum += sqlite3_value_double(weights[i]) * times[i] * (kSaturation + 1) / (times[i] + norm);
    }
    sqlite3_result_double(result, sum);
}

} // namespace

bool addMatchWeight(sqlite3 *database)
{
    fts5_api *const fts = ftsOf(database);
    return fts && fts->xCreateFunction(fts, "match_weight", nullptr, &matchWeight, nullptr) == SQLITE_OK;
}

} // namespace freshet
