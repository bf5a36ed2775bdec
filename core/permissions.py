"""Who may: named permissions over `rules`, each a list of conditions that know how to explain themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import rules

from core.errors import Refused, Text

Test = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Condition:
    """One reason to refuse. `test(user, object)` is true where the person may go on."""

    test: Test
    why: Text
    next_step: Text = ""


_conditions: dict[str, tuple[Condition, ...]] = {}


def permit(name: str, *conditions: Condition) -> None:
    """Register permission `room.verb`: granted when every condition holds, explained by the first that does not."""
    if name in _conditions:
        message = f"{name} is registered twice"
        raise ValueError(message)
    _conditions[name] = conditions
    rules.add_perm(name, rules.predicate(lambda user, thing: _first_failing(name, user, thing) is None, name=name))


def permissions() -> tuple[str, ...]:
    return tuple(sorted(_conditions))


def allowed(by: Any, name: str, thing: Any = None) -> bool:
    return _first_failing(name, by, thing) is None


def why_not(by: Any, name: str, thing: Any = None, *, given: Condition | None = None) -> Condition | None:
    """The first condition that does not hold, for pages that say why a button is missing.

    `given` holds already and is not asked again: what a page found among the visible ones is seen.
    """
    return _first_failing(name, by, thing, given)


def require(by: Any, name: str, thing: Any = None) -> None:
    """The first line of every verb. Raise Refused with the reason and the next step."""
    failing = _first_failing(name, by, thing)
    if failing is not None:
        raise Refused(failing.why, next_step=failing.next_step)


def _first_failing(name: str, by: Any, thing: Any, given: Condition | None = None) -> Condition | None:
    return next((c for c in _conditions[name] if c is not given and not c.test(by, thing)), None)
