"""Packing wishes for matching: within the transaction of the verb that changed what others see of them."""

from collections.abc import Collection, Iterable
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from twinning.matching import MatchSide
from twinning.matching.packed import CannotPackError, Codebook, pack
from twinning.models import Institution, PackedCode, PackedWish, SchoolClass, Wish
from twinning.queries.open_wishes import open_wishes, sides_of
from twinning.queries.packed_wishes import codebook, codes_of, lacking

TRIES: Final = 5


def pack_wishes(*wishes: Wish) -> None:
    pack_rows({wish.pk for wish in wishes})


def pack_wishes_of(*schools: Institution) -> None:
    """All that they have: of a school that is verified no more they meet nobody."""
    pack_rows(Wish.objects.filter(institution__in=schools).values_list("pk", flat=True))


def pack_wishes_of_class(school_class: SchoolClass) -> None:
    pack_rows(school_class.wishes.values_list("pk", flat=True))


def pack_rows(wishes: Iterable[int]) -> int:
    """How many rows were changed. Each row is locked before its wish is read: who packs later reads what the earlier
    verb wrote. Call it last: until then nobody else waits.
    """
    pks = set(wishes)
    if not pks:
        return 0
    now = timezone.now()
    with transaction.atomic():
        meeting = open_wishes().filter(pk__in=pks)
        missing = meeting.filter(packed=None).values_list("pk", flat=True)
        PackedWish.objects.bulk_create(
            [PackedWish(wish_id=pk, checked_at=now) for pk in missing], ignore_conflicts=True
        )
        rows = list(PackedWish.objects.select_for_update(no_key=True).filter(wish__in=pks).order_by("pk"))
        if not rows:
            return 0
        packed = _packed(sides_of(meeting.filter(packed__in=rows)))
        codes = dict(Wish.objects.filter(packed__in=rows).values_list("packed", "code"))
        new = {row.pk: packed.get(codes[row.pk]) for row in rows}
        changed = [row for row in rows if (None if row.row is None else bytes(row.row)) != new[row.pk]]
        for row in changed:
            row.row, row.number = new[row.pk], None
        PackedWish.objects.bulk_update(changed, ["row", "number"], batch_size=200)
        PackedWish.objects.filter(pk__in=[row.pk for row in rows]).update(checked_at=now)
    return len(changed)


def _packed(sides: Collection[MatchSide]) -> dict[str, bytes]:
    """By code of the wish; one that says more than a row holds has none."""
    book, found = book_for(sides), {}
    for side in sides:
        try:
            found[side.key] = pack(side, book)
        except CannotPackError:
            continue
    return found


def book_for(sides: Iterable[MatchSide]) -> Codebook:
    """With all their codes: new ones take the next positions. Somebody else may take these first."""
    wanted, book = codes_of(sides), codebook()
    for _try in range(TRIES):
        more = lacking(book, wanted)
        if not more:
            break
        last = dict(PackedCode.objects.values_list("scheme").annotate(last=Max("position")))
        PackedCode.objects.bulk_create(
            [
                PackedCode(scheme=scheme, code=code, position=last.get(scheme, -1) + n)
                for scheme in sorted(more)
                for n, code in enumerate(sorted(more[scheme]), start=1)
            ],
            ignore_conflicts=True,
        )
        book = codebook()
    return book
