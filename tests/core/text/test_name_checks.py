"""Names that people have pass; what nobody sees, what covers other lines and what sounds official does not."""

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Invalid
from core.language.name_refusals import check_marks, check_name
from core.text import Fault, clean, fault_of_name, has_unseen, marks_pile_up, sounds_official
from core.web.forms import AddressField, CleanForm, NameField

PEOPLE = [
    "Айгүл", "Ли На", "李明", "Өмүрбек Жээнбеков", "Nguyễn Thị Hồng Ngọc", "محمد بن عبد الله", "प्रिया शर्मा", "Kõiv Õie",
    "O’Connor", "Anne-Marie", "J. R. R. Tolkien", "Модеров Админбек", "Support Ann".replace("Support", "Supattra"),
    "สมชาย ใจดี", "דָּוִד בֶּן־גּוּרִיּוֹן", "می\u200cرزا", "Координат Ивановна", "김철수", "Þórður", "Kopurov", "Systemov",
]  # fmt: skip
OFFICIAL = [
    "Модератор", "МОДЕРАТОР", "moderator", "Moderators", "M0derator", "Mоdеrаtоr", "м о д е р а т о р", "m.o.d.e.r.a.t.o.r",
    "Модератор Айгүл", "Айгүл (модератор)", "Администратор", "Администраторы", "administrator", "Admin", "АДМИН", "Admіn",
    "Admln", "@dmin", "Αdministrator", "координатор", "Co-ordinator", "Kоординатор", "ｍｏｄｅｒａｔｏｒ", "ᴍᴏᴅᴇʀᴀᴛᴏʀ", "𝓐𝓭𝓶𝓲𝓷",
    "rnoderator", "Köpürö", "Көпүрө", "KÖPÜRÖ", "Köpürö Support", "Көпүрө командасы", "koepueroe", "Администрация сайта",
    "Kӧpürӧ", "Kӧpyrӧ", "Жардам кызматы", "Служба поддержки",
]  # fmt: skip
UNSEEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u180b\u180e\u200b\u200c\u200d\u200e\u2060\u2800\u3164\ufe0f\uffa0\ufffc\U000e0101"
)


@pytest.mark.parametrize("name", PEOPLE)
def test_people_keep_their_names(name: str) -> None:
    assert check_name(name, person=True) == clean(name)


@pytest.mark.parametrize("name", OFFICIAL)
def test_offices_and_the_site_are_no_names_of_people(name: str) -> None:
    assert fault_of_name(clean(name), person=True) == Fault.OFFICE or has_unseen(name)
    with pytest.raises(Invalid) as refused:
        check_name(name, person=True, field="name")
    assert refused.value.field == "name"


@pytest.mark.parametrize("name", ["Курсы координаторов", "Школа модераторов", "Administration school"])
def test_things_may_be_called_so(name: str) -> None:
    assert check_name(name) == name


@pytest.mark.parametrize("letter", UNSEEN)
def test_what_nobody_sees_is_in_no_name(letter: str) -> None:
    assert fault_of_name(f"Ай{letter}гүл", person=True) == Fault.UNSEEN
    assert fault_of_name(f"Мектеп {letter}", person=False) == Fault.UNSEEN
    assert fault_of_name(letter * 3, person=False) == Fault.UNSEEN


@pytest.mark.parametrize("name", ["A", "7", "12345", "—", "А.", "…", "李", "№ 5"])
def test_two_letters_must_be_seen(name: str) -> None:
    assert fault_of_name(name, person=True) == Fault.LETTERS


@pytest.mark.parametrize("name", ["aigul@example.org", "айгүл@мектеп.кг", "Айгүл a@b", "x＠y.org"])
def test_a_mail_address_is_no_name(name: str) -> None:
    assert fault_of_name(name, person=True) == Fault.ADDRESS


def test_a_school_may_have_an_at_sign() -> None:
    assert check_name("Мектеп @ Ош") == "Мектеп @ Ош"


@pytest.mark.parametrize("between", ["", "\u200d", "\u034f", "\u2060"])
def test_four_marks_pile_up_and_three_do_not(between: str) -> None:
    three = "a" + between.join("\u0315\u0316\u0317")
    four = three + between + "\u0318"
    assert (marks_pile_up(three), marks_pile_up(four)) == (between == "\u034f", True)
    with pytest.raises(Invalid):
        check_marks(f"Салам {four}!")


def test_marks_that_would_compose_count_too() -> None:
    assert marks_pile_up("a" + "\u0301" * 4)
    assert marks_pile_up("z\u0301\u0302\u0303\u0304algo")


@pytest.mark.parametrize(
    "text",
    [
        "Tiếng Việt: Trường Trung học phổ thông, ở đây có nhiều dấu: ẩ ẫ ậ ắ ằ ẳ ẵ ặ",
        "بِسْمِ اللَّهِ الرَّحْمَٰنِ الرَّحِيمِ",
        "क्षत्रिय, स्त्री, राष्ट्र, कर्त्ता, हिन्दी में",
        "ที่นี่ น้ำ ผู้ใหญ่ เปี๊ยก",
        "བོད་སྐད་ཀྱི་སྒྲུབ་པ",
        "בְּרֵאשִׁית בָּרָא אֱלֹהִים",
        "❤️ 1️⃣ 👩‍🏫 👨‍👩‍👧‍👦 🏳️‍🌈",
    ],
)
def test_ordinary_text_of_the_world_passes(text: str) -> None:
    check_marks(text)
    assert not marks_pile_up(text)


@given(st.text(max_size=40))
def test_a_name_that_passes_can_be_seen(text: str) -> None:
    name = clean(text)
    for person in (True, False):
        if fault_of_name(name, person=person) is None:
            assert not has_unseen(name)
            assert not marks_pile_up(name)
            assert sum(letter.isalpha() for letter in name) >= 2
            assert not (person and sounds_official(name))


@given(
    st.sampled_from(["moderator", "модератор", "администратор", "координатор"]),
    st.text(" .-_*", max_size=3),
    st.booleans(),
)
def test_dressing_an_office_up_does_not_help(word: str, around: str, upper: bool) -> None:
    assert sounds_official(f"{around}{word.upper() if upper else word}{around} Айгүл")


@given(
    st.text(st.characters(categories=["Lo", "Ll", "Lu"]), min_size=2, max_size=20),
    st.integers(0, 19),
    st.sampled_from(UNSEEN[5:8]),
)
def test_an_unseen_letter_is_found_wherever_it_stands(name: str, at: int, letter: str) -> None:
    assert has_unseen(name[:at] + letter + name[at:])


class Form(CleanForm):
    name = NameField(person=True)
    title = NameField(required=False)
    email = AddressField()
    words = forms.CharField(required=False, widget=forms.Textarea)


def test_forms_say_it_beside_the_field() -> None:
    form = Form({"name": "Модератор", "title": "\u3164\u3164", "email": "x", "words": "a" + "\u0301" * 9})
    assert set(form.errors) == {"name", "title", "email", "words"}
    assert form.errors["words"] == ["More than three marks stand above or below one letter. Take some of them away."]


def test_forms_give_what_is_kept() -> None:
    form = Form({"name": " Айгүл  ", "email": "АЙГҮЛ@XN--D1ACPJX3F.XN--P1AI", "words": ""})
    assert form.is_valid()
    assert (form.cleaned_data["name"], form.cleaned_data["email"]) == ("Айгүл", "айгүл@яндекс.рф")
