// SPDX-License-Identifier: MIT
#include "core/retrieval/charset_guess.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <iterator>

namespace freshet {

namespace {

constexpr qsizetype kLookedForOrder = 8192;
constexpr qsizetype kLookedForCharset = 64 * 1024;
constexpr int kLeastEvidence = 6; // characters
constexpr int kLeastCyrillic = 12; // any byte is a letter there

// The most common ones in running text, in no order. They make up a third of it and more; of a text that is read in the
// wrong charset hardly any.
constexpr QStringView kCommonInChinese(u"的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得"
                                       u"于着下自之年过发后作里用道行所然家种"
                                       u"事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因"
                                       u"只从想实日军者意无力它与长把机十民第公"
                                       u"此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被"
                                       u"利什二等产或新己制身果加西斯月话合回特"
                                       u"代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口"
                                       u"认条平系气题活尔更别打女变四神总何电数"
                                       u"安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社"
                                       u"便空决治展马科司五基眼书非则听白却界达"
                                       u"光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术"
                                       u"领共确传师观清今切院让识候带导争运");
constexpr QStringView kCommonInTraditional(u"的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子"
                                           u"那得於著下自之年過發後作裡用道行所然家種"
                                           u"事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開"
                                           u"但因只從想實日軍者意無力它與長把機十民第公"
                                           u"此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相"
                                           u"見被利什二等產或新己制身果加西斯月話合回特");
constexpr QStringView kCommonInKorean(
    u"이다는의에가을를은하고지기도로자서나인사리어한대해그아시수있게들일것정제보부으라만주스전");
constexpr QStringView kCommonInRussian(u"оеаинтсрвлкмдпуяыьгзіїє");

bool isBetween(QChar c, char16_t first, char16_t last) { return c.unicode() >= first && c.unicode() <= last; }

bool isHan(QChar c) { return isBetween(c, 0x4e00, 0x9fff); }
bool isKana(QChar c) { return isBetween(c, 0x3041, 0x3096) || isBetween(c, 0x30a1, 0x30fc); }
bool isHangul(QChar c) { return isBetween(c, 0xac00, 0xd7a3); }
bool isCyrillic(QChar c) { return isBetween(c, 0x0400, 0x045f); }

/// Punctuation of East Asia, in its own block and in full width.
bool isWidePunctuation(QChar c)
{
    return isBetween(c, 0x3000, 0x3020) || isBetween(c, 0xff01, 0xff5e) || isBetween(c, 0x2010, 0x2026);
}

/// The part of @p text that is not ASCII, counted.
struct Counts {
    int all = 0;
    int typical = 0; ///< Of the script.
    int common = 0; ///< Among the most common of it.

