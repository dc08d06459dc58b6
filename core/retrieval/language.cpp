// SPDX-License-Identifier: MIT
#include "core/retrieval/language.h"

#include "core/retrieval/folded_word.h"
#include "core/retrieval/word_map.h"

#include <QHash>
#include <QStringList>

#include <algorithm>
#include <array>
#include <bit>

namespace freshet {

namespace {

struct LanguageWords {
    const char *language;
    const char16_t *words;
};

constexpr std::array kLanguageWords{
    LanguageWords{"english",
        u"a about above after again against all also am an and any are as at be because been before being below "
        u"between both but by can could d did do does doing down during each few for from further had has have having "
        u"he her here hers him his how i if in into is it its just ll m may me might more most much must my no nor not "
        u"now of off on once one only or other our out over own please re s same shall she should show so some such t "
        u"tell than that the their them then there these they this those through to too under until up us ve very was "
        u"we were what when where which while who whom whose why will with would you your"},
    LanguageWords{"german",
        u"aber alle als also am an auch auf aus bei beim bin bis da damit dann das dass dem den der des die dies diese "
        u"dieser dieses doch du durch ein eine einem einen einer eines er es euch für gibt hat hatte hatten ich ihr "
        u"ihre im in ins ist ja jede kann kein können man mehr mein mit nach nicht noch nun nur ob oder ohne sehr sein "
        u"seine sich sie sind so über um und uns unter viele vom von vor war waren warum was wann wegen weil welche "
        u"welchem welchen welcher welches wem wen wenn wer werden wie wieder wir wird wo wurde wurden zu zum zur "
        u"zwischen"},
    LanguageWords{"french",
        u"à au aux avec c ce ces cette combien comme comment d dans de des du elle elles en est et été être il ils j "
        u"je "
        u"l la le les leur leurs lui m mais me même n ne nous on ont ou où par pas plus pour pourquoi qu quand que "
        u"quel "
        u"quelle quelles quels qui quoi s sa sans se ses si son sont sur t un une vous y"},
    LanguageWords{"spanish",
        u"a al algo como cómo con cuál cuáles cuándo cuánto cuántos de del desde donde dónde e el él ella en entre era "
        u"eran es esta este esto estos fue fueron ha había hasta hay la las le les lo los más me mi muy no nos o para "
        u"pero por porque que qué quién quiénes se ser si sin sobre son su sus también tiene tuvo un una uno y ya"},
    LanguageWords{"italian",
        u"a ai al alla alle anche che chi ci come con cosa da dal dalla dei del della delle di dove e è era erano gli "
        u"ha "
        u"hanno i il in io l la le lo loro ma mi nel nella non o per perché più quale quali quando quanto quello "
        u"questa "
        u"questo se si sono su sua suo tra un una uno"},
    LanguageWords{"portuguese",
        u"a ao aos as até com como da das de do dos e é ela ele em entre era essa esse esta este eu foi foram há isso "
        u"já "
        u"mais mas na nas não no nos o onde os ou para pela pelo por porque qual quais quando quanto que quem se sem "
        u"ser "
        u"seu são sua também tem um uma"},
    LanguageWords{"dutch",
        u"aan als bij dat de deze die dit door een en er had heb heeft het hij hoe hoeveel hun ik in is je kan maar "
        u"met "
        u"mijn na naar niet nog of om onder ook op over te tot uit van veel voor waar waarom wanneer was wat we welke "
        u"werd wie wordt worden ze zich zijn zo"},
    LanguageWords{"swedish",
        u"alla att av de dem den det din du där efter ej eller en ett finns från för ha hade han har hon hur här i "
        u"icke "
        u"inte jag kan kunde man med men mot mycket när någon och om på sedan sig sin ska skulle som till under upp ut "
        u"vad var varför vi vid vilka vilken är över"},
    LanguageWords{"danish",
        u"af alle at blev bliver da de dem den der det dig din du efter eller en er et for fra ham han har havde hende "
        u"hun hvad hvem hvor hvordan hvorfor i ikke jeg kan man med men mig min mod når og også om op over på sig sin "
        u"skal som til ud under var ved vi vil"},
    LanguageWords{"finnish",
        u"ei eivät että hän he ja jo joka jos ja kanssa kuin kuinka kuka me mikä missä miten miksi milloin mitä mukaan "
        u"mutta myös ne niin nyt oli olla olivat on ovat se sekä sen siitä siinä tai tämä vain voi"},
    LanguageWords{"romanian",
        u"a acest această al ale am ar are as au avea ca care căre câte câți când ce cel cea cei cele cine cu cum de "
        u"deci despre din după e ea ei el este eu fi fie fost iar în între la le lor mai ne nu o pe pentru prin sa să "
        u"sau se si și sunt un una unde unei unui"},
    LanguageWords{"hungarian",
        u"a az azt és egy ez ezt hogy hol ha hány is ki kell lehet meg mely mi mikor miért mint mit nem nincs olyan ő "
        u"s "
        u"sem szerint van vagy volt voltak"},
    LanguageWords{"turkish",
        u"acaba ama arasında bir biri bu bunu çok da daha de değil diye en gibi göre hangi her hiç için ile ise kaç "
        u"kadar "
        u"ki kim kimin mı mi mu mü nasıl ne neden nedir nerede o olan olarak oldu olduğu sonra şu tarafından var ve "
        u"veya "
        u"ya yani zaman"},
    LanguageWords{"vietnamese",
        u"ai bao bằng bị các cái cho có của cũng đã đang đây để đến đi điều do đó được gì hay khi không là lại làm lên "
        u"mà một này nào như nhiều những ở ra rằng rất sẽ tại thì trên trong từ và vào về với"},
    LanguageWords{"russian",
        u"а без бы был была были было быть в вам вас во вот все вы где да для до его ее если есть же за и из или им их "
        u"к "
        u"как какая какие какой каком когда который кто ли мы на над не него нее нет но о об он она они оно от по под "
        u"при "
        u"с сколько со так там то тот у чего чем что чтобы эта эти это этот я"},
    LanguageWords{"greek",
        u"αλλά αν από αυτά αυτό για δεν είναι ένα ένας επί έχει έχουν η ήταν θα και κατά με μετά μη να ο οι όπως όταν "
        u"ότι "
        u"πόσα πόσες πόσο πού ποια ποιες ποιο ποιον ποιος πότε προς πως πώς σε στα στη στην στις στο στον στους τα τη "
        u"την "
        u"της τι τις το τον του τους των ως"},
    LanguageWords{"arabic",
        u"أن أو أي أين إلى إن التي الذي الذين الى ان او اي بعد بين تم ثم حتى ذلك على عن عند عندما غير في قبل قد كان "
        u"كانت "
        u"كم كما كيف لا لكن لم لماذا ليس ما متى مثل مع من منذ هذا هذه هل هو هي هم و وكان وقد"},
    LanguageWords{"hindi",
        u"अपने आप इस इसके इसे उस उसके एक और कई कब कर करता करते करने कहाँ कहा का कि कितना कितनी कितने किया किस किसने किसी की के "
        u"कैसे को कौन कौनसा क्या क्यों गया गए जब जा जो तक तो था थी थे द्वारा दिया नहीं ने पर भी में यह या ये रहा रहे लिए वह वे "
        u"साथ से हुआ हुई है हैं हो होता"},
};

/// A language that is written in a script of its own, as far as we stem it.
Language languageOfScript(QChar::Script script)
{
    switch (script) {
    case QChar::Script_Cyrillic:
        return QStringLiteral("russian");
    case QChar::Script_Greek:
        return QStringLiteral("greek");
    case QChar::Script_Arabic:
        return QStringLiteral("arabic");
    case QChar::Script_Devanagari:
        return QStringLiteral("hindi");
    case QChar::Script_Tamil:
        return QStringLiteral("tamil");
    case QChar::Script_Armenian:
        return QStringLiteral("armenian");
    default:
        return {};
    }
}

/// The languages that have a word among theirs, a bit each in the order of kLanguageWords.
class StopWords {
public:
    static quint32 languagesOf(QStringView foldedWord)
    {
        static const StopWords words;
        return foldedWord.size() > words.m_longest ? 0 : words.m_languages.find(foldedWord).value_or(0);
    }

private:
    StopWords()
    {
        QHash<QString, quint32> languages;
        for (size_t i = 0; i < kLanguageWords.size(); ++i) {
            const QString list = QString::fromUtf16(kLanguageWords.at(i).words);
            for (const QString &word : list.split(u' '))
                languages[word] |= 1U << i;
        }
        for (auto word = languages.cbegin(); word != languages.cend(); ++word) {
            m_languages.insert(word.key(), word.value());
            m_longest = std::max(m_longest, word.key().size());
        }
    }

