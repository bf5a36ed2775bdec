"""In which language a text is written, guessed cheaply: by its letters, function words and, for some, endings.

It is asked only to warn somebody who has chosen another language, so it would rather say nothing than be wrong:
nothing for short texts, for texts in two languages, for names; what is quoted, addresses and code do not count.
"""

import re
from collections import Counter
from typing import Final

from core.text.language_clues import CLEAR_HINTS, WEAK_HINTS

LEAST_LETTERS: Final = 40
MOST: Final = 6000  # letters that are looked at
LEAST_HITS: Final = 2.0  # function words that speak for a language
LEAST_SHARE: Final = 0.16  # of all words
CLEAR: Final = 0.5  # of the best one's score: the second best reaches no more
SOME: Final = 0.3  # of the best one's score: the language that was chosen has a part in the text too
FEW: Final = 2  # languages that have a function word in common
ONE_SCRIPT: Final = 0.8  # of the letters

_RU: Final = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
# Letters of those written in Cyrillic; a word with another letter speaks against the language.
_CYRILLIC: Final = {
    "ky": _RU + "өүң",
    "ru": _RU,
    "kk": _RU + "әғқңөұүһі",
    "uk": "абвгдежзийклмнопрстуфхцчшщьюяґєії",
    "be": "абвгдежзйклмнопрстуфхцчшыьэюяёіў",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "sr": "абвгдежзиклмнопрстуфхцчшђјљњћџ",
    "tg": "абвгдежзийклмнопрстуфхчшъэюяёғӣқӯҳҷ",
    "uz": "абвгдежзийклмнопрстуфхцчшъьэюяёўқғҳ",
    "tt": _RU + "әөүҗңһ",
    "mn": _RU + "өү",
}
_BASIC: Final = "abcdefghijklmnopqrstuvwxyz"
_LATIN: Final = {
    "en": _BASIC,
    "et": _BASIC + "äöüõšž",
    "de": _BASIC + "äöüß",
    "fr": _BASIC + "àâæçéèêëîïôœùûüÿ",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyzâîû",
    "es": _BASIC + "áéíñóúü",
    "pt": _BASIC + "áâãàçéêíóôõúü",
    "it": _BASIC + "àèéìòù",
    "pl": "aąbcćdeęfghijklłmnńoóprsśtuwyzźż",
    "fi": _BASIC + "äöå",
    "nl": _BASIC + "éëïóöü",
    "sv": _BASIC + "åäöé",
    "lv": "aābcčdeēfgģhiījkķlļmnņoprsštuūvzž",
    "lt": "aąbcčdeęėfghiįyjklmnoprsštuųūvzž",
    "uz": _BASIC + "ʻ",
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
}
# What a text can hardly do without. A word of several languages counts in parts.
_WORDS: Final = {
    "ky": "салам саламатсызбы саламатсыздарбы рахмат мектеп мектептин мектепте окуучулар балдар жыйырма алты беш төрт"
    " жети тогуз чоң абдан силерди сизди сиздин жана менен үчүн учун бул деп эле эмес бар жок болгон болот болуп"
    " болсо кылып боюнча ошол биз биздин алар анын мен сен силер өзүнүн эң көп коп дагы кийин чейин да же ал аны"
    " бир эки аркылуу кандай ким эмне керек баары башка жаңы жаны ар катары тууралуу жөнүндө ошондой андан"
    " мындай ушул ушундай эми азыр турат турган жатат жаткан кылат кылган берет алат келет экен каршы гана бирок"
    " себеби анткени",
    "ru": "здравствуйте добрый день привет спасибо пожалуйста уважаемые дорогие ищем хотим будем друг друга другу"
    " школу школы школе детей дети класса классе год года лет два три пять и в не на что с по это эта этот эти"
    " как но мы для от из к у же так все всё всех его их ее её или был была было были быть при если только уже"
    " чтобы которые который которая которых очень также есть нет они она он я ты вы наш наша наши наших нас нам"
    " мне меня вас вам со во до за об после перед между через более может можно нужно будет будут когда где там"
    " том тем чем своих своего свои себя ещё еще потом здесь",
    "kk": "сәлем рахмет мектеп жиырма алты бес төрт жеті оқушы оқушылар ағылшын қала балалар көп және мен үшін бұл"
    " деп емес бар жоқ болды болған бойынша сол біз біздің олар оның сен сіз сіздер өз ең тағы кейін дейін да де"
    " ол бір екі арқылы қандай кім не керек басқа жаңа әр туралы сондай осы еді қазір",
    "uk": "і й та в у не на що з по це ця цей ці як але ми для від із до ж так всі його їх її або був була було були"
    " бути при якщо тільки вже щоб які який яка дуже також є немає вони вона він я ти ви наш наша наші нас нам"
    " за про після між через може можна буде коли де там ще",
    "be": "і ў не на што з па гэта гэты як але мы для ад да ж так усе яго іх яе або быў была было былі калі толькі"
    " вельмі таксама ёсць няма яны яна ён наш наша пра пасля праз можа будзе дзе",
    "bg": "и в не на че с по това този тази тези как но ние за от до е са се да ще ли си като които който която"
    " много също има няма те тя той аз ти вие наш наша бе беше бил при ако само вече или след между може",
    "sr": "и у не на да је се су с са за од до то ова овај ово али ми као које који која што или био била биле при"
    " ако само већ врло такође има нема они она он ја ти ви наш наша после између може",
    "tg": "ва дар ба аз ки ин барои бо он мо шумо онҳо аст буд шуд мекунад мекунанд ҳам низ то бояд ё агар худ як"
    " ҳар дигар пас бисёр нест ҳаст намояд шудааст",
    "uz": "va bilan uchun bu deb emas bor yoq boʻlgan boldi boʻyicha shu biz bizning ular uning men sen siz oz eng"
    " kop yana keyin ham har bir ikki orqali qanday kim nima kerak boshqa yangi haqida lekin edi ва билан учун бу"
    " деб эмас бор йўқ бўлган бўйича шу биз бизнинг улар унинг мен сен сиз ўз энг кўп яна кейин ҳам ҳар бир икки"
    " орқали қандай ким нима керак бошқа янги ҳақида лекин эди",
    "tt": "һәм белән өчен бу дип түгел бар юк булган буенча шул без безнең алар аның мин син сез үз иң күп тагын соң"
    " да дә ул бер ике аша нинди кем ни кирәк башка яңа һәр турында",
    "mn": "нь юм байна байгаа бол болон энэ тэр гэж ба бид манай тэд миний та нар их мөн дээр дараа хүртэл нэг хоёр"
    " вэ бөгөөд болно хийж гэсэн байсан ямар хэн юу хэрэгтэй шинэ тухай",
    "en": "the of and to in is that for it with as was on are be this by at from have has had not they we you our"
    " your their which or an but can will would about what when where how if who there been more were do does i"
    " he me my no she his her its us them these those than then so also all one into out up some other only",
    "et": "tere tervist aitäh tänan palun õpilased õpilast klass klassis koos jaoks inglise keelt meiega"
    " teile kiri kirju aasta ja on ei et see kui ka ning oma me meie te nad ta mis kes oli olid aga või siis"
    " selle seda kõik veel nii väga meil neil mida kus nagu pärast enne kuni üks kaks iga teha saab peab ole"
    " olla palju kuid sest ma sa",
    "de": "der die das und ist nicht ein eine einen einem einer zu in den mit von für auf im dem des sich auch es wir"
    " ihr sie ich er als wie aber oder bei nach aus um an sind war waren werden wird haben hat kann können noch nur"
    " unser unsere wenn dass über zum zur durch vor so sehr",
    "fr": "le la les de des du et est un une en que qui dans pour pas sur au aux avec ce cette ces il elle nous vous"
    " ils elles je se sont été être ont par plus ne ou mais comme leur leurs notre nos votre son sa ses très aussi"
    " fait tout tous y l d c qu n s j",
    "tr": "merhaba günler teşekkürler lütfen okul okulumuz öğrenciler öğrencilerimiz öğrenci altı beş dört arkadaş"
    " birlikte çocuklar sınıf i̇ngilizce ve bir bu da de için ile çok ama olarak daha gibi kadar en biz bizim"
    " siz sizin onlar ben sen o ki ne var yok değil olan oldu olur olduğu her sonra önce kendi veya ya mi mı şey"
    " nasıl kim neden bütün tüm yeni",
    "es": "el la los las de del y es un una en que no se por para con su sus al lo como más pero este esta estos"
    " estas nosotros ustedes ellos ella yo nos son fue ser han muy también hay o si cuando donde sobre entre nuestro"
    " nuestra nuestros desde hasta todo todos",
    "pt": "o a os as de do da dos das e é um uma em que não se por para com seu sua ao no na nos nas como mais mas"
    " este esta nós vocês eles ela eu são foi ser têm muito também há ou quando onde sobre entre nosso nossa desde"
    " até todo todos",
    "it": "il lo la i gli le di del della dei e è un una in che non si per con suo sua al come più ma questo questa"
    " noi voi loro lei io sono è stato essere hanno molto anche c o se quando dove su tra nostro nostra dal nel"
    " nella tutti",
    "pl": "i w nie na to się z że do jest jak ale my dla od po o za ten ta te są był była było być przy jeśli tylko"
    " już aby które który która bardzo także czy oni ona on ja ty wy nasz nasza nasze nas nam przez może można"
    " będzie kiedy gdzie tam jeszcze oraz",
    "fi": "ja on ei että se kun myös oma me meidän te he hän mikä kuka oli olivat mutta tai sitten sen kaikki vielä"
    " niin hyvin mitä missä kuin jälkeen ennen yksi kaksi joka ovat olla paljon koska minä sinä tämä",
    "nl": "de het een en is niet van in dat op te zijn met voor er aan die ook we wij jullie ze ik hij als maar of"
    " bij naar uit om was waren worden wordt hebben heeft kan nog ons onze wanneer over door zeer",
    "sv": "och att det är en ett i som på för med av den till inte om vi ni de jag han hon men eller vid efter från"
    " var blir har kan ännu vår vårt våra när över genom mycket också",
    "lv": "un ir ka no uz par ar kas tas šis mēs jūs viņi es viņš viņa bet vai pie pēc bija būt tikai jau lai ļoti arī"
    " nav mūsu kad kur līdz viens visi",
    "lt": "ir yra kad iš į apie su kas tai šis mes jūs jie aš jis ji bet ar prie po buvo būti tik jau labai taip pat"
    " nėra mūsų kai kur iki vienas visi",
    "az": "və bir bu da də üçün ilə çox amma kimi qədər ən biz bizim siz sizin onlar mən sən o ki nə var yox deyil"
    " olan oldu olur hər sonra əvvəl öz və ya yeni bütün haqqında",
}
_OWN: Final[dict[str, frozenset[str]]] = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_SHARED: Final = Counter(word for words in _OWN.values() for word in words)
_HINT: Final = 0.6
_WEAK: Final = 0.25  # all of these together add at most as much as the clear ones

