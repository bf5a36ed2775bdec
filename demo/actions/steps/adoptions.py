"""Plants adoptions: what other schools report about the practices that they tried."""

from collections.abc import Mapping

from accounts.models import User
from demo.actions.steps.backdating import ago, day_ago, happened
from demo.queries import data_files
from library.actions.adopting import try_practice
from library.models import Adoption, Practice
from twinning.models import Institution


def plant_adoptions(
    practices: Mapping[str, Practice], schools: Mapping[str, Institution], people: Mapping[str, User]
) -> None:
    for row in data_files.adoptions():
        with happened(row["days"]):
            told = try_practice(
                practice=practices[f"{row['practice']}:{row['language']}"],
                institution=schools[row["at"]],
                by=people[row["by"]],
                worked=row["worked"],
                outcome=row["outcome"],
                changes=row["changed"],
                language=row["written"],
                grades=row["grades"],
                tried_on=day_ago(row["tried"]),
            )
        Adoption.objects.filter(pk=told.pk).update(created_at=ago(row["days"]), changed_at=ago(row["days"]))
