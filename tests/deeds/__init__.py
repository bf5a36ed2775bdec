"""Every deed after which more or less may wait for somebody, by its name: done in the world of everyone."""

from typing import Final

from tests.deeds.doing import Case
from tests.deeds.order import ORDER
from tests.deeds.partners import PARTNERS
from tests.deeds.people import PEOPLE
from tests.deeds.practices import PRACTICES

CASES: Final[dict[str, Case]] = {**PARTNERS, **PEOPLE, **ORDER, **PRACTICES}
