"""Parts around what a page writes between their tags."""

from typing import Any

import pytest
from django.template import Context, Template


def drawn(source: str, **context: Any) -> str:
    return " ".join(Template(source).render(Context(context)).split())


def test_a_fold_is_shut_until_it_is_asked_for() -> None:
    page = drawn("{% fold words of=name %}<p>{{ inside }}</p>{% endfold %}", words="A <b>", name="B", inside="C & D")
    assert page.startswith('<details class="fold"> <summary>')
    assert 'A &lt;b&gt;<span class="vh">: B</span>' in page
    assert "<p>C &amp; D</p>" in page
    assert '<details class="fold" id="a/b">' in drawn('{% fold "A" key="a/b" %}{% endfold %}')
    assert '<details class="fold fold-wide" open>' in drawn('{% fold "A" opened=1 wide=True %}{% endfold %}')


def test_a_row_says_its_facts_and_holds_the_rest() -> None:
    page = drawn(
        '{% openrow name key="row-1" icon="users" tone="gold" lang="et" facts=facts tag="waits" %}<p>in</p>{% endopenrow %}',
        name="Kool <i>",
        facts=["Estonia", "2 & 3"],
    )
    assert page.startswith('<details class="open" id="row-1"> <summary class="r">')
    assert '<b class="r-t" lang="et">Kool &lt;i&gt;</b>' in page
    assert "<span>2 &amp; 3</span>" in page
    assert '<span class="tag tag-gold">waits</span>' in page
    assert page.index("</summary>") < page.index("<p>in</p>")


def test_a_menu_has_words_for_those_who_hear_it() -> None:
    page = drawn('{% menu "Menu" icon="menu" button="tool" classes="own" %}<p>in</p>{% endmenu %}')
    assert '<details class="menu own" data-menu> <summary class="tool"> <svg' in page
    assert '<span class="vh">Menu</span>' in page
    assert '<div class="menu-box"><p>in</p></div>' in page
    assert "vh" not in drawn('{% menu "Menu" icon="menu" shown=True %}{% endmenu %}')


def test_a_menu_may_draw_its_button_itself() -> None:
    page = drawn('{% menu summary="shell/face.html" button="face" %}{% endmenu %}', user="Айгүл Т")
    assert '<summary class="face">' in page
    assert ">АТ</span>" in page


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('{% note "T" %}<p>x</p>{% endnote %}', '<div class="note">'),
        ('{% note "T" tone="red" role="alert" %}{% endnote %}', '<div class="note note-red" role="alert">'),
        ('{% note "T" key="why" %}{% endnote %}', '<h2 class="h-s" id="why">T</h2>'),
        ('{% note "T" key="why" %}{% endnote %}', '<div class="note" role="region" aria-labelledby="why">'),
    ],
)
def test_a_note_with_a_heading_is_a_region(source: str, said: str) -> None:
    assert said in drawn(source)


def test_an_empty_list_holds_the_form_that_begins_it() -> None:
    page = drawn('{% nothing "None" "Five minutes." %}<form></form>{% endnothing %}')
    assert page.startswith('<div class="empty">')
    assert page.index("None") < page.index("Five minutes.") < page.index("<form>")
