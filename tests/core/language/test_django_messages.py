import pytest
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import override

from core.language.django_messages import SENTENCES


class Form(forms.Form):
    email = forms.EmailField()
    number = forms.IntegerField(max_value=150)
    name = forms.CharField(max_length=5)
    choice = forms.ChoiceField(choices=[("a", "A")])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "ky",
            {
                "email": "Бул толук электрондук дарек эмес. Мисалы: aty@mektep.kg",
                "number": "Эң көп дегенде 150 болушу керек.",
                "name": "Эң көп дегенде 5 белги жазыңыз (азыр 7).",
                "choice": "«z» деген тандоо жок. Тизмеден тандаңыз.",
            },
        ),
        (
            "ru",
            {
                "email": "Это неполный адрес электронной почты. Например: imya@shkola.kg",
                "number": "Должно быть не больше 150.",
                "name": "Напишите не больше 5 знаков (сейчас 7).",
                "choice": "Варианта «z» нет. Выберите из списка.",
            },
        ),
    ],
)
def test_errors_speak_politely(language: str, said: dict[str, str]) -> None:
    with override(language):
        form = Form({"email": "x", "number": "200", "name": "abcdefg", "choice": "z"})
        assert {name: errors[0] for name, errors in form.errors.items()} == said


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_each_sentence_is_ours(language: str) -> None:
    with override(language):
        assert [s for s in SENTENCES[:20] if str(s).isascii()] == []


def test_the_sentence_is_still_djangos() -> None:
    """Where Django words it anew, ours would be lost silently."""
    with override("en"):
        assert str(SENTENCES[-1] % {"limit_value": 5, "show_value": 7}) == (
            "Ensure this value has at most 5 characters (it has 7)."
        )
        assert str(MaxLengthValidator.message % {"limit_value": 5, "show_value": 7}) == str(
            SENTENCES[-1] % {"limit_value": 5, "show_value": 7}
        )
