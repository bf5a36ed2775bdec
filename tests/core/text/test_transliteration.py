import pytest

from core.locales import legible, reads_latin
from core.text import has_cyrillic, in_latin, is_latin

ALPHABETS = (
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяөүңқғәіһҳҷӣӯўїєґђјљњћџѓѕќҗҙҡҫҕҥҝҹѣѵӏӕӑӗӳӓӧӱӹҥӈӄҽҿҭҩ"
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯӨҮҢҚҒӘІҺҲҶӢӮЎЇЄҐЂЈЉЊЋЏЃЅЌҖҘҠҪҔҤ"
)


@pytest.mark.parametrize(
    ("text", "asked", "shown"),
    [
        ("Нурлан Токтосунов", "", "Nurlan Toktosunov"),
        ("Айгүл Жээнбекова", "Aigul Jeenbekova", "Aigul Jeenbekova"),
        ("Чыңгыз Өмүралиев", "", "Chyngyz Ömüraliev"),
        ("№ 3 мектеп", "", "№ 3 mektep"),
        ("Škola Ærø", "School", "Škola Ærø"),  # Latin as it is: nobody's own spelling is taken from them
        ("帯広の学校", "Obihiro School", "Obihiro School"),
        ("帯広の学校", "", "帯広の学校"),
        ("Мектеп", "Мектеп эле", "Mektep"),  # what was written into the wrong field is no Latin form
        ("й", "", "y"),  # two signs that are one letter
        ("", "Anything", ""),
    ],
)
def test_latin_forms(text: str, asked: str, shown: str) -> None:
    assert in_latin(text, asked) == shown


def test_every_letter_of_the_neighbours_is_known() -> None:
    left = [letter for letter in ALPHABETS if has_cyrillic(in_latin(letter))]
    assert left == list("ӈӄҽҿҭҩ")  # Even, Koryak, Abkhaz: nobody writes to us in them


@pytest.mark.parametrize(
    ("text", "latin"),
    [("Tartu 5, № 3!", True), ("Õismäe", True), ("Нарын", False), ("Nаryn", False), ("Αθήνα", False), ("", True)],
)
def test_is_latin(text: str, latin: bool) -> None:
    assert is_latin(text) is latin


def test_who_reads_latin() -> None:
    known = {code: reads_latin(code) for code in ("ky", "ru", "en", "et", "de", "en-gb", "uk", "kk", "uz", "ja", "xx")}
    assert known == {
        "ky": False, "ru": False, "en": True, "et": True, "de": True, "en-gb": True, "uk": False, "kk": False,
        "uz": True, "ja": False, "xx": False,
    }  # fmt: skip


def test_readers_of_cyrillic_get_names_as_they_are() -> None:
    assert [legible("Айгүл", language=code) for code in ("ky", "ru", "en")] == ["Айгүл", "Айгүл", "Aygül"]
    assert legible("Škola", language="ky") == "Škola"
