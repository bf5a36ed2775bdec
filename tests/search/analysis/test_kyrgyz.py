"""Kyrgyz words: read backwards, made forwards, chosen. A teacher's hundred words stand at the end."""

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis.kyrgyz import learnt
from search.analysis.kyrgyz.generating import generate, paradigm, whole_paradigm
from search.analysis.kyrgyz.irregular import STEMS, WORDS
from search.analysis.kyrgyz.parsing import MOST_SUFFIXES, parse
from search.analysis.kyrgyz.sounds import Left, realised, spell, spread
from search.analysis.kyrgyz.suffixes import NOUN, START, TABLE, VERB
from search.analysis.kyrgyz.voices import without_voice


def stems(word: str) -> set[str]:
    return {one.stem for one in parse(word)}


@pytest.mark.parametrize(
    ("template", "left", "said"),
    [
        ("LAр", "бала", "лар"), ("LAр", "көл", "дөр"), ("LAр", "мектеп", "тер"), ("LAр", "кыз", "дар"),
        ("LAр", "той", "лор"), ("LAр", "жер", "лер"), ("LAр", "суу", "лар"), ("LAр", "гүл", "дөр"),
        ("GA", "тоо", "го"), ("GA", "китеп", "ке"), ("GA", "кул", "га"), ("GA", "үй", "гө"),
        ("NIн", "тоо", "нун"), ("NIн", "мектеп", "тин"), ("NIн", "күн", "дүн"), ("NI", "бала", "ны"),
        ("DAн", "Ош".lower(), "тон"), ("BI", "бар", "бы"), ("BI", "кет", "пи"), ("UU", "кел", "үү"),
        ("IрAAк", "терең", "ирээк"),
    ],
)  # fmt: skip
def test_suffixes_follow_harmony_and_assimilate(template: str, left: str, said: str) -> None:
    vowel = next(letter for letter in reversed(left) if letter in "аеиоөуүыэюя")
    assert realised(template, Left(left[-1], vowel))[0] == said


@pytest.mark.parametrize("word", ["балалер", "мектептар", "көлдар", "китепга", "үйго", "кыздер", "тоолер"])
def test_what_breaks_harmony_or_assimilation_is_no_suffix(word: str) -> None:
    stem = max((cut for cut in ("бала", "мектеп", "көл", "китеп", "үй", "кыз", "тоо") if word.startswith(cut)), key=len)
    assert stem not in stems(word)


@pytest.mark.parametrize(
    ("stem", "kind", "suffixes", "form"),
    [
        ("мектеп", NOUN, ["plural", "owner-12", "ablative"], "мектептеримден"),
        ("мектеп", NOUN, ["owner-3"], "мектеби"),
        ("тоо", NOUN, ["owner-3", "locative-3"], "тоосунда"),
        ("бала", NOUN, ["plural", "genitive"], "балдардын"),
        ("орун", NOUN, ["owner-3", "dative-3"], "ордуна"),
        ("башта", VERB, ["action"], "баштоо"),
        ("оку", VERB, ["actor", "plural"], "окуучулар"),
        ("тап", VERB, ["converb-p"], "таап"),
        ("чык", VERB, ["converb-p"], "чыгып"),
        ("кой", VERB, ["passive", "past"], "коюлду"),
        ("кел", VERB, ["together", "not", "done"], "келишпеген"),
        ("студент", NOUN, ["being"], "студентпиз"),
        ("үй", NOUN, ["where"], "үйдөгү"),
        ("таны", VERB, ["action"], "тануу"),
    ],
)  # fmt: skip
def test_the_table_runs_both_ways(stem: str, kind: str, suffixes: list[str], form: str) -> None:
    assert form in generate(stem, kind, suffixes)
    assert (stem, kind, tuple(suffixes)) in parse(form)


def test_what_the_table_does_not_have_is_not_made() -> None:
    assert generate("мектеп", NOUN, ["past"]) == frozenset()
    assert generate("кел", VERB, ["genitive"]) == frozenset()
    assert generate("кел", VERB, ["no such suffix"]) == frozenset()
    assert generate("китеп", NOUN, []) == {"китеп"}


LETTERS = "абгдезийклмнңоөпрстуүчшы"
made_up = st.text(LETTERS, min_size=2, max_size=8).filter(
    lambda word: (
        any(c in "аеиоөуүы" for c in word)
        and spell(spread(word)) == word
        and not re.search("[^аеиоөуүы]й", word)  # it stands after vowels alone
    )
)
NAMES = sorted({one.name for slot in TABLE.values() for one in slot if one.name})


@settings(deadline=None, max_examples=60)
@given(stem=made_up, names=st.lists(st.sampled_from(NAMES), max_size=3), kind=st.sampled_from([NOUN, VERB]))
def test_whatever_is_made_of_any_stem_is_read_back(stem: str, names: list[str], kind: str) -> None:
    for form in generate(stem, kind, names):
        assert stem in stems(form)


