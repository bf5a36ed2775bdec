"""Mail addresses in every script, each in one spelling."""

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from hypothesis import example, given
from hypothesis import strategies as st

from core.text import canonical_address, is_address

GOOD = [
    "aigul@example.org", "айгүл@example.org", "айгүл.мамытова@мектеп.кг", "用户@例子.测试", "o'neil+x@sub.example.org",
    "दिव्या@example.org", "a@xn--80ak6aa92e.com", '"a b"@example.org', "a@localhost", "1@2.org", "é@example.org",
]  # fmt: skip
BAD = [
    "", "x", "@example.org", "a@", "a@b", "a@@b.org", "a..b@example.org", ".a@example.org", "a.@example.org", "a b@example.org",
    "a@exa mple.org", "a@-x.org", "a@x-.org", "a@x..org", "a@.org", "a@1.2.3.4", "a@[1.2.3.4]", "a\u200bb@example.org",
    "a\u3164@example.org", "a\ufe0f@example.org", "a\n@example.org", "a@example.org\n", "<a@example.org>", "a,b@example.org",
    "ы" * 33 + "@example.org", "a" * 65 + "@example.org", "a@" + "b" * 64 + ".org", "a@" + "b." * 130 + "org", "a😀@example.org",
]  # fmt: skip


@pytest.mark.parametrize("address", GOOD)
def test_an_address(address: str) -> None:
    assert is_address(address)
    assert is_address(canonical_address(address))


@pytest.mark.parametrize("address", BAD)
def test_no_address(address: str) -> None:
    assert not is_address(address)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Айгүл@Example.ORG ", "айгүл@example.org"),
        ("a@XN--D1ACPJX3F.XN--P1AI", "a@яндекс.рф"),
        ("a@example.org.", "a@example.org"),
        ("и\u0306од@example.org", "йод@example.org"),
        ("a@xn--\u0301", "a@xn--\u0301"),
    ],
)
def test_one_spelling_is_kept(typed: str, kept: str) -> None:
    assert canonical_address(typed) == kept


@given(st.text(max_size=60))
@example("İ@example.org")
@example("ẞ@STRAẞE.de")
def test_a_spelling_that_is_kept_stays(text: str) -> None:
    once = canonical_address(text)
    assert canonical_address(once) == once


@given(st.emails())
def test_what_django_takes_is_taken(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        return
    local, _at, domain = email.rpartition("@")
    assert is_address(canonical_address(email)) or len(local) > 64 or domain.rpartition(".")[2].isdigit()
