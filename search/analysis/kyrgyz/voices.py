"""One stem for all forms of a verb in a voice: whether берил goes to бер is asked once, of its plain past (берилди).

Asked of each form by itself, берилбейм and берилген would part. -ш is the plural of the third person as often as a
voice, so a verb keeps it only where the ranker is sure.
"""

from typing import Final

from search.analysis.kyrgyz.generating import generate
from search.analysis.kyrgyz.ranking import Knowledge, scored
from search.analysis.kyrgyz.suffixes import VERB

TOGETHER: Final = "together"
_PAST: Final = "past"
# So much better must the verb be that keeps its voice. Found on verbs kept aside (docs/kyrgyz.md).
_SURE: Final = {TOGETHER: 4.0}


def without_voice(verb: str, known: Knowledge) -> str:
    """The verb that this one is a voice of, or itself; a verb that linguists gave as a lemma stays."""
    if verb in known.lemmas:
        return verb
    found = known.voices.get(verb)
    if found is None:
        found = known.voices[verb] = _decided(verb, known)
    return found


def _decided(verb: str, known: Knowledge) -> str:
    forms = generate(verb, VERB, (_PAST,))
    if not forms:
        return verb
    own, inner = -1e9, []
    for (stem, kind, suffixes), score in scored(min(forms, key=lambda form: (len(form), form)), known):
        if kind != VERB or suffixes[-1] != _PAST:
            continue
        if stem == verb and len(suffixes) == 1:
            own = max(own, score)
        elif len(suffixes) == 2:  # noqa: PLR2004 - a voice and the past
            inner.append((suffixes[0] == TOGETHER, score + _SURE.get(suffixes[0], 0.0), stem))
    return next((stem for _together, score, stem in sorted(inner, reverse=True) if score > own), verb)
