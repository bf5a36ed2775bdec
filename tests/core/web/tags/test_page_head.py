"""The head of a page: title, the way up and languages, and nothing that reads the database."""

from typing import Any

import pytest
from django.template import Context, Template

from core.web.tags.page_head import Said, in_language


def drawn(source: str, **context: Any) -> str:
    return " ".join(Template(source).render(Context(context)).split())


def test_a_title_and_what_stands_beside_it() -> None:
    page = drawn(
        '{% pagehead title %}<p class="lead">{{ fact }}</p>{% endpagehead %}', title="A <b>", fact="Two & three"
    )
    assert page == '<header class="head"> <h1>A &lt;b&gt;</h1> <p class="lead">Two &amp; three</p> </header>'


def test_the_way_up_says_which_label_is_in_another_language() -> None:
    page = drawn(
        '{% crumbs "/a/" _("Desk") "/b/" title|in_language:"ky" as way %}{% pagehead "C" way=way %}{% endpagehead %}',
        title="Суу <i>",
    )
    assert '<li><a href="/a/">Desk</a></li> <li><a href="/b/" lang="ky" data-back>Суу &lt;i&gt;</a></li>' in page
    assert page.index("<nav") < page.index("<h1>C</h1>")


@pytest.mark.parametrize(
    ("source", "lang"),
    [
        ('{% pagehead title lang="ru" %}{% endpagehead %}', ' lang="ru"'),
        ('{% pagehead title|in_language:"ky" %}{% endpagehead %}', ' lang="ky"'),
        ('{% pagehead title|in_language:"und" %}{% endpagehead %}', ""),
        ("{% pagehead title %}{% endpagehead %}", ""),
    ],
)
def test_the_language_of_a_title(source: str, lang: str) -> None:
    assert f"<h1{lang}>Суу</h1>" in drawn(source, title="Суу")


def test_words_without_letters_leave_the_place_to_others() -> None:
    page = drawn('{% pagehead title|in_language:"ky"|default:other %}{% endpagehead %}', title="", other="Nameless")
    assert "<h1>Nameless</h1>" in page


def test_a_sample_is_no_title_of_its_page() -> None:
    source = '{% crumbs "/a/" "A" as way %}{% pagehead "Reports" way=way sample="dark" %}{% endpagehead %}'
    page = drawn(source)
    assert ("<h1" in page, 'aria-label="The way up: Reports, dark"' in page) == (False, True)


def test_a_label_without_its_address_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="zip"):
        drawn('{% crumbs "/a/" as way %}')


def test_words_keep_their_language() -> None:
    assert isinstance(in_language("Суу", "ky"), Said)
    assert (str(in_language("Суу", "ky")), in_language("Суу", "ky").lang) == ("Суу", "ky")
