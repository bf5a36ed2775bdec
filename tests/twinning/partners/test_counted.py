"""Counts are said as sentences, in each language."""

import pytest
from django.utils import translation

from twinning.models import PlanItem
from twinning.queries.proposals import ReplyRate
from twinning.showing.answer_rates import reply_text
from twinning.showing.partnerships import progress


def plan(done: int, all_: int) -> list[PlanItem]:
    states = [PlanItem.State.DONE] * done + [PlanItem.State.PLANNED] * (all_ - done)
    return [PlanItem(state=state) for state in states]


@pytest.mark.parametrize(
    ("done", "all_", "kyrgyz", "russian"),
    [
        (0, 0, "", ""),
        (0, 1, "Этап аткарыла элек.", "Пока не выполнен ни один этап из 1."),
        (0, 4, "4 этаптын бири да аткарыла элек.", "Пока не выполнен ни один этап из 4."),
        (1, 1, "Этап аткарылды.", "Выполнен 1 этап из 1."),
        (1, 4, "4 этаптын бири аткарылды.", "Выполнен один этап из 4."),
        (2, 4, "Этаптар: бардыгы 4, аткарылганы 2.", "Выполнено этапов: 2 из 4."),
        (4, 4, "4 этаптын баары аткарылды.", "Выполнены все этапы: 4."),
    ],
)
def test_how_much_of_a_plan_is_done(done: int, all_: int, kyrgyz: str, russian: str) -> None:
    with translation.override("ky"):
        assert progress(plan(done, all_)) == kyrgyz
    with translation.override("ru"):
        assert progress(plan(done, all_)) == russian


@pytest.mark.parametrize(
    ("received", "answered", "kyrgyz", "russian"),
    [
        (1, 0, "келген бир сунушка жооп бере элек", "на 1 предложение пока не ответили"),
        (5, 0, "5 сунуштун бирине да жооп бере элек", "на 5 предложений пока не ответили"),
        (1, 1, "келген бир сунушка жооп берген", "ответили на 1 предложение"),
        (2, 1, "2 сунуштун бирине жооп берген", "ответили на одно предложение из 2"),
        (5, 3, "келген сунуш: 5, жооп берилгени: 3", "ответили: 3 из 5"),
        (3, 3, "3 сунуштун баарына жооп берген", "ответили на все 3 предложения"),
    ],
)
def test_how_often_an_institution_answers(received: int, answered: int, kyrgyz: str, russian: str) -> None:
    rate = ReplyRate(received, answered, None)
    with translation.override("ky"):
        assert reply_text(rate) == kyrgyz
    with translation.override("ru"):
        assert reply_text(rate) == russian


def test_how_soon_is_said_in_the_same_breath() -> None:
    with translation.override("ky"):
        assert reply_text(ReplyRate(2, 1, 2.6)) == "2 сунуштун бирине жооп берген, адатта 3 күндө"
        assert reply_text(None) == "аларга азырынча эч ким сунуш жаза элек"
