"""Personal data by its shape: what stands in a text as people write it, and what only looks so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.judging.personal_data_and_links import broken_links, personal_data


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Байланыш: +996 555 12 34 56.", ["phone"]),
        ("0555-12-34-56", ["phone"]),
        ("0(555)123456", ["phone"]),
        ("жазыңыз: aigul.s@mektep.kg", ["email"]),
        ("ПИН 21503198501234", ["number"]),
        ("15.03.2024, 12:30, 1950 метр, 0,5 л, 2025–2026", []),
        ("№ 99999999999999", []),
        ("ISBN 978-9967-26-123-4", []),
    ],
)
def test_what_is_personal(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _found in personal_data(text)] == kinds


@given(st.text(max_size=300))
def test_any_text_can_be_looked_through(text: str) -> None:
    assert all(found in text for _kind, found in personal_data(text))
    assert all(link in text for link in broken_links(text))


def test_links_that_lead_nowhere() -> None:
    text = "https://example.org/a, http://bad https://мектеп.кг/x?y=1 https:// http://a..b/"
    assert broken_links(text) == ["http://bad", "https://", "http://a..b/"]
