// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/archive_limits.h"

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <bitset>
#include <utility>

namespace freshet {

/// Where one chat stands in a file of many.
struct JsonItem {
    qint64 begin = 0;
    qint64 end = 0; ///< One past its last byte.
    QString problem; ///< Why it is not worth being read; empty: it may be.

    bool operator==(const JsonItem &) const = default;
};

/// Finds the chats in a JSON text of any size without keeping any of it: the elements of an array, of the member
/// "chats" or "conversations" of an object, or else the object itself.
///
/// Pure; however the bytes are cut. It counts brackets only, so an item may still be no JSON. Where brackets do not
/// match, nothing behind can be told apart: problem() says so, and what was found until then stays.
class JsonItemScanner {
public:
    void feed(QByteArrayView bytes);
    void finish(); ///< No more bytes come.

    const QList<JsonItem> &items() const { return m_items; }
    const QString &problem() const { return m_problem; } ///< Why the rest of the file is not read; empty: it was whole.
    qint64 headEnd() const { return m_headEnd; } ///< Where the members before the list end; 0: there is none.

private:
    enum class Place { Start, Between, InItem, Tail, End, Lost };

    void take(char c);
    void takeInString(char c);
    void open(char c);
    void close(char c);
    void takeOutside(char c);
    void beginItem();
    void endItem(qint64 end);
    void giveUp(const QString &why);
    bool isListBegun() const;

    QList<JsonItem> m_items;
    QString m_problem;
    JsonItem m_item;
    qint64 m_tokens = 0; ///< Of m_item.
    qint64 m_offset = 0;
    qint64 m_headEnd = 0;
    std::bitset<archive_limits::kMaxDepth + 1> m_isObject; ///< At each depth.
    QByteArray m_word; ///< The last string at the depth of members.
    QByteArray m_key; ///< The member whose value begins.
    int m_depth = 0;
    int m_listDepth = 0; ///< At which the items stand; 0: the whole is one item.
    Place m_place = Place::Start;
    bool m_isInString = false;
    bool m_isEscaped = false;
};

} // namespace freshet
