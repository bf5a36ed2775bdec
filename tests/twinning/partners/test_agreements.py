import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from accounts.models import User
from core.errors import Conflict, Invalid, Refused, Stale
from core.files.typeset_pdf import typeset
from tests.twinning.partners.conftest import School
from twinning.actions.agreements import draw_up_agreement, sign_agreement
from twinning.actions.duties.erasing import erase_letters
from twinning.actions.partnerships import end_partnership
from twinning.actions.plans import add_plan_item
from twinning.models import Agreement, Partnership, Role, Signature
from twinning.queries.agreements import agreements_to_sign
from twinning.showing.agreements import in_latin, page_of
from twinning.texts.agreements import fingerprint

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


@pytest.fixture
def partnership(ours: School, theirs: School, join: Callable[..., Partnership]) -> Partnership:
    return join(ours, theirs)


@pytest.fixture
def agreement(partnership: Partnership, ours: School) -> Agreement:
    return draw_up_agreement(partnership=partnership, by=ours.leader)


def printed(agreement: Agreement, language: str) -> PdfReader:
    paper = typeset("agreement.typ", page_of(agreement, language), latin=in_latin(page_of(agreement, language)))
    assert paper.accessible
    return PdfReader(io.BytesIO(paper.pdf))


def test_what_was_drawn_up_is_frozen_with_its_fingerprint(agreement: Agreement, partnership: Partnership) -> None:
    agreement.refresh_from_db()
    assert agreement.sha256 == fingerprint(agreement.snapshot)
    assert agreement.sha256 == fingerprint(json.loads(json.dumps(agreement.snapshot)))
    assert set(agreement.snapshot["texts"]) == {"ky", "ru", "en"}
    assert agreement.snapshot["texts"]["en"]["plan"][0]["title"] == "Get to know each other"
    assert agreement.snapshot["texts"]["ru"]["plan"][0]["title"] == "Знакомимся"
    assert agreement.in_force_at is None


def test_the_snapshot_does_not_depend_on_who_draws_it_up(partnership: Partnership, ours: School) -> None:
    sums = set()
    for language in ("ky", "ru", "en"):
        with translation.override(language):
            sums.add(draw_up_agreement(partnership=partnership, by=ours.leader).sha256)
    assert len(sums) == 1
    assert Agreement.objects.count() == 1


def test_it_follows_the_plan_until_somebody_signs(
    agreement: Agreement, partnership: Partnership, ours: School, theirs: School
) -> None:
    add_plan_item(partnership=partnership, by=ours.leader, term="show")
    anew = draw_up_agreement(partnership=partnership, by=theirs.leader)
    assert anew.pk == agreement.pk
    assert anew.sha256 != agreement.sha256
    sign_agreement(agreement=anew, by=ours.leader, name="Айгүл Садырова")
    add_plan_item(partnership=partnership, by=ours.leader, term="learned")
    assert draw_up_agreement(partnership=partnership, by=theirs.leader).sha256 == anew.sha256


def test_strangers_and_teachers_draw_up_and_sign_nothing(
    partnership: Partnership, ours: School, make_user: Make, make_staff: Make
) -> None:
    teacher = make_user("Teacher")
    make_staff(teacher, ours.school, Role.TEACHER)
    for person in (teacher, make_user("Stranger")):
        with pytest.raises(Refused):
            draw_up_agreement(partnership=partnership, by=person)
    assert Agreement.objects.count() == 0
    agreement = draw_up_agreement(partnership=partnership, by=ours.leader)
    for person in (teacher, make_user("Another")):
        with pytest.raises(Refused):
            sign_agreement(agreement=agreement, by=person, name="Teacher Teacher")
    assert Signature.objects.count() == 0


def test_a_memorandum_does_not_come_first(partnership: Partnership, ours: School) -> None:
    with pytest.raises(Conflict):
        draw_up_agreement(partnership=partnership, by=ours.leader, stage="memorandum")
    assert Agreement.objects.count() == 0


