// SPDX-License-Identifier: MIT
#include "core/search/match_weight.h"

#include <QVarLengthArray>

#include <sqlite3.h>

namespace freshet {

namespace {

constexpr double kSaturation = 1.2; // BM25's k1
constexpr double kLengthNorm = 0.75; // BM25's b
constexpr double kBesideShare = 0.6; ///< What a column behind the first counts.

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
    sqlite3_int64 allLength = 0;
    sqlite3_int64 rows = 0;
    int code = fts->xInstCount(row, &instances);
    if (code == SQLITE_OK)
        code = fts->xColumnTotalSize(row, 0, &allLength);
    if (code == SQLITE_OK)
        code = fts->xRowCount(row, &rows);
    const int columns = fts->xColumnCount(row);
    QVarLengthArray<int, 128> times(count * columns, 0);
    QVarLengthArray<bool, 4> isHit(columns, false);
    for (int i = 0; code == SQLITE_OK && i < instances; ++i) {
        int phrase = 0;
        int column = 0;
        int offset = 0;
        code = fts->xInst(row, i, &phrase, &column, &offset);
        if (code != SQLITE_OK || phrase >= count)
            continue;
        ++times[column * count + phrase];
        isHit[column] = true;
    }
    if (code != SQLITE_OK) {
        sqlite3_result_error_code(result, code);
        return;
    }
    const double usual = allLength > 0 && rows > 0 ? double(allLength) / double(rows) : 1;
    double sum = 0;
    for (int column = 0; column < columns; ++column) {
        int length = 0;
        if (!isHit[column] || fts->xColumnSize(row, column, &length) != SQLITE_OK)
            continue;
        const double norm = kSaturation * (1 - kLengthNorm + kLengthNorm * length / usual);
        const double share = column == 0 ? 1 : kBesideShare;
        for (int i = 0; i < count; ++i) {
            const int hits = times[column * count + i];
            if (hits > 0)
                sum += share * sqlite3_value_double(weights[i]) * hits * (kSaturation + 1) / (hits + norm);
        }
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
