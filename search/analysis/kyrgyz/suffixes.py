"""The table of suffixes: what may stand where. The only place that knows which suffixes Kyrgyz has.

Each slot lists what may stand at this place of a word, read from its end inwards: a suffix with its templates (see
sounds.py), after which sounds it stands, and the slot that is read next, further in. `passed` leaves a slot empty.
A word is read through once a stem slot is reached. docs/kyrgyz.md explains each slot with examples.
"""

from typing import Final, NamedTuple

NOUN: Final = "N"  # stems of nouns, adjectives, numbers, names
VERB: Final = "V"
START: Final = "word"


class Suffix(NamedTuple):
    """`name`: of its group (all persons of the past are "past"). `after`: "v" vowels, "c" consonants, "" both."""

    name: str
    templates: tuple[str, ...]
    after: str
    inner: str


def _suffix(name: str, templates: str, inner: str, *, after: str = "") -> list[Suffix]:
    return [Suffix(name, tuple(templates.split()), after, inner)]


def _by_sound(name: str, after_vowel: str, after_consonant: str, inner: str) -> list[Suffix]:
    return [
        Suffix(name, tuple(after_vowel.split()), "v", inner),
        Suffix(name, tuple(after_consonant.split()), "c", inner),
    ]


def _passed(inner: str) -> list[Suffix]:
    return [Suffix("", ("",), "", inner)]


def _each(stem: str, persons: str) -> str:
    """A template with each of the personal endings."""
    return " ".join(stem + person for person in persons.split())


_PERSONS: Final = "мIн сIң сIз BIз сIңAр сIздAр"
_ANY: Final = f"м {_PERSONS}"  # барам and барамын
_OWNERS_V: Final = "м ң ңIз бIз ңAр ңIздAр"
_OWNERS_C: Final = "Iм Iң IңIз IбIз IңAр IңIздAр"

_FINITE: Final = [
    *_suffix("past", "DI DIм DIң DIңIз DIк DIңAр DIңIздAр", "negation"),
    *_by_sound("present", "йт " + _each("й", _ANY), "Aт " + _each("A", _ANY), "negation"),
    *_by_sound("future", _each("р", _PERSONS), _each("Aр", _PERSONS) + " AAр " + _each("AAр", _PERSONS), "negation"),
    *_suffix("future-not", "BAс " + _each("BAс", _PERSONS), "voice"),
    *_suffix("perfect", _each("GAн", _PERSONS) + " GAмIн GAбIз GAм", "negation"),
    *_suffix("habitual", _each("чU", _ANY) + " чUңAр", "negation"),
    *_by_sound(
        "hearsay",
        "птIр " + _each("птIр", _PERSONS) + " " + _each("п", _PERSONS),
        "IптIр " + _each("IптIр", _PERSONS) + " " + _each("Iп", _PERSONS),
        "negation",
    ),
    *_suffix("condition", "сA сAм сAң сAңIз сAк сAңAр сAңIздAр", "negation"),
    *_suffix("command", "GIн GIлA сIн сIндAр", "negation"),
    *_by_sound("command", "ңIз ңIздAр ңAр йIн йлI йлIк", "Iң IңIз IңIздAр IңAр AйIн AйлI AйлIк AлI AлIк", "negation"),
    *_suffix("wish", "GAй " + _each("GAй", _PERSONS) + " GAйлAр GIдAй GIс", "negation"),
    *_by_sound("converb-p", "п", "Iп", "negation"),
    *_by_sound("converb-a", "й", "A", "negation"),
    *_suffix("converb", "GAнчA GIчA GAлI мAйIнчA мAйIн", "negation"),
    *_suffix("converb-not", "BAстAн BAйчA", "voice"),
    *_suffix("intention", "мAкчI " + _each("мAкчI", _ANY), "negation"),
    *_suffix("progress", "WдA", "negation"),
]