def test_it_is_in_force_when_all_have_signed(
    agreement: Agreement, partnership: Partnership, ours: School, theirs: School
) -> None:
    assert list(agreements_to_sign(ours.leader)) == [agreement]
    sign_agreement(agreement=agreement, by=ours.leader, name="Айгүл Садырова", latin_name="Aigul Sadyrova")
    partnership.refresh_from_db()
    assert (agreement.in_force_at, partnership.state) == (None, "open")
    assert (list(agreements_to_sign(ours.leader)), list(agreements_to_sign(theirs.leader))) == ([], [agreement])
    sign_agreement(agreement=agreement, by=theirs.leader, name="Liina Tamm")
    partnership.refresh_from_db()
    assert agreement.in_force_at is not None
    assert partnership.state == "trial"
    assert list(agreements_to_sign(theirs.leader)) == []


def test_signing_twice_gives_the_first_signature(
    agreement: Agreement, ours: School, make_user: Make, make_staff: Make
) -> None:
    first = sign_agreement(agreement=agreement, by=ours.leader, name="Айгүл Садырова")
    assert sign_agreement(agreement=agreement, by=ours.leader, name="Other Name") == first
    deputy = make_user("Deputy")
    make_staff(deputy, ours.school, Role.DEPUTY)
    with pytest.raises(Conflict, match="Aygül Sadyrova"):  # in letters of whoever reads it
        sign_agreement(agreement=agreement, by=deputy, name="The Deputy")
    assert list(Signature.objects.values_list("name", flat=True)) == ["Айгүл Садырова"]


@pytest.mark.parametrize("name", ["", " ", "X", "x" * 151, "\x00\u202e"])
def test_a_signature_needs_a_name(agreement: Agreement, ours: School, name: str) -> None:
    with pytest.raises(Invalid):
        sign_agreement(agreement=agreement, by=ours.leader, name=name)
    assert Signature.objects.count() == 0


def test_nobody_signs_what_they_have_not_read(
    agreement: Agreement, partnership: Partnership, ours: School, theirs: School
) -> None:
    read = agreement.sha256
    add_plan_item(partnership=partnership, by=theirs.leader, term="show")
    draw_up_agreement(partnership=partnership, by=theirs.leader)
    with pytest.raises(Stale):
        sign_agreement(agreement=agreement, by=ours.leader, name="Айгүл Садырова", sha256=read)
    assert Signature.objects.count() == 0


def test_nobody_signs_after_the_end(agreement: Agreement, partnership: Partnership, ours: School) -> None:
    end_partnership(partnership=partnership, by=ours.leader, reason="time")
    with pytest.raises(Refused):
        sign_agreement(agreement=Agreement.objects.get(), by=ours.leader, name="Айгүл Садырова")
    assert Signature.objects.count() == 0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "ky",
            ["Сыноо келишими", "Живая вода", "Ak-Talaa", "Таанышабыз", "Вода в бутылке", "Айгүл Садырова", "Эстония"],
        ),
        ("ru", ["Пробное соглашение", "Знакомимся", "Айгүл Садырова", "Aigul Sadyrova", "Эстония"]),
        ("en", ["Trial agreement", "Get to know each other", "Estonia", "Safety of children"]),
    ],
)
def test_the_pdf_is_tagged_titled_and_complete(
    agreement: Agreement, ours: School, language: str, words: list[str]
) -> None:
    sign_agreement(agreement=agreement, by=ours.leader, name="Айгүл Садырова", latin_name="Aigul Sadyrova")
    reader = printed(agreement, language)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    assert reader.metadata is not None
    assert reader.metadata.title is not None
    assert "Живая вода" in reader.metadata.title
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert [word for word in words if word not in text] == []
    assert agreement.sha256 in text.replace(" ", "")


def test_what_was_signed_in_one_minute_bears_one_date_and_says_its_zone(
    agreement: Agreement, ours: School, theirs: School, signed_in: Make
) -> None:
    """In Bishkek it is already the sixth, in Tallinn still the fifth."""
    sign_agreement(agreement=agreement, by=ours.leader, name="Айгүл Садырова")
    sign_agreement(agreement=agreement, by=theirs.leader, name="Liina Tamm")
    assert {one["zone"] for one in agreement.snapshot["parties"]} == {"Asia/Bishkek", "Europe/Tallinn"}
    moment = datetime(2026, 3, 5, 20, 30, tzinfo=UTC)
    Signature.objects.update(at=moment)
    Agreement.objects.update(in_force_at=moment + timedelta(seconds=20))
    found = Agreement.objects.get()
    page = page_of(found, "en")
    assert {party["signed_at"] for party in page["parties"]} == {page["in_force"]} == {"6 March 2026"}
    assert page["zone"] == "All dates of signing are by one clock. Time zone: Bishkek."
    for language, said in (("ky", "Бишкек"), ("ru", "Бишкек"), ("en", page["zone"])):
        text = " ".join(" ".join(one.extract_text() for one in printed(found, language).pages).split())
        assert said in text
    for reader in (ours.leader, theirs.leader):
        shown = signed_in(reader).get(f"/en/spaces/{found.partnership.code}/agreement/").text
        assert (shown.count("6 March 2026") >= 2, "5 March 2026" in shown, page["zone"] in shown) == (True, False, True)


