// SPDX-License-Identifier: MIT
#pragma once

#include <QHashFunctions>
#include <QStringView>

#include <algorithm>
#include <cstring>
#include <optional>
#include <type_traits>
#include <vector>

namespace freshet {

/// What is known of words, found by a view of a word: neither a lookup nor an entry allocates for itself, as the nodes
/// and strings of a QHash do. The index looks up each word of each text. Entries cannot be taken out one by one.
template <typename Value>
class WordMap {
    static_assert(std::is_trivially_copyable_v<Value>);

public:
    std::optional<Value> find(QStringView word) const { return find(word, hashOf(word)); }

    /// @p hash is that of the word. Who looks up many words may know it before, and prefetch what stands there.
    std::optional<Value> find(QStringView word, quint64 hash) const
    {
        if (m_slots.empty())
            return std::nullopt;
        for (std::size_t at = hash & mask(); m_slots[at].entry != kNone; at = (at + 1) & mask()) {
            if (m_slots[at].tag == tagOf(hash) && isAt(m_slots[at].entry, word))
                return valueAt(m_slots[at].entry);
        }
        return std::nullopt;
    }

    /// @p word is not there yet.
    void insert(QStringView word, const Value &value)
    {
        if (2 * (m_size + 1) > m_slots.size())
            grow();
        const std::size_t entry = m_data.size();
        m_data.resize(entry + kHead + static_cast<std::size_t>(word.size()));
        std::memcpy(&m_data[entry], &value, sizeof(Value));
        const auto size = static_cast<quint32>(word.size());
        std::memcpy(&m_data[entry + kValue], &size, sizeof(size));
        std::copy(word.utf16(), word.utf16() + size, m_data.begin() + static_cast<std::ptrdiff_t>(entry + kHead));
        place(static_cast<quint32>(entry), hashOf(word));
        ++m_size;
    }

    /// Seeded, so that no document can choose words that collide.
    static quint64 hashOf(QStringView word)
    {
        static const quint64 seed = QHashSeed::globalSeed();
        return mixed(qHash(word, seed));
    }

    void prefetchSlot(quint64 hash) const
    {
        if (!m_slots.empty())
            __builtin_prefetch(&m_slots[hash & mask()]);
    }

    void prefetchEntry(quint64 hash) const ///< Once the slot is there.
    {
        if (!m_slots.empty() && m_slots[hash & mask()].entry != kNone)
            __builtin_prefetch(&m_data[m_slots[hash & mask()].entry]);
    }

    std::size_t size() const { return m_size; }

    void clear()
    {
        m_slots = {};
        m_data = {};
        m_size = 0;
    }

private:
    static constexpr quint32 kNone = ~quint32(0);

    // An entry: its value, the length of its word, and the word. All in one place, so that a lookup waits for memory
    // twice at most.
    static constexpr std::size_t kValue = (sizeof(Value) + 1) / 2;
    static constexpr std::size_t kHead = kValue + 2;

    struct Slot {
        quint32 entry = kNone; ///< Where it is in m_data.
        quint32 tag = 0; ///< Half of the hash.
    };

    std::size_t mask() const { return m_slots.size() - 1; }
    static quint32 tagOf(quint64 hash) { return static_cast<quint32>(hash >> 32); }

    /// qHash() may leave half of the bits of a short word alone.
    static quint64 mixed(quint64 hash)
    {
        hash ^= hash >> 32;
        hash *= 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio (Knuth, vol. 3, 6.4)
        return hash ^ hash >> 29;
    }

    Value valueAt(std::size_t entry) const
    {
        Value value;
        std::memcpy(static_cast<void *>(&value), &m_data[entry], sizeof(value)); // its members have defaults
        return value;
    }

    QStringView wordAt(std::size_t entry) const
    {
        quint32 size = 0;
        std::memcpy(&size, &m_data[entry + kValue], sizeof(size));
        return QStringView(m_data.data() + entry + kHead, size);
    }

    bool isAt(std::size_t entry, QStringView word) const
    {
        const QStringView there = wordAt(entry);
        return there.size() == word.size() // and memcmp() takes no null
            && (word.empty()
                || std::memcmp(there.utf16(), word.utf16(), static_cast<std::size_t>(word.size()) * sizeof(char16_t))
                    == 0);
    }

    void grow()
    {
        m_slots.assign(std::max<std::size_t>(64, 2 * m_slots.size()), Slot());
        for (std::size_t entry = 0; entry < m_data.size();) {
            const QStringView word = wordAt(entry);
            place(static_cast<quint32>(entry), hashOf(word));
            entry += kHead + static_cast<std::size_t>(word.size());
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
    std::vector<char16_t> m_data; // the entries, one behind the other
    std::size_t m_size = 0;
};

} // namespace freshet
