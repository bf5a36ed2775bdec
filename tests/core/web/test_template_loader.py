"""Templates lose their indents, and nothing else; what is filled in stays as somebody typed it."""

from pathlib import Path

import pytest
from django.template import Context, Engine
from django.template.loader import get_template

SOURCE = '<ul>\n    <li class="a\n      b">{{ text }}</li>\n\t<li>one  two</li>\n</ul>\n'


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    for name in ("page.html", "mail.txt"):
        (tmp_path / name).write_text(SOURCE, encoding="utf-8")
    return Engine(dirs=[str(tmp_path)], loaders=["core.web.template_loader.Loader"])


def rendered(engine: Engine, name: str) -> str:
    return engine.get_template(name).render(Context({"text": "as\n    typed"}))


def test_a_page_comes_without_its_indents(engine: Engine) -> None:
    assert rendered(engine, "page.html") == '<ul>\n<li class="a\nb">as\n    typed</li>\n<li>one  two</li>\n</ul>\n'


def test_a_mail_in_plain_text_stays_as_it_is(engine: Engine) -> None:
    assert rendered(engine, "mail.txt") == SOURCE.replace("{{ text }}", "as\n    typed")


def test_the_pages_of_the_site_come_so() -> None:
    assert "\n  " not in get_template("components/logo.html").template.source
