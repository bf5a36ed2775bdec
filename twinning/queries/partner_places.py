"""Where the partners of a class are: whose clocks stand beside ours."""

from collections.abc import Iterable

from twinning.models import Institution, Partnership, Party, SchoolClass


def partners_of(groups: Iterable[SchoolClass]) -> dict[int, Institution]:
    """For each class that works with somebody now, by its key: the other side of the newest partnership."""
    keys = {group.pk for group in groups}
    ours = Party.objects.filter(school_class__in=keys, until=None).exclude(partnership__state=Partnership.State.ENDED)
    rows = Party.objects.filter(partnership__in=ours.values("partnership"), until=None)
    sides = list(rows.select_related("institution").order_by("partnership__opened_at", "pk"))
    found: dict[int, Institution] = {}
    for side in sides:
        others = [one for one in sides if one.partnership_id == side.partnership_id and one.pk != side.pk]
        if side.school_class_id in keys and others:
            found[side.school_class_id] = others[0].institution
    return found
