"""Partner matching: who fits whom, how well, and why. Pure Python and NumPy, no Django; nothing here reads a clock.

    snapshot = pack(sides)                      columns of all open wishes; keep it until a wish changes
    suggest(us, snapshot, limit=20)             the list, with reasons, a gap and what holds it back
    count_fitting(us, snapshot)                 how many institutions fit, while the wish is being written
    hard_conditions(a, b), score(a, b), explain(a, b, score), common_hours(a, b, start, months), strip(...)

`explanation_keys` lists every key a page can receive: REASONS, GAPS, RELAXATIONS, each with its parameters.

What `wish_facts.MatchSide` says, one open wish:

| field | unit and meaning |
|---|---|
| key, institution | codes; wishes of one institution never meet, and a list names an institution once |
| country | ISO 3166, two letters |
| time_zone | IANA name; lessons are local wall time, the engine does the rest |
| starts, months | first day, and how many months |
| languages | code to CEFR level in which the class works |
| speak | ask: how much the shared working language matters; MUST: no translated work. s = level / B2 |
| wanted_languages | code to least level and ask, of the partner's class. s = level / level wanted |
| ages, wanted_ages, age_ask | years of our class; accepted of theirs (None: our own). s = accepted share of them |
| size, wanted_size, size_ask | pupils. s = 1 within, else the ratio to the nearer end |
| offered_themes, wanted_themes | term codes; wanted ones with an ask each. s = 1 if they offer or look for it |
| work | term code to `Work`: all we are willing to do, NO_MATTER included; s as below |
| connectivity | our line, 0 none to 3 video |
| lessons | slots of `slots.slots_of` in which the class can meet |
| months_ask, starts_ask | s = ratio of both lengths; s = 1 within 31 days, then down to 0 half a year later |
| offers_mentoring, mentor_ask | we guide newcomers; we wish to be guided |
| is_newcomer, newcomer_ask | it would be our first partnership; we wish for a newcomer |
| wanted_countries, country_ask | s = 1 if theirs is among them; MUST: only these |
| excluded_countries | never |
| capacity | free places, partnerships and open proposals taken off |
| translated_ok | translated, asynchronous work will do where no language is shared |
| verified, rules_signed | of the institution; to preview a newcomer's list set both by `dataclasses.replace` |
| closed_to | codes of institutions blocked, declined lately or partners already; one side's word is enough |

Work that they are not willing to do has s = 0, else the lesser of (their line + 1) / (line needed + 1) and, where it is
live (both classes at once), common lessons a day / 90 min, 0 below 30.
A point counts if its need is not NO_MATTER and its weight above 0. A MUST is met when s = 1; for a shared language from
A2 on, for live work from 30 minutes a day on. Nothing else is known to the engine: no wealth, no results, no names.
"""

from twinning.matching.conditions import hard_conditions
from twinning.matching.day_strips import HoursStrip, strip
from twinning.matching.explanation_keys import GAPS, REASONS, RELAXATIONS
from twinning.matching.explanations import Explanation, explain
from twinning.matching.hours import CommonHours, common_hours, minutes_per_day, project
from twinning.matching.point_explanations import Reason
from twinning.matching.relaxations import Relaxation, held_back
from twinning.matching.scores import score
from twinning.matching.slots import slots_of
from twinning.matching.snapshot import Snapshot, pack
from twinning.matching.suggestions import Ranked, Suggestions, count_fitting, suggest
from twinning.matching.wish_facts import UNASKED, Ask, LanguageAsk, Level, MatchNeed, MatchSide, Range, Work

__all__ = [
    "GAPS",
    "REASONS",
    "RELAXATIONS",
    "UNASKED",
    "Ask",
    "CommonHours",
    "Explanation",
    "HoursStrip",
    "LanguageAsk",
    "Level",
    "MatchNeed",
    "MatchSide",
    "Range",
    "Ranked",
    "Reason",
    "Relaxation",
    "Snapshot",
    "Suggestions",
    "Work",
    "common_hours",
    "count_fitting",
    "explain",
    "hard_conditions",
    "held_back",
    "minutes_per_day",
    "pack",
    "project",
    "score",
    "slots_of",
    "strip",
    "suggest",
]