_CASES: Final = [
    *_by_sound("genitive", "нIн", "NIн", "owner-plain"),
    *_by_sound("accusative", "нI", "NI", "owner-plain"),
    *_suffix("dative", "GA", "owner-plain"),
    *_suffix("locative", "DA", "owner-plain"),
    *_suffix("ablative", "DAн", "owner-plain"),
    *_suffix("like", "чA DAй DAйын", "owner-plain"),
    *_suffix("limit", "GAчA", "owner-plain"),
    # after "his, her, its"
    *_suffix("genitive-3", "нIн", "owner-3", after="v"),
    *_suffix("accusative-3", "н", "owner-3", after="v"),
    *_suffix("dative-3", "нA", "owner-3", after="v"),
    *_suffix("locative-3", "нDA", "owner-3", after="v"),
    *_suffix("ablative-3", "нAн", "owner-3", after="v"),
    *_suffix("like-3", "нчA нDAй", "owner-3", after="v"),
    # after "my, your"
    *_suffix("dative-12", "A", "owner-12", after="c"),
    *_suffix("ablative-12", "Aн", "owner-12", after="c"),
]

_OWNER_3: Final = _by_sound("owner-3", "сI", "I", "plural")
_OWNER_12: Final = _by_sound("owner-12", _OWNERS_V, _OWNERS_C, "plural")
_WHERE: Final = [
    *_suffix("where", "DAгI NIкI", "where"),
    *_suffix("where-3", "нDAгI", "owner-3", after="v"),
]

# Participles and verbal nouns: a verb that is declined like a noun.
_PARTICIPLES: Final = [
    *_suffix("action", "W", "negation"),
    *_suffix("actor", "WчU", "negation"),
    *_suffix("done", "GAн", "negation"),
    *_suffix("doneness", "GAнDIк GAнLIк", "negation"),
    *_suffix("not-doing", "BAстIк", "voice"),
    *_by_sound("will", "р", "Aр AAр", "negation"),
    *_suffix("used-to", "чU", "negation"),
    *_by_sound("doing", "ш", "Iш", "negation"),
    *_suffix("infinitive", "мAк", "negation"),
    *_suffix("wanting", "GI", "negation"),
]
# Words made of words. The ranker decides which of them end up with their root: мугалимдик with мугалим, иштүү not.
_DERIVED: Final = [
    *_suffix("-lik", "LIк", "derived"),
    *_suffix("-luu", "LUU", "derived"),
    *_suffix("-siz", "сIз", "derived"),
    *_suffix("-chi", "чI", "derived"),
    *_suffix("-chilik", "чIлIк", "derived"),
    *_by_sound("-raak", "рAAк", "IрAAк", NOUN),
    *_by_sound("-inchi", "нчI", "IнчI", NOUN),
]
_INNERMOST: Final = [
    *_suffix("plural", "LAр", NOUN),
    *_suffix("-lik", "LIк", NOUN),
    *_suffix("-luu", "LUU", NOUN),
    *_suffix("-siz", "сIз", NOUN),
    *_suffix("-chi", "чI", NOUN),
    *_suffix("action", "W", "negation"),
    *_suffix("actor", "WчU", "negation"),
    *_suffix("done", "GAн", "negation"),
]


def _voices(inner: str) -> list[Suffix]:
    return [
        *_by_sound("passive", "л", "Iл", inner),
        *_by_sound("reflexive", "н", "Iн", inner),
        *_by_sound("together", "ш", "Iш", inner),
        *_suffix("causative", "DIр GIз", inner),
        *_suffix("causative", "т", inner, after="v"),
        *_suffix("causative-t", "т", inner, after="c"),
        *_suffix("causative-r", "Iр Aр Iз", inner, after="c"),
    ]


TABLE: Final[dict[str, list[Suffix]]] = {
    "word": [*_passed("ending"), *_suffix("question", "BI", "ending"), *_suffix("softener", "чI", "ending")],
    "ending": [*_passed("case"), *_suffix("being", _PERSONS, "case"), *_FINITE],
    "case": [*_passed("owner"), *_CASES],
    "owner": [*_passed("owner-plain"), *_OWNER_3],
    "owner-plain": [*_passed("plural"), *_OWNER_12, *_WHERE, *_suffix("when", "кI", "derived")],
    "owner-3": _OWNER_3,
    "owner-12": _OWNER_12,
    "where": [*_passed("plural"), *_OWNER_12],
    "plural": [*_passed("base"), *_suffix("plural", "LAр", "base"), *_WHERE],
    "base": [*_passed(NOUN), *_DERIVED, *_PARTICIPLES],
    "derived": [*_passed(NOUN), *_INNERMOST],
    "negation": [*_passed("voice"), *_suffix("not", "BA", "voice")],
    "voice": [*_passed(VERB), *_voices("voice-2")],
    "voice-2": [*_passed(VERB), *_voices(VERB)],
}
