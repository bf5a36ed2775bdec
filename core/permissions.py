"""Named permissions over `rules`: each is a list of conditions, and the first that fails gives the reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

import rules
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.errors import Refused, Text

Test = Callable[[Any, Any], bool]
# A sentence, or what makes one for this person and thing: when they asked, for instance.
Said = Text | Callable[[Any, Any], Text]


@dataclass(frozen=True, slots=True)
class Door:
    """Where the next step is taken: what the link says, and its address for this person and thing.

    `to` is the name of an address, or gives the address itself. `returns`: whoever has done there what was missing is
    led back to what was refused (`?next=`), so that a page may send people there at once.
    """

    label: Text
    to: str | Callable[[Any, Any], str]
    returns: bool = False

    def address(self, by: Any, thing: Any) -> str:
        return reverse(self.to) if isinstance(self.to, str) else self.to(by, thing)


HOME: Final = Door(_("What waits for me"), "accounts:home")


@dataclass(frozen=True, slots=True)
class Reason:
    """A refusal as its reader meets it: `code` for machines and tests, why, what to do next and the door to it."""

    code: str
    why: Text
    next_step: Text
    url: str
    action: Text
    returns: bool = False
    deed: Text = ""  # what was refused


@dataclass(frozen=True, slots=True)
class Case:
    """A finer reason of a condition that failed, true of some: `when(user, object)` says of whom."""

    when: Test
    code: str
    why: Said
    next_step: Said
    door: Door = HOME


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """One reason to refuse. `test(user, object)` is true where the person may go on.

    The first of `cases` that is true of the person says why; where none is, the condition itself.
    """

    test: Test
    why: Said
    next_step: Said = ""
    code: str = ""
    door: Door = HOME
    cases: list[Case] = field(default_factory=list)

    def reason(self, by: Any, thing: Any) -> Reason:
        said = next((case for case in self.cases if case.when(by, thing)), self)
        why, next_step = (words(by, thing) if callable(words) else words for words in (said.why, said.next_step))
        door = said.door
        return Reason(said.code, why, next_step, door.address(by, thing), door.label, door.returns)


_conditions: dict[str, tuple[Condition, ...]] = {}
_names: dict[str, Text] = {}


def permit(name: str, *conditions: Condition) -> None:
    """Register permission `room.verb`: granted when every condition holds, explained by the first that does not."""
    if name in _conditions:
        message = f"{name} is registered twice"
        raise ValueError(message)
    _conditions[name] = conditions
    rules.add_perm(name, rules.predicate(lambda user, thing: _first_failing(name, user, thing) is None, name=name))


def explain(condition: Condition, *cases: Case) -> None:
    """Add finer reasons to a condition of a lower room."""
    condition.cases.extend(cases)


def name_deeds(names: Mapping[str, Text]) -> None:
    """What a permission lets one do, in words, so that a page that refuses it says what it refuses."""
    _names.update(names)


def name_of(name: str) -> Text:
    return _names.get(name, "")


def permissions() -> tuple[str, ...]:
    return tuple(sorted(_conditions))


def conditions_of(name: str) -> tuple[Condition, ...]:
    return _conditions[name]


def allowed(by: Any, name: str, thing: Any = None) -> bool:
    return _first_failing(name, by, thing) is None


def why_not(by: Any, name: str, thing: Any = None, *, given: Condition | None = None) -> Reason | None:
    """Why the person may not, for pages that say why a button is missing; None where they may.

    `given` holds already and is not asked again: what a page found among the visible ones is seen.
    """
    failing = _first_failing(name, by, thing, given)
    return replace(failing.reason(by, thing), deed=name_of(name)) if failing is not None else None


def require(by: Any, name: str, thing: Any = None) -> None:
    """The first line of every verb. Raise Refused with the reason, the next step and the door to it."""
    if reason := why_not(by, name, thing):
        raise refused(reason)


def refused(reason: Reason) -> Refused:
    error = Refused(reason.why, next_step=reason.next_step, url=reason.url, action=reason.action)
    error.reason, error.returns, error.deed = reason.code, reason.returns, reason.deed
    return error


def _first_failing(name: str, by: Any, thing: Any, given: Condition | None = None) -> Condition | None:
    return next((c for c in _conditions[name] if c is not given and not c.test(by, thing)), None)
