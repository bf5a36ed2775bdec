"""Suggestions: which were shown, which were set aside; and relaxing one condition of a wish."""

from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import Conflict, Invalid
from core.models import Term
from core.permissions import require
from twinning.matching import Suggestions
from twinning.models import Decision, DecisionKind, ShownList, ShownMatch, Wish, WishNeed, WishPoint, WishSide
from twinning.policy import MOST_PARTNERS
from twinning.queries.suggestions import set_aside_codes

ENGINE: Final = "1"


def log_shown(*, wish: Wish, by: Any, found: Suggestions) -> None:
    """Store the list as it was shown, unless it equals the last one: later versions of the engine learn from it."""
    require(by, "twinning.see_suggestions", wish)
    keys = [one.key for one in found.ranked]
    last = ShownList.objects.filter(wish=wish).order_by("-pk").first()
    if last is not None and list(last.matches.values_list("other__code", flat=True)) == keys:
        return
    ids = dict(Wish.objects.filter(code__in=keys).values_list("code", "pk"))
    with transaction.atomic():
        shown = ShownList.objects.create(wish=wish, to=by, considered=found.total_considered, engine=ENGINE)
        ShownMatch.objects.bulk_create(
            ShownMatch(
                shown=shown, other_id=ids[one.key], rank=rank, score=one.score.value, strength=one.score.strength
            )
            for rank, one in enumerate(found.ranked, start=1)
            if one.key in ids
        )


def set_aside(*, wish: Wish, other: Wish, by: Any) -> None:
    """ "Not now": the suggestion leaves the list of this wish and waits among those set aside."""
    require(by, "twinning.decide_match", wish)
    _decide(wish, other, DecisionKind.NOT_NOW, by)


def bring_back(*, wish: Wish, other: Wish, by: Any) -> None:
    """What was set aside stands in the list again."""
    require(by, "twinning.decide_match", wish)
    _decide(wish, other, DecisionKind.BACK, by)


def _decide(wish: Wish, other: Wish, kind: DecisionKind, by: Any) -> None:
    if other.institution_id == wish.institution_id or other.state != Wish.State.OPEN:
        raise Conflict(_("This wish is no longer open."))
    is_aside, aside = other.code in set_aside_codes(wish), kind == DecisionKind.NOT_NOW
    if is_aside != aside:  # a second click of a double click decides nothing
        Decision.objects.create(wish=wish, other=other, kind=kind, by=by)


def relax(*, wish: Wish, by: Any, change: str) -> None:
    """Change one condition of the wish. `change` is "key|name=value|…" with a key of explanation_keys.RELAXATIONS."""
    require(by, "twinning.prepare_wish", wish)
    key, *pairs = change.split("|")
    params = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
    with transaction.atomic():
        locked = Wish.objects.select_for_update().get(pk=wish.pk)
        _apply(locked, key, params)
        locked.version += 1
        locked.save()
        record("twinning.relax_wish", locked, by=by, data={"change": change[:200]})
    wish.refresh_from_db()


def _apply(wish: Wish, key: str, params: dict[str, str]) -> None:
    criterion, _dot, how = key.partition(".")
    points = wish.points.filter(side=WishSide.SEEK)
    if key == "translated.accept":
        wish.translated_ok = True
    elif key == "capacity.more":
        wish.partners = min(MOST_PARTNERS, wish.partners + 1)
    elif key == "work.accept":
        _accept_work(wish, params.get("term", ""))
    elif key == "language.level":
        _changed(
            points.filter(criterion="language", value=f"{params.get('code')}-{params.get('instead')}").update(
                value=f"{params.get('code')}-{params.get('level')}"
            )
        )
    elif key == "age.widen":
        _widen(wish, params)
    elif key == "country.accept":
        _changed(points.filter(criterion="country_not", value=params.get("country", "")).delete()[0])
    elif how == "prefer" and criterion in {"work", "theme", "language", "age", "size", "country", "mentor"}:
        _changed(_narrowed(points.filter(criterion=criterion), params).update(need=WishNeed.PREFER))
    else:
        raise Invalid(_("This change is not known."))


def _narrowed(points: Any, params: dict[str, str]) -> Any:
    if "term" in params:
        return points.filter(term__code=params["term"])
    return points.filter(value__startswith=f"{params['code']}-") if "code" in params else points


def _changed(rows: int) -> None:
    if not rows:
        raise Conflict(_("The wish has changed since; look at the list again."))


def _accept_work(wish: Wish, code: str) -> None:
    term = Term.objects.filter(scheme="work", code=code).first()
    if term is None:
        raise Invalid(_("This change is not known."))
    WishPoint.objects.get_or_create(
        wish=wish, criterion="work", side=WishSide.SEEK, term=term, defaults={"need": WishNeed.ANY}
    )


def _widen(wish: Wish, params: dict[str, str]) -> None:
    low, high = params.get("from", ""), params.get("to", "")
    if not (low.isascii() and low.isdigit() and high.isascii() and high.isdigit() and 0 < int(low) <= int(high) < 30):  # noqa: PLR2004 - years of age
        raise Invalid(_("This change is not known."))
    point, made = WishPoint.objects.get_or_create(
        wish=wish, criterion="age", side=WishSide.SEEK, term=None, defaults={"value": f"{low}-{high}"}
    )
    if not made:
        WishPoint.objects.filter(pk=point.pk).update(value=f"{low}-{high}", need=F("need"))
