import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import CASES, Case, case_of, ending, with_ending

# name: genitive, dative, accusative, locative, ablative
NAMES = """
Бишкек тин ке ти те тен
Ош тун ко ту то тон
Нарын дын га ды да дан
Талас тын ка ты та тан
Чүй дүн гө дү дө дөн
Баткен дин ге ди де ден
Ысык-Көл дүн гө дү дө дөн
Жалал-Абад дын га ды да дан
Кара-Балта нын га ны да дан
Ат-Башы нын га ны да дан
Токмок тун ко ту то тон
Каракол дун го ду до дон
Өзгөн дүн гө дү дө дөн
Кочкор дун го ду до дон
Балыкчы нын га ны да дан
Чолпон-Ата нын га ны да дан
Кызыл-Кыя нын га ны да дан
Сүлүктү нүн гө нү дө дөн
Ала-Тоо нун го ну до дон
Кыргызстан дын га ды да дан
Түркия нын га ны да дан
Эстония нын га ны да дан
Германия нын га ны да дан
Өзбекстан дын га ды да дан
Таиланд дын га ды да дан
Нидерланд дын га ды да дан
Перу нун га ну да дан
Токио нун го ну до дон
Осло нун го ну до дон
Хельсинки нин ге ни де ден
Тбилиси нин ге ни де ден
Таллинн дин ге ди де ден
Тарту нун га ну да дан
Лондон дун го ду до дон
Париж дин ге ди де ден
Берлин дин ге ди де ден
Мадрид дин ге ди де ден
Нью-Йорк тун ко ту то тон
Петербург дун га ду да дан
Будапешт тин ке ти те тен
Москва нын га ны да дан
Айгүл дүн гө дү дө дөн
Нурбек тин ке ти те тен
Чыңгыз дын га ды да дан
Мээрим дин ге ди де ден
Токтогул дун га ду да дан
Бакай дын га ды да дан
Сагынбай дын га ды да дан
Каныкей дин ге ди де ден
Айчүрөк түн кө тү тө төн
Өмүрбек тин ке ти те тен
Жыпар дын га ды да дан
Гүлнара нын га ны да дан
Бермет тин ке ти те тен
Юрий дин ге ди де ден
Мария нын га ны да дан
Жапаров дун го ду до дон
Атамбаев дин ге ди де ден
Турдубаева нын га ны да дан
Рудольф тун ко ту то тон
Искендер дин ге ди де ден
Умут тун ка ту та тан
Мыктыбек тин ке ти те тен
АКШ нын га ны да дан
БУУ нун га ну да дан
ЮНЕСКО нун го ну до дон
ИИМ дин ге ди де ден
КР дин ге ди де ден
УКМК нын га ны да дан
""".strip().splitlines()

READ_ALOUD = {
    1: "бир", 2: "эки", 3: "үч", 4: "төрт", 5: "беш", 6: "алты", 7: "жети", 8: "сегиз", 9: "тогуз", 10: "он",
    20: "жыйырма", 30: "отуз", 40: "кырк", 50: "элүү", 60: "алтымыш", 70: "жетимиш", 80: "сексен", 90: "токсон",
    100: "жүз", 0: "нөл",
}  # fmt: skip


@pytest.mark.parametrize("row", NAMES)
def test_names(row: str) -> None:
    name, *endings = row.split()
    assert [with_ending(name, case) for case in CASES] == [name + tail for tail in endings]


