// SPDX-License-Identifier: MIT
#include "core/vector/dot_product.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define FRESHET_HAS_AVX2 1
#include <immintrin.h>
#endif

namespace freshet {

namespace {

#ifdef FRESHET_HAS_AVX2

/// The instruction takes the one factor without and the other with a sign, so the row gives its signs to the query.
/// Two products fit 16 bits: 2 * 128 * 127 < 32768.
__attribute__((target("avx2"))) std::int32_t avx2DotProduct(
    const std::int8_t *query, const std::int8_t *row, std::size_t cells)
{
    const __m256i ones = _mm256_set1_epi16(1);
    __m256i sum = _mm256_setzero_si256();
    for (std::size_t i = 0; i < cells; i += kCellsABlock) {
        const __m256i a = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(query + i));
        const __m256i b = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(row + i));
        const __m256i pairs = _mm256_maddubs_epi16(_mm256_abs_epi8(b), _mm256_sign_epi8(a, b));
        sum = _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, ones));
    }
    __m128i half = _mm_add_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
    half = _mm_add_epi32(half, _mm_shuffle_epi32(half, _MM_SHUFFLE(1, 0, 3, 2)));
    half = _mm_add_epi32(half, _mm_shuffle_epi32(half, _MM_SHUFFLE(2, 3, 0, 1)));
    return _mm_cvtsi128_si32(half);
}

#endif

} // namespace

std::int32_t scalarDotProduct(const std::int8_t *query, const std::int8_t *row, std::size_t cells)
{
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < cells; ++i)
        sum += std::int32_t(query[i]) * std::int32_t(row[i]);
    return sum;
}

DotProduct dotProduct()
{
#ifdef FRESHET_HAS_AVX2
    if (__builtin_cpu_supports("avx2"))
        return avx2DotProduct;
#endif
    return scalarDotProduct;
}

} // namespace freshet