_ASIDE: Final = re.compile(
    r"```.*?```|`[^`\n]*`|^[ \t]*>[^\n]*$|«[^»]{0,900}»|“[^”]{0,900}”|„[^“”]{0,900}[“”]|https?://\S+|www\.\S+|\S{1,100}@\S+|@\w+",
    re.DOTALL | re.MULTILINE,
)
_BEGINS: Final = re.compile(r"(?:^|[.!?…:\n])[^\w,;]*$")
_A_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʻʼ][^\W\d_]+)*")


def guess_language(text: str) -> str | None:
    """The code of the language that this is in; None where that is not clear."""
    scores = _scores(text)
    if not scores:
        return None
    (best, most), *rest = sorted(scores.items(), key=lambda row: -row[1])
    return best if all(score <= CLEAR * most for _code, score in rest) else None


def other_language(text: str, chosen: str) -> str | None:
    """Another language than the chosen one, where the text is clearly in it: what to ask a writer about."""
    guessed = guess_language(text)
    if guessed is None or guessed == chosen.partition("-")[0]:
        return None
    scores = _scores(text)
    return None if scores.get(chosen, 0) > SOME * scores[guessed] else guessed


def _scores(text: str) -> dict[str, float]:
    """By language: what speaks for it, less what speaks against it. Empty where there is too little of one script."""
    told = _ASIDE.sub(" ", text[:MOST])
    words = [(found[0].casefold(), not _is_a_name(told, found)) for found in _A_WORD.finditer(told)]
    letters = "".join(word for word, _common in words)
    if sum(letter.isalpha() for letter in letters) < LEAST_LETTERS:
        return {}
    cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in letters)
    latin = sum(letter <= "ɏ" or "Ḁ" <= letter <= "ỿ" for letter in letters)
    if max(cyrillic, latin) < ONE_SCRIPT * len(letters):
        return {}
    alphabets = _CYRILLIC if cyrillic > latin else _LATIN
    found = {code: _score(words, code, frozenset(alphabet)) for code, alphabet in alphabets.items()}
    enough = max(LEAST_HITS, LEAST_SHARE * len(words))
    return {code: score for code, score in found.items() if score > 0} if max(found.values()) >= enough else {}


def _is_a_name(text: str, found: re.Match[str]) -> bool:
    """With one capital, elsewhere than where sentences begin: how it ends says nothing of the language around it."""
    word = found[0]
    return (
        word[0].isupper()
        and not word.isupper()
        and _BEGINS.search(text, max(found.start() - 9, 0), found.start()) is None
    )


def _score(words: list[tuple[str, bool]], code: str, alphabet: frozenset[str]) -> float:
    score = weak = 0.0
    hints, weaker = CLEAR_HINTS.get(code, ()), WEAK_HINTS.get(code)
    for word, common in words:
        plain = word.replace("'", "").replace("’", "").replace("ʼ", "")
        if not alphabet.issuperset(plain.replace("ʻ", "")):
            score -= 1
        elif word in _OWN[code]:
            score += 1 if _SHARED[word] <= FEW else 0.5
        elif common and len(word) > 3:  # noqa: PLR2004 - shorter ones prove nothing
            found = sum(hint.search(word) is not None for hint in hints)
            score += _HINT * found
            weak += _WEAK if not found and weaker and weaker.search(word) else 0
    return score + min(weak, max(score, 0))
