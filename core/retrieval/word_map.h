// SPDX-License-Identifier: MIT
#pragma once

#include <QHashFunctions>
#include <QStringView>

#include <cstring>
#include <string>
#include <vector>

namespace freshet {

/// What is known of words, found by a view of a word: neither a lookup nor an entry allocates for itself, as the nodes
/// and strings of a QHash do. The index looks up each word of each text. Entries cannot be taken out one by one.
template <typename Value>
class WordMap {
public:
    /// Null when there is none; valid until the next insert().
    const Value *find(QStringView word) const
    {
        if (m_slots.empty())
            return nullptr;
        const quint64 hash = hashOf(word);
        for (std::size_t at = hash & mask(); m_slots[at].entry != kNone; at = (at + 1) & mask()) {
            if (m_slots[at].tag == tagOf(hash) && isAt(m_entries[m_slots[at].entry], word))
                return &m_entries[m_slots[at].entry].value;
        }
        return nullptr;
    }

    /// @p word is not there yet.
    const Value &insert(QStringView word, Value value)
    {
        if (2 * (m_entries.size() + 1) > m_slots.size())
            grow();
        m_entries.push_back({static_cast<quint32>(m_text.size()), static_cast<quint32>(word.size()), std::move(value)});
        m_text.append(word.utf16(), static_cast<std::size_t>(word.size()));
        place(static_cast<quint32>(m_entries.size() - 1), hashOf(word));
        return m_entries.back().value;
    }

    std::size_t size() const { return m_entries.size(); }

    void clear()
    {
        m_slots = {};
        m_entries = {};
        m_text = {};
    }

private:
    static constexpr quint32 kNone = ~quint32(0);

    struct Slot {
        quint32 entry = kNone;
        quint32 tag = 0; ///< Half of the hash.
    };
    struct Entry {
        quint32 start = 0; ///< Of its word, in m_text.
        quint32 size = 0;
        Value value;
    };

    std::size_t mask() const { return m_slots.size() - 1; }
    static quint32 tagOf(quint64 hash) { return static_cast<quint32>(hash >> 32); }

    /// Seeded, so that no document can choose words that collide.
    static quint64 hashOf(QStringView word)
    {
        static const quint64 seed = QHashSeed::globalSeed();
        return mixed(qHash(word, seed));
    }

    /// qHash() may leave half of the bits of a short word alone.
    static quint64 mixed(quint64 hash)
    {
        hash ^= hash >> 32;
        hash *= 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio (Knuth, vol. 3, 6.4)
        return hash ^ hash >> 29;
    }

    bool isAt(const Entry &entry, QStringView word) const
    {
        return entry.size == static_cast<quint32>(word.size()) // and memcmp() takes no null
            && (word.empty()
                || std::memcmp(m_text.data() + entry.start, word.utf16(), entry.size * sizeof(char16_t)) == 0);
    }

    void grow()
    {
        m_slots.assign(std::max<std::size_t>(64, 2 * m_slots.size()), Slot());
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            const Entry &entry = m_entries[i];
            place(static_cast<quint32>(i), hashOf(QStringView(m_text.data() + entry.start, entry.size)));
        }
    }

    void place(quint32 entry, quint64 hash)
    {
        std::size_t at = hash & mask();
        while (m_slots[at].entry != kNone)
            at = (at + 1) & mask();
        m_slots[at] = {entry, tagOf(hash)};
    }

    std::vector<Slot> m_slots; // a power of two, half of them free
    std::vector<Entry> m_entries;
    std::u16string m_text; // the words, one behind the other
};

} // namespace freshet
