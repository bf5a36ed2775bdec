"""The score once more, written from the table in the package's docstring and not from its code: one dict a side.

It knows nothing of Point or Score, walks minute by minute through common time, and uses no helper of the engine.
"""

from datetime import date, datetime, time, timedelta
from math import sqrt
from zoneinfo import ZoneInfo

from twinning.matching import MatchNeed, MatchSide

Criteria = dict[tuple[str, str], tuple[int, float]]


def utility(a: MatchSide, b: MatchSide) -> tuple[float, int]:
    """u of `a`, and how many points with weight it answered."""
    weighted = [(weight, s) for weight, s in criteria(a, b).values() if weight]
    total = sum(weight for weight, _ in weighted)
    return (sum(weight * s for weight, s in weighted) / total if total else 0.0), len(weighted)


def value(a: MatchSide, b: MatchSide) -> float:
    (u, n), (v, m) = utility(a, b), utility(b, a)
    answered = min(n, m)
    return (answered * sqrt(u * v) + 2 * 4 / 9) / (answered + 2)


def criteria(a: MatchSide, b: MatchSide) -> Criteria:
    found: Criteria = {("speak", ""): (_w(a.speak), _speak(a, b))}
    for code, wanted in a.wanted_languages.items():
        have = int(b.languages[code]) if code in b.languages else 0
        found["language", code] = _w(wanted.ask), 1.0 if have >= wanted.level else have / int(wanted.level)
    accepted = a.wanted_ages or a.ages
    if accepted and b.ages:
        years = range(b.ages.low, b.ages.high + 1)
        found["age", ""] = _w(a.age_ask), sum(accepted.low <= y <= accepted.high for y in years) / len(years)
    elif a.wanted_ages:
        found["age", ""] = _w(a.age_ask), 0.0
    if a.wanted_size:
        found["size", ""] = _w(a.size_ask), _size(a, b)
    for term, ask in a.wanted_themes.items():
        sought = term in b.wanted_themes and b.wanted_themes[term].need != MatchNeed.NO_MATTER
        found["theme", term] = _w(ask), 1.0 if term in b.offered_themes or sought else 0.0
    for term, own in a.work.items():
        found["work", term] = _w(own.ask), _work(a, b, term)
    found["months", ""] = _w(a.months_ask), min(a.months / b.months, b.months / a.months)
    apart = abs(a.starts.toordinal() - b.starts.toordinal())
    found["starts", ""] = _w(a.starts_ask), min(1.0, max(0.0, 1 - (apart - 31) / 183))
    found["mentor", ""] = _w(a.mentor_ask), 1.0 if b.offers_mentoring else 0.0
    found["newcomer", ""] = _w(a.newcomer_ask), 1.0 if b.is_newcomer else 0.0
    if a.wanted_countries:
        found["country", ""] = _w(a.country_ask), 1.0 if b.country in a.wanted_countries else 0.0
    return found


def _w(ask: object) -> int:
    need, weight = ask.need, ask.weight  # type: ignore[attr-defined]
    return 0 if need == MatchNeed.NO_MATTER else int(weight)


def _speak(a: MatchSide, b: MatchSide) -> float:
    both = max((min(int(a.languages[c]), int(b.languages[c])) for c in a.languages if c in b.languages), default=0)
    return {0: 0.0, 1: 0.0, 2: 0.5, 3: 0.75}.get(both, 1.0)


def _size(a: MatchSide, b: MatchSide) -> float:
    if a.wanted_size is None or b.size is None:
        return 0.0
    if b.size < a.wanted_size.low:
        return b.size / a.wanted_size.low
    return a.wanted_size.high / b.size if b.size > a.wanted_size.high else 1.0


def _work(a: MatchSide, b: MatchSide, term: str) -> float:
    if term not in b.work:
        return 0.0
    need = max(a.work[term].connectivity, b.work[term].connectivity)
    line = min(1.0, (b.connectivity + 1) / (need + 1))
    if not (a.work[term].live or b.work[term].live):
        return line
    minutes = common_minutes(a, b)
    return min(line, 1.0, minutes / 90) if minutes >= 30 else 0.0


