"""`python -m pytest` needs nothing before it: catalogues are compiled where they are missing or older than their source,
and journeys come last, because the browser's driver keeps a loop running beside which no other test may.
"""

import pytest

from scripts import compile_messages


def pytest_configure() -> None:
    compile_messages.main()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: "journeys" in item.path.parts)
