"""10,000 practices in three languages, 30,000 texts, for the benchmark of the library; some were tried by others."""

import random
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

WORKS, LANGUAGES = 10_000, ("ky", "ru", "en")
TITLES = {"ky": "Дарыянын күндөлүгү", "ru": "Дневник реки", "en": "A water diary"}
STORY = "Two classes measure how clear and how warm their rivers are, every week, and write it in one table.\n\n" * 6
SUMMARY = "Two classes in two countries measure their rivers, write it in one table and ask each other why."
PARTS = {
    "context": STORY,
    "steps": "1. Measure.\n2. Write.\n3. Ask.",
    "result": STORY,
    "reflection": STORY,
    "adapt": STORY,
}
CHUNK = 1_000
TRIED = 2_000


def plant_practices(schools: Sequence[Any], owner: Any) -> Any:
    """The newest of them, which five other schools have tried."""
    from library.models import Practice, PracticeAuthor, PracticeGrade  # noqa: PLC0415 - Django is set up now

    chance = random.Random(7)
    made = _texts(schools, owner, chance)
    rows = Practice.objects.bulk_create(made, batch_size=CHUNK)
    subjects = _subjects()
    through = Practice.subjects.through
    links, grades, authors = [], [], []
    for practice in rows:
        links += [through(practice_id=practice.pk, term_id=pk) for pk in chance.sample(subjects, 2)]
        first = chance.randint(0, 9)
        grades += [PracticeGrade(practice=practice, grade=grade) for grade in range(first, first + 4)]
        authors.append(PracticeAuthor(practice=practice, name="Aigul Sadyrova", institution_id=practice.institution_id))
    through.objects.bulk_create(links, batch_size=CHUNK)
    PracticeGrade.objects.bulk_create(grades, batch_size=CHUNK)
    PracticeAuthor.objects.bulk_create(authors, batch_size=CHUNK)
    _trials(rows, schools, chance)
    return rows[-1]


def _texts(schools: Sequence[Any], owner: Any, chance: random.Random) -> list[Any]:
    from django.utils import timezone  # noqa: PLC0415
    from wagtail.models import Locale  # noqa: PLC0415

    from core.models import Term  # noqa: PLC0415
    from library.models import Practice  # noqa: PLC0415

    locales = {code: Locale.objects.get(language_code=code) for code in LANGUAGES}
    kinds = list(Term.objects.filter(scheme="practice_kind"))
    now, made = timezone.now(), []
    for number in range(WORKS):
        key, day = uuid4(), now - timedelta(minutes=WORKS - number)
        same = {
            "kind": chance.choice(kinds),
            "institution": chance.choice(schools[: WORKS // 10]),
            "evidence": chance.randint(1, 3),
            "offline": chance.random() < 0.4,
        }
        made += [
            Practice(
                title=f"{TITLES[code]} {number}",
                summary=SUMMARY,
                locale=locales[code],
                short_code=_short_code(number * len(LANGUAGES) + rank),
                translation_key=key,
                owner=owner,
                state="published",
                live=True,
                edition=1,
                licence="cc-by-sa",
                first_published_at=day,
                last_published_at=day,
                **same,
                **PARTS,
            )
            for rank, code in enumerate(LANGUAGES)
        ]
    return made


def _short_code(number: int) -> str:
    """Of 30,000 codes drawn by lot two would be the same more often than not."""
    return "".join("BCDFGHJKMN"[int(digit)] for digit in f"{number:06}")


def _subjects() -> list[int]:
    from core.models import Term  # noqa: PLC0415

    return list(Term.objects.filter(scheme="subject").values_list("pk", flat=True))


def _trials(rows: Sequence[Any], schools: Sequence[Any], chance: random.Random) -> None:
    from library.models import Adoption  # noqa: PLC0415

    tried = [*chance.sample(range(len(rows) - 1), TRIED), *[len(rows) - 1] * 5]
    pairs = {(number, chance.choice(schools).pk) for number in tried}
    Adoption.objects.bulk_create(
        (
            Adoption(
                practice=rows[number],
                institution_id=school,
                language="en",
                outcome="It worked with us as well, with snow instead of the river.",
                worked=chance.choice(["yes", "yes", "partly", "no"]),
            )
            for number, school in sorted(pairs)
        ),
        batch_size=CHUNK,
    )