def common_minutes(a: MatchSide, b: MatchSide) -> int:
    """Least over the days of the project, for each pair of weekdays; then least of those from half an hour on."""
    start, months = max(a.starts, b.starts), min(a.months, b.months)
    counts = [_on(a, b, shift) for shift in _differences(a.time_zone, b.time_zone, start, months)]
    pairs = {pair for count in counts for pair in count}
    least = [min(count.get(pair, 0) for count in counts) * 15 for pair in pairs]
    return min((n for n in least if n >= 30), default=max(least, default=0))


def _differences(ours: str, theirs: str, start: date, months: int) -> set[int]:
    found, day, end = set(), start, _end(start, months)
    while day < end:
        noon = datetime.combine(day, time(12))
        one, two = (noon.replace(tzinfo=ZoneInfo(zone)).utcoffset() for zone in (ours, theirs))
        assert one is not None
        assert two is not None
        found.add((two - one) // timedelta(minutes=15))
        day += timedelta(days=1)
    return found


def _end(start: date, months: int) -> date:
    month = start.month + months
    year, month = start.year + (month - 1) // 12, (month - 1) % 12 + 1
    for day in (start.day, 30, 29, 28):
        try:
            return date(year, month, min(day, start.day))
        except ValueError:
            continue
    raise AssertionError


def _on(a: MatchSide, b: MatchSide, shift: int) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for slot in range(7 * 96):
        there = (slot + shift) % (7 * 96)
        if slot in a.lessons and there in b.lessons:
            pair = slot // 96, there // 96
            found[pair] = found.get(pair, 0) + 1
    return found


def may_meet(a: MatchSide, b: MatchSide) -> bool:
    """The hard conditions of the design, both ways."""
    return _shared(a, b) and _allows(a, b) and _allows(b, a)


def _shared(a: MatchSide, b: MatchSide) -> bool:
    spoken = any(a.languages[c] >= 2 and b.languages[c] >= 2 for c in a.languages if c in b.languages)
    return (
        a.institution != b.institution and (spoken or (a.translated_ok and b.translated_ok)) and bool(_possible(a, b))
    )


def _possible(a: MatchSide, b: MatchSide) -> set[str]:
    shared = {term for term in a.work if term in b.work}
    live = {term for term in shared if a.work[term].live or b.work[term].live}
    return shared if live and common_minutes(a, b) >= 30 else shared - live


def _allows(a: MatchSide, b: MatchSide) -> bool:
    if not (a.verified and a.rules_signed and a.capacity > 0):
        return False
    if b.institution in a.closed_to or b.country in a.excluded_countries:
        return False
    accepted = a.wanted_ages or a.ages
    if (
        accepted
        and b.ages
        and not set(range(accepted.low, accepted.high + 1)) & set(range(b.ages.low, b.ages.high + 1))
    ):
        return False
    return all(_met(a, b, *name, s) for name, (_, s) in criteria(a, b).items() if _must(a, *name))


def _must(a: MatchSide, criterion: str, term: str) -> bool:
    asks = {
        "speak": a.speak,
        "age": a.age_ask,
        "size": a.size_ask,
        "months": a.months_ask,
        "starts": a.starts_ask,
        "mentor": a.mentor_ask,
        "newcomer": a.newcomer_ask,
        "country": a.country_ask,
    }
    if criterion == "language":
        return a.wanted_languages[term].ask.need == MatchNeed.MUST
    if criterion == "theme":
        return a.wanted_themes[term].need == MatchNeed.MUST
    return a.work[term].ask.need == MatchNeed.MUST if criterion == "work" else asks[criterion].need == MatchNeed.MUST


def _met(a: MatchSide, b: MatchSide, criterion: str, term: str, s: float) -> bool:
    if criterion == "work":
        return term in _possible(a, b)
    return s > 0 if criterion == "speak" else s == 1
