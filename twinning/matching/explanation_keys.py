"""Every key that the engine may hand to a page, with the names of its parameters. Each needs a sentence.

All are said from the reader's bank: "we" are the side whose list it is, "they" the one suggested.
Parameters: `term` a term's code, `code` a language, `country` ISO 3166, levels "A1" to "C2" or "NATIVE", dates `date`,
everything else a whole number.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# At most three for us and two for them. A key without a direction is said alike to both sides.
REASONS: Final[Mapping[str, tuple[str, ...]]] = {
    "hours.common": ("per_day_minutes", "days", "shift"),  # days a week; shift of our class, 1 or 2
    "work.shared": ("term",),
    "work.light": ("term",),  # needs next to no internet
    "theme.offered": ("term",),  # they offer what we look for
    "theme.sought": ("term",),  # they look for what we offer
    "theme.shared": ("term",),  # both look for it
    "language.shared": ("code", "level"),  # both work in it, the weaker at this level
    "language.spoken": ("code", "level"),  # they work in what we look for, at this level
    "language.wanted": ("code", "level"),  # we work in what they look for, at this level
    "age.full": ("from", "to"),
    "age.partial": ("overlap", "of"),  # years accepted, of the years of the class
    "size.theirs": ("size",),  # their class is as large as we wish
    "size.ours": ("size",),
    "months.same": ("months",),
    "months.near": ("ours", "theirs"),
    "starts.same": ("starts",),  # the later of both dates
    "starts.near": ("ours", "theirs"),
    "mentor.offered": (),  # they guide newcomers, as we wish
    "mentor.sought": (),  # they wish for guidance, which we offer
    "newcomer.theirs": (),  # it is their first partnership, as we wish
    "newcomer.ours": (),
    "country.theirs": ("country",),  # we named their country
    "country.ours": ("country",),  # they named ours
}

# At most one of a pair.
GAPS: Final[Mapping[str, tuple[str, ...]]] = {
    "hours.none": (),
    "hours.short": ("per_day_minutes",),
    "line.theirs": ("term", "have", "need"),  # connectivity 0-3
    "line.ours": ("term", "have", "need"),
    "work.missing": ("term",),  # they do not do what we wish
    "work.unoffered": ("term",),  # we do not do what they wish
    "theme.missing": ("term",),
    "theme.unoffered": ("term",),
    "language.translated": (),  # no language in common, both accept translation
    "language.missing": ("want", "level", "have"),  # they wish it, ours is below
    "language.unknown": ("want", "level"),  # they wish it, we have none
    "language.low": ("want", "level", "have"),  # we wish it, theirs is below
    "language.absent": ("want", "level"),  # we wish it, they have none
    "age.few": ("overlap", "of"),
    "size.theirs_off": ("size", "from", "to"),  # size 0: they named no class
    "size.ours_off": ("size", "from", "to"),
    "months.far": ("ours", "theirs"),
    "starts.far": ("ours", "theirs"),
    "mentor.missing": (),  # we wish for guidance, they do not offer it
    "mentor.unoffered": (),  # they wish for guidance, we do not offer it
    "newcomer.missing": (),  # we wish for a newcomer, they are none
    "newcomer.unoffered": (),
    "country.other": ("country",),  # theirs is not among those we named
    "country.unnamed": ("country",),  # ours is not among those they named
}

# What would widen our list. `.prefer` turns a MUST into a preference; the rest says what is set to what.
RELAXATIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "work.accept": ("term",),
    "work.prefer": ("term",),
    "theme.prefer": ("term",),
    "language.level": ("code", "level", "instead"),  # `level` suffices, instead of the one asked now
    "language.prefer": ("code", "level"),
    "speak.prefer": (),
    "translated.accept": (),
    "age.widen": ("from", "to"),
    "age.prefer": (),
    "size.prefer": ("from", "to"),
    "months.prefer": ("months",),
    "starts.prefer": ("starts",),
    "mentor.prefer": (),
    "newcomer.prefer": (),
    "country.prefer": (),
    "country.accept": ("country",),
    "capacity.more": ("places",),
    "rules.sign": (),  # of the institution, not of the wish
    "institution.verify": (),  # a coordinator's, not ours
}