def test_nothing_is_signed_and_no_zone_is_said(agreement: Agreement) -> None:
    assert page_of(agreement, "en")["zone"] not in printed(agreement, "en").pages[-1].extract_text()


@pytest.mark.parametrize("plan", [0, 3])
def test_there_is_air_above_the_signatures(agreement: Agreement, plan: int) -> None:
    """A heading stands nearer to what it heads than to what went before."""
    page = page_of(agreement, "en")
    paper = typeset("agreement.typ", {**page, "plan": [{"title": f"Step {n}", "due": ""} for n in range(plan)]})
    places: dict[str, float] = {}

    def note(text: str, page: Any, line: Any, *_font: Any) -> None:
        if text.strip():
            places[text.strip()] = page[1] * line[4] + page[3] * line[5] + page[5]

    PdfReader(io.BytesIO(paper.pdf)).pages[0].extract_text(visitor_text=note)
    lines = sorted(places.items(), key=lambda one: -one[1])
    at = next(n for n, (text, _y) in enumerate(lines) if text == "Signatures")
    assert lines[at - 1][1] - lines[at][1] >= 28  # points


def test_letters_that_the_fonts_lack_fall_back_to_latin(agreement: Agreement, theirs: School) -> None:
    sign_agreement(agreement=agreement, by=theirs.leader, name="帯広 太郎", latin_name="Taro Obihiro")
    page = page_of(agreement, "en")
    paper = typeset("agreement.typ", page, latin=in_latin(page))
    assert paper.accessible
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.pdf)).pages)
    assert "Taro Obihiro" in text


def test_without_a_latin_form_the_pdf_says_what_it_lacks(agreement: Agreement, theirs: School) -> None:
    sign_agreement(agreement=agreement, by=theirs.leader, name="한국 🎉")
    page = page_of(agreement, "en")
    paper = typeset("agreement.typ", page, latin=in_latin(page))
    assert not paper.accessible
    text = " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.pdf)).pages).split())
    assert "This file holds letters that our fonts lack." in text


def test_the_template_takes_what_people_type_as_text(agreement: Agreement, theirs: School) -> None:
    sign_agreement(agreement=agreement, by=theirs.leader, name='#panic("x") $a$ *b* \\')
    text = "".join(page.extract_text() for page in printed(agreement, "en").pages)
    assert '#panic("x") $a$ *b* \\' in text


def test_the_pdf_is_for_partners_alone(
    agreement: Agreement, ours: School, theirs: School, make_user: Make, signed_in: Callable[[User], Client]
) -> None:
    url = reverse("twinning:agreement_pdf", args=[agreement.code, "ky"])
    for partner in (ours.leader, theirs.leader):
        answer = signed_in(partner).get(url)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert answer.content.startswith(b"%PDF-")
    assert signed_in(make_user("Stranger")).get(url).status_code == 404
    assert Client().get(url).status_code == 302
    assert signed_in(ours.leader).get(url.replace("ky.pdf", "de.pdf")).status_code == 404


def test_the_signed_name_outlives_the_account(agreement: Agreement, ours: School) -> None:
    sign_agreement(agreement=agreement, by=ours.leader, name="Айгүл Садырова")
    erase_letters(ours.leader)
    ours.leader.delete()
    agreement.refresh_from_db()
    assert [(s.name, s.by) for s in agreement.signatures.all()] == [("Айгүл Садырова", None)]
    assert "Айгүл Садырова" in "".join(page.extract_text() for page in printed(agreement, "ky").pages)