@pytest.mark.parametrize(
    ("number", "endings"),
    [
        (0, "дүн гө дү дө дөн"),
        (1, "дин ге ди де ден"),
        (2, "нин ге ни де ден"),
        (3, "түн кө тү тө төн"),
        (4, "түн кө тү тө төн"),
        (5, "тин ке ти те тен"),
        (6, "нын га ны да дан"),
        (7, "нин ге ни де ден"),
        (8, "дин ге ди де ден"),
        (9, "дун га ду да дан"),
        (10, "дун го ду до дон"),
        (20, "нын га ны да дан"),
        (30, "дун га ду да дан"),
        (40, "тын ка ты та тан"),
        (50, "нүн гө нү дө дөн"),
        (60, "тын ка ты та тан"),
        (70, "тин ке ти те тен"),
        (80, "дин ге ди де ден"),
        (90, "дун го ду до дон"),
        (100, "дүн гө дү дө дөн"),
        (700, "дүн гө дү дө дөн"),
        (1000, "дин ге ди де ден"),
        (45_000, "дин ге ди де ден"),
        (1_000_000, "дун го ду до дон"),
        (2_000_000_000, "дын га ды да дан"),
    ],
)
def test_round_numbers(number: int, endings: str) -> None:
    assert [ending(number, case) for case in CASES] == endings.split()


@pytest.mark.parametrize("number", range(101))
def test_a_number_takes_the_ending_of_its_last_word(number: int) -> None:
    word = READ_ALOUD[number if number in READ_ALOUD else number % 10]
    assert [ending(number, case) for case in CASES] == [ending(word, case) for case in CASES]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("№5", "№5те"),
        ("7,5", "7,5те"),
        ("1\u00a0240", "1\u00a0240та"),
        ("5-Б", "5-Бде"),
        ("«Манас»", "«Манас»та"),
        ("Мьянма (Бирма)", "Мьянмада (Бирма)"),
        ("Казань", "Казанда"),
        ("ноябрь", "ноябрда"),
        ("Ош шаары", "Ош шаарында"),
        ("Ысык-Көл облусу", "Ысык-Көл облусунда"),
        ("Бириккен Араб Эмираттары", "Бириккен Араб Эмираттарында"),
        ("№5 орто мектеби", "№5 орто мектебинде"),
        ("Нурбек кызы", "Нурбек кызында"),
        ("Асан уулу", "Асан уулунда"),
        ("Tartu", "Tartu’да"),
        ("Göttingen", "Göttingen’де"),
        ("Leeds", "Leeds’те"),
        ("CNN", "CNN’де"),
        ("帯広", "帯広"),
        ("...", "..."),
        ("", ""),
    ],
)
def test_whole_texts_in_the_locative(text: str, whole: str) -> None:
    assert with_ending(text, "locative") == whole


def test_possessed_names_have_endings_of_their_own() -> None:
    assert [with_ending("Кыргыз Республикасы", case) for case in CASES] == [
        "Кыргыз Республикасынын",
        "Кыргыз Республикасына",
        "Кыргыз Республикасын",
        "Кыргыз Республикасында",
        "Кыргыз Республикасынан",
    ]
    assert with_ending("Ак үйү", "dative", possessed=True) == "Ак үйүнө"
    assert with_ending("Ош шаары", "dative", possessed=False) == "Ош шаарыга"


@pytest.mark.parametrize(
    ("noun", "whole"),
    [
        ("мекеме", "Tartu Kool мекемесине"),
        ("мектеп", "Tartu Kool мектебине"),
        ("борбор", "Tartu Kool борборуна"),
        ("гимназия", "Tartu Kool гимназиясына"),
        ("өлкө", "Tartu Kool өлкөсүнө"),
    ],
)
def test_a_noun_carries_the_ending_for_a_foreign_name(noun: str, whole: str) -> None:
    assert with_ending("Tartu Kool", "dative", noun=noun) == whole


def test_a_case_by_its_name() -> None:
    assert case_of("dative") == "dative"
    with pytest.raises(ValueError, match="'instrumental' is none of genitive, dative"):
        case_of("instrumental")


@given(st.text() | st.integers(), st.sampled_from(CASES), st.sampled_from([None, True, False]))
def test_no_text_is_refused_and_none_is_lost(name: str | int, case: Case, possessed: bool | None) -> None:
    whole = with_ending(name, case, possessed=possessed)
    assert whole.startswith(str(name).split("(")[0].rstrip().rstrip("ьЬ"))
