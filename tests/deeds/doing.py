"""How a deed is prepared in the world of everyone and then done: a case gives what does it."""

from collections.abc import Callable
from typing import Any

from accounts.models import User
from core.today_numbers import recount_waiting, today_changed
from tests.world_of_everyone import World

Act = Callable[[], object]
Case = Callable[[World], Act]


def person(world: World, role: str) -> User:
    """As a new request finds them."""
    return User.objects.get(pk=world.people[role].pk)


def fresh(world: World, name: str) -> Any:
    thing = world.things[name]
    return type(thing).objects.get(pk=thing.pk)


def recount_all() -> None:
    today_changed(User.objects.all())
    recount_waiting()


def does(verb: Callable[..., object], by: str, **things: Any) -> Case:
    """`by` does it; "the leader" is that thing of the world, as it is now."""

    def prepare(w: World) -> Act:
        said = {key: fresh(w, value[4:]) if value.startswith("the ") else value for key, value in things.items()}
        return lambda: verb(by=person(w, by), **said)

    return prepare