    /// How sure it is, from 0 to 1.
    double evidence(double leastTypical, double leastCommon) const
    {
        if (all < kLeastEvidence || typical < leastTypical * all || common < leastCommon * all)
            return 0;
        return double(common) / all;
    }
};

template <typename IsTypical, typename IsCommon>
Counts countsOf(QStringView text, IsTypical isTypical, IsCommon isCommon)
{
    Counts counts;
    for (const QChar c : text) {
        if (c.unicode() < 0x80)
            continue;
        ++counts.all;
        counts.typical += isTypical(c) || isWidePunctuation(c);
        counts.common += isCommon(c);
    }
    return counts;
}

double japaneseEvidence(QStringView text)
{
    return countsOf(
        text, [](QChar c) { return isHan(c) || isKana(c); }, &isKana)
        .evidence(0.95, 0.2);
}

double koreanEvidence(QStringView text)
{
    return countsOf(text, &isHangul, [](QChar c) { return kCommonInKorean.contains(c); }).evidence(0.9, 0.2);
}

double chineseEvidence(QStringView text)
{
    return countsOf(text, &isHan, [](QChar c) { return kCommonInChinese.contains(c); }).evidence(0.9, 0.25);
}

double traditionalEvidence(QStringView text)
{
    return countsOf(text, &isHan, [](QChar c) { return kCommonInTraditional.contains(c); }).evidence(0.9, 0.25);
}

/// Words of nothing but Cyrillic letters, which are common ones and large only where a word starts. In a text of
/// western Europe the letters that are not ASCII stand among others.
double cyrillicEvidence(QStringView text)
{
    Counts counts;
    for (qsizetype i = 0; i < text.size();) {
        const qsizetype start = i;
        int foreign = 0;
        int common = 0;
        int misplaced = 0;
        for (; i < text.size() && text.at(i).isLetter(); ++i) {
            const QChar c = text.at(i);
            foreign += c.unicode() >= 0x80;
            common += kCommonInRussian.contains(c.toLower());
            misplaced += i > start && c.isUpper() && text.at(i - 1).isLower();
        }
        const QStringView word = text.sliced(start, i - start);
        const bool isWhole = misplaced == 0 && std::all_of(word.begin(), word.end(), &isCyrillic);
        counts.all += foreign;
        counts.typical += isWhole ? foreign : 0;
        counts.common += isWhole && word.size() > 1 ? common : 0;
        i += i == start;
    }
    return counts.all < kLeastCyrillic ? 0 : counts.evidence(0.95, 0.6);
}

struct Candidate {
    const char *charset;
    double (*evidence)(QStringView text);
};

constexpr std::array kCandidates{Candidate{"windows-31j", &japaneseEvidence}, Candidate{"EUC-JP", &japaneseEvidence},
    Candidate{"windows-949", &koreanEvidence}, Candidate{"GB18030", &chineseEvidence},
    Candidate{"Big5", &traditionalEvidence}, Candidate{"windows-1251", &cyrillicEvidence},
    Candidate{"KOI8-R", &cyrillicEvidence}, Candidate{"IBM866", &cyrillicEvidence}};

bool isPlausible(QChar c)
{
    if (c.unicode() < 0x20)
        return c == u'\n' || c == u'\r' || c == u'\t' || c == u'\f';
    return c.category() != QChar::Other_NotAssigned && c.category() != QChar::Other_PrivateUse
        && c.category() != QChar::Other_Control;
}

/// Whether these bytes, in pairs, are text with spaces or line ends. In the wrong order a line end is a character that
/// Unicode does not have.
bool isUtf16Text(QByteArrayView bytes, QStringConverter::Encoding order)
{
    QStringDecoder decoder(order, QStringConverter::Flag::Stateless);
    const QString text = decoder.decode(bytes);
    if (decoder.hasError() || text.size() < 2)
        return false;
    qsizetype blanks = 0;
    for (const QChar c : text) {
        if (!c.isSurrogate() && !isPlausible(c))
            return false;
        blanks += c == u' ' || c == u'\n';
    }
    return blanks * 100 >= text.size()
        || (text.size() < 100 && std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x250; }));
}

} // namespace

std::optional<QStringConverter::Encoding> guessedUtf16(QByteArrayView bytes)
{
    qsizetype size = std::min(bytes.size(), kLookedForOrder);
    if (size == bytes.size() && size % 2 != 0)
        return std::nullopt;
    size -= size % 2;
    const QByteArrayView looked = bytes.first(size);
    if (!looked.contains('\0'))
        return std::nullopt;
    for (const auto order : {QStringConverter::Utf16LE, QStringConverter::Utf16BE}) {
        if (isUtf16Text(looked, order)) // half a character at its end is no error
            return order;
    }
    return std::nullopt;
}

const char *guessedCharset(QByteArrayView bytes)
{
    const QByteArrayView looked = bytes.first(std::min(bytes.size(), kLookedForCharset));
    const char *best = nullptr;
    double most = 0;
    for (const Candidate &candidate : kCandidates) {
        QStringDecoder decoder(candidate.charset); // needs ICU
        if (!decoder.isValid())
            continue;
        const QString text = decoder.decode(looked); // a last character that is cut is no error
        const double evidence = decoder.hasError() ? 0 : candidate.evidence(text);
        if (evidence > most) {
            most = evidence;
            best = candidate.charset;
        }
    }
    return best;
}

} // namespace freshet
