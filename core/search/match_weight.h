// SPDX-License-Identifier: MIT
#pragma once

struct sqlite3;

namespace freshet {

/// Gives @p database the SQL function match_weight(TABLE, W0, W1, …): how well a row of an FTS5 table matches, by
/// BM25's saturation and length norm in each column; Wn is what phrase n of the query tells. What stands in the first
/// column counts more than what stands beside it. Unlike FTS5's own
/// bm25(), it counts nothing in the whole table. False: this SQLite has no FTS5.
bool addMatchWeight(sqlite3 *database);

} // namespace freshet