    WordMap<quint32> m_languages;
    qsizetype m_longest = 0;
};

Language latinLanguage(QStringView sample)
{
    std::array<int, kLanguageWords.size()> votes{};
    qsizetype start = 0;
    for (qsizetype i = 0; i <= sample.size(); ++i) {
        if (i < sample.size() && sample.at(i).isLetterOrNumber())
            continue;
        if (i > start) {
            for (quint32 languages = StopWords::languagesOf(FoldedWord(sample.sliced(start, i - start)).view());
                 languages != 0; languages &= languages - 1)
                ++votes.at(static_cast<size_t>(std::countr_zero(languages)));
        }
        start = i + 1;
    }
    const auto best = std::max_element(votes.begin(), votes.end()); // the first of equals: English
    return QString::fromLatin1(kLanguageWords.at(static_cast<size_t>(best - votes.begin())).language);
}

} // namespace

Language detectedLanguage(QStringView text)
{
    constexpr qsizetype sampleLength = 4000;
    const QStringView sample = text.first(std::min(sampleLength, text.size()));
    std::array<int, QChar::ScriptCount> letters{};
    for (const QChar c : sample) {
        if (c.isLetter())
            ++letters.at(c.unicode() < 0x80 ? QChar::Script_Latin : c.script());
    }
    std::size_t script = QChar::Script_Latin;
    for (std::size_t other = 0; other < letters.size(); ++other) {
        if (letters.at(other) > letters.at(script) && !languageOfScript(QChar::Script(other)).isEmpty())
            script = other;
    }
    return script == QChar::Script_Latin ? latinLanguage(sample) : languageOfScript(QChar::Script(script));
}

bool isStopWord(QStringView foldedWord, const Language &language)
{
    const quint32 languages = StopWords::languagesOf(foldedWord);
    for (size_t i = 0; i < kLanguageWords.size(); ++i) {
        if (language == QLatin1String(kLanguageWords.at(i).language))
            return (languages >> i & 1U) != 0;
    }
    return false;
}

} // namespace freshet
