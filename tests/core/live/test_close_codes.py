"""The table of close codes, and who else names them."""

import re
from itertools import pairwise

import pytest

from community import wire
from config.env import BASE
from core.live import close_codes

ENDS = re.compile(r"const ENDS = \{([^}]*)\}")


def test_the_browser_does_what_the_table_says() -> None:
    script = (BASE / "static/js/socket.js").read_text(encoding="utf-8")
    found = ENDS.search(script)
    assert found is not None
    ends = {int(code): state for code, state in re.findall(r'(\d+): "(\w+)"', found[1])}
    assert ends == {code: then for code, then in close_codes.THEN.items() if then in {"out", "barred"}}
    assert f"const TOO_MUCH = {close_codes.TOO_MUCH};" in script


def test_the_protocol_is_written_down_with_every_code() -> None:
    text = (BASE / "docs/realtime.md").read_text(encoding="utf-8")
    rows = {int(code): then for code, then in re.findall(r"^\| (\d{4}) \|.*\| `(\w+)` \|$", text, re.MULTILINE)}
    assert rows == close_codes.THEN


def test_the_wire_names_codes_of_the_table_alone() -> None:
    named = {value for name, value in vars(wire).items() if name.isupper() and isinstance(value, int)}
    assert named == {code for code in close_codes.THEN if code in close_codes.OURS}


@pytest.mark.parametrize("sockets", [1, 50, 1000, 5000])
def test_all_come_back_spread_and_soon(sockets: int) -> None:
    waits = sorted(float(close_codes.after_restart(sockets).removeprefix("retry_after=")) for _ in range(2000))
    assert waits[0] >= 0.5
    assert waits[-1] <= close_codes.SPREAD
    assert max(later - sooner for sooner, later in pairwise(waits)) < 0.25
