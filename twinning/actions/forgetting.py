"""Forgetting a person in letters and plans: the words stay, the name goes. What was signed keeps the name as signed."""

import re
from typing import Any, Final

from django.db.models import Q

from twinning.models import Institution, Partnership, PlanItem, Proposal

GONE: Final = "[…]"


def erase_letters(user: Any) -> None:
    """Runs inside the transaction of the erasure. `by` becomes null with the person's row."""
    names = [name for name in (user.name.strip(), user.latin_name.strip()) if len(name) > 1]
    if not names:
        return
    # Whole names only: "Ann" must not be taken out of "Annual".
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names), re.IGNORECASE)
    schools = list(Institution.objects.filter(staff__user=user).distinct())
    letters = Proposal.objects.filter(Q(sender__in=schools) | Q(receiver__in=schools) | Q(by=user) | Q(closed_by=user))
    _replace(letters, ("words", "reason_words"), pattern)
    joined = Partnership.objects.filter(parties__institution__in=schools).distinct()
    _replace(joined, ("end_words",), pattern)
    _replace(PlanItem.objects.filter(partnership__in=joined), ("title", "evidence"), pattern)


def _replace(rows: Any, fields: tuple[str, ...], pattern: re.Pattern[str]) -> None:
    for row in rows:
        changed = [name for name in fields if pattern.search(getattr(row, name))]
        for name in changed:
            setattr(row, name, pattern.sub(GONE, getattr(row, name)))
        if changed:
            row.save(update_fields=changed)
