"""Words that the table does not make: another stem before some suffixes, or another word altogether.

Both directions read these lists: reading балдар finds бала, and the plural of бала is балдар.
"""

from typing import Final, NamedTuple

from search.analysis.kyrgyz.suffixes import NOUN, VERB


class Stem(NamedTuple):
    """`shape` stands in place of `stem` directly before the suffixes of these names."""

    stem: str
    shape: str
    kind: str
    before: frozenset[str]


_OWNERS: Final = frozenset({"owner-3", "owner-12"})
_P: Final = frozenset({"converb-p", "hearsay"})
_PLURAL: Final = frozenset({"plural"})


def _pairs(text: str, kind: str, before: frozenset[str]) -> list[Stem]:
    return [Stem(stem, shape, kind, before) for stem, shape in (pair.split(":") for pair in text.split())]


# A short vowel falls out before "my, your, his"; тап- and its like take a long vowel before -п.
STEMS: Final = [
    *_pairs(
        "орун:орд мурун:мурд эрин:эрд карын:кард моюн:мойн коюн:койн көңүл:көңл убакыт:убакт"
        " акыл:акл айып:айб калып:калб көрүк:көрк кулун:кулн оюн:ойн бейин:бейн кайын:кайн",
        NOUN,
        _OWNERS,
    ),
    *_pairs("бала:бал", NOUN, _PLURAL),
    *_pairs("тап:таа жап:жаа чап:чаа сап:саа кап:каа теп:тээ сеп:сээ өп:өө көп:көө кеп:кээ жеп:жээ", VERB, _P),
]
STEMS_OF: Final = {(one.stem, one.kind): one for one in STEMS}
# Whole words, of pronouns above all.
WORDS: Final[dict[str, str]] = {
    form: word
    for word, forms in {
        "мен": "мага менин мени менден менде меники",
        "сен": "сага сенин сени сенден сенде сеники",
        "ал": "ага анын аны андан анда аныкы алар алардын аларды аларга аларда алардан",
        "бул": "буга мунун муну мындан мында булар булардын буларды буларга буларда булардан",
        "ошол": "ошого ошонун ошону ошондон ошондо ошолор ошолордун ошолорду ошолорго ошолордо ошолордон",
        "ушул": "ушуга ушунун ушуну ушундан ушунда ушулар ушулардын ушуларды ушуларга",
        "тигил": "тигинин тигини тигиге тигинде тигинден",
        "өз": "өзү өзүнүн өзүн өзүнө өзүндө өзүнөн",
    }.items()
    for form in forms.split()
}
