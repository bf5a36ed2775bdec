"""What is said of the ladder."""

from library.judging.evidence_ladder import Trial, ladder_of
from library.showing.evidence_ladder import why

NO = Trial("no", "KG")


def test_it_says_why() -> None:
    found = ladder_of(claimed=5, home="KG", trials=[], evaluated=False)
    assert why(found) == (
        "The authors have repeated it with results. "
        "A higher step counts when another school tells here what came of it."
    )
    found = ladder_of(claimed=2, home="KG", trials=[Trial("yes", "EE"), NO], evaluated=True)
    assert why(found) == (
        "The authors have tried it once. "
        "Somebody from outside has evaluated it; a moderator has read the evaluation. "
        "Other schools that tell here of their own trial: 2. It worked: 1; in part: 0. "
        "It has worked in another country as well."
    )
