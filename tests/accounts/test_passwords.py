"""Every field for a password has a button that shows what was typed, whichever form it stands in."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string
from django.utils.translation import override

from accounts.forms.settings import DeleteForm
from accounts.models import User
from tests.walking import joined

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
SAID = {"ky": "Сырсөздү көрсөтүү", "ru": "Показать пароль", "en": "Show the password"}
WITHOUT = {"add_email", "reset_password"}


def drawn(form: forms.BaseForm) -> list[str]:
    return [
        joined(str(form[name])) for name, field in form.fields.items() if isinstance(field.widget, forms.PasswordInput)
    ]


@pytest.mark.parametrize("name", sorted(settings.ACCOUNT_FORMS))
@pytest.mark.parametrize("language", SAID)
def test_each_password_can_be_shown(name: str, language: str, make_user: Callable[..., User]) -> None:
    """Hidden until a script runs; the field itself is the browser's own, so that password managers fill it in."""
    kind: Any = import_string(settings.ACCOUNT_FORMS[name])
    needs_user = {"add_email", "change_password", "set_password", "reauthenticate", "reset_password_from_key"}
    form = kind(user=make_user()) if name in needs_user else kind()
    with override(language):
        fields = drawn(form)
    assert bool(fields) == (name not in WITHOUT)
    for field in fields:
        assert field.count("data-secret aria-pressed") == 1
        assert re.search(r"<button[^>]* hidden>", field)
        assert re.search(r'<input type="password"[^>]* autocomplete="(?:current|new)-password"', field)
        assert SAID[language] in field


def test_so_does_the_page_that_deletes_an_account(make_user: Callable[..., User]) -> None:
    assert drawn(DeleteForm(user=make_user()))[0].count("data-secret aria-pressed") == 1


def test_the_page_brings_the_script(client: Client, db: None) -> None:
    page = joined(client.get("/en/accounts/login/").text)
    assert page.count("data-secret aria-pressed") == 1
    assert "js/page.js" in page


def test_no_template_writes_such_a_field_by_hand() -> None:
    found = [path for path in TEMPLATES.rglob("*.html") if re.search(r"type=[\"']?password", path.read_text("utf-8"))]
    assert found == []