@settings(deadline=None, max_examples=40)
@given(stem=made_up, kind=st.sampled_from([NOUN, VERB]), seed=st.integers(0, 9999))
def test_paradigms_of_any_stem_are_read_back(stem: str, kind: str, seed: int) -> None:
    made = paradigm(stem, kind, 8, Random(seed))
    assert [form for form in made if stem not in stems(form)] == []


@pytest.mark.parametrize("stem", ["айда", "жап", "кой", "көр", "таны", "оку", "тап", "де"])
def test_whole_paradigms_of_verbs_are_read_back(stem: str) -> None:
    forms = whole_paradigm(stem, VERB)
    assert len(forms) > 300
    assert [form for form in Random(1).sample(forms, 100) if stem not in stems(form)] == []


@pytest.mark.parametrize("word", ["коюлду", "аягы", "таяк", "баяндама", "район", "коен"])
def test_two_sounds_in_one_letter_are_parted_and_joined(word: str) -> None:
    assert spell(spread(word)) == word


def test_irregular_words_know_their_stem() -> None:
    for form, word in WORDS.items():
        assert word in stems(form)
    for one in STEMS:
        for name in one.before:
            assert all(one.stem in stems(form) for form in generate(one.stem, one.kind, [name]))


def test_every_slot_is_reached_and_leads_to_a_stem() -> None:
    reached, todo = set(), [START]
    while todo:
        slot = todo.pop()
        if slot in reached or slot not in TABLE:
            continue
        reached.add(slot)
        todo += [one.inner for one in TABLE[slot]]
    assert reached == set(TABLE)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_any_text_has_a_stem(word: str) -> None:
    found = learnt.stem(word)
    assert bool(found) == bool(word)
    assert all(len(one.suffixes) <= MOST_SUFFIXES for one in parse(word[:20]))


@pytest.mark.parametrize("word", ["", "а", "\0", "😀", "مدرسة", "ьььь", "я" * 5000, "мектеп\u0301", "бвгд"])
def test_what_is_no_word_stays(word: str) -> None:
    assert learnt.stem(word) in {word, word.rstrip("ь")}


HUNDRED = """
мектеп: мектепте мектептер мектептерге мектебибиз мектептин мектебинде
окуучу: окуучулар окуучуга окуучулардын
мугалим: мугалимдер мугалимге мугалимдин мугалимибиз
класс: класста класстар классыбыз
китеп: китептер китебим китептен китептеримден
сабак: сабакта сабактар сабагы сабактын
бала: балдар балдардын балага балабыз
ата: атасы атага
эне: энеси энелер
шаар: шаарда шаарга шаарынын
айыл: айылда айылдар айылдан
суу: сууга суунун суулар сууну
тоо: тоого тоонун тоолор тоодо
көл: көлдө көлдүн көлгө
көпүрө: көпүрөлөр көпүрөгө көпүрөнүн
үй: үйгө үйдө үйүбүз
жол: жолдо жолго жолдор жолдун
күн: күндө күндүн күндөр
жыл: жылга жылдар жылдын
тил: тилде тилдер тилин тилдин
өлкө: өлкөдө өлкөлөр өлкөнүн
долбоор: долбоорго долбоордун долбоорлор
дос: достор досум достордун
кыз: кыздар кызга кыздын
уул: уулдар уулдун
иш: иштер ишти ишинде
сура: суроолор суроого сурады суроонун
бөлмө: бөлмөдө бөлмөлөр
орун: ордунда ордуна
кел: келди келген келет келбейт келгенде
бар: барды барган барабыз
оку: окуду окуган окуйт окуп
жаз: жазды жазган жазып
көр: көрдү көргөн көрүп
"""


@pytest.mark.parametrize("line", HUNDRED.strip().splitlines())
def test_a_teachers_hundred_words(line: str) -> None:
    stem, forms = line.split(": ")
    assert {form: learnt.stem(form) for form in forms.split()} == dict.fromkeys(forms.split(), stem)


def test_they_are_a_hundred() -> None:
    assert sum(len(line.split(": ")[1].split()) for line in HUNDRED.strip().splitlines()) >= 100


@pytest.mark.parametrize(
    ("verb", "stem"),
    [("сүрөттөл", "сүрөттө"), ("көрсөтүл", "көрсөт"), ("айтыш", "айт"), ("сүйлөш", "сүйлө"), ("кир", "кир")],
)
def test_all_forms_of_a_verb_in_a_voice_have_one_stem(verb: str, stem: str) -> None:
    assert {learnt.stem(form) for form in whole_paradigm(verb, VERB)[::7]} == {stem}


def test_a_verb_that_linguists_gave_as_a_lemma_keeps_its_voice() -> None:
    known = learnt.knowledge()
    assert "берил" in known.lemmas
    assert without_voice("берил", known) == "берил"
    assert without_voice("сүрөттөл", known) == "сүрөттө"
    assert without_voice("бол", known) == "бол"
