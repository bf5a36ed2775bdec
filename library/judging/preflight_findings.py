"""One finding of the pre-flight check: a code, a field and a weight. Its sentence stands in showing."""

from dataclasses import asdict, dataclass
from dataclasses import field as built
from typing import Any

ERROR, REMARK, DESK = "error", "remark", "desk"
STORY_STEP, FILES_STEP, RIGHTS_STEP = 2, 3, 4


@dataclass(frozen=True, slots=True)
class Finding:
    """`field` is the form field of step `step`. An error stops the submission, a remark is read by author and
    moderator, `desk` by the moderator alone. `params` fill the sentence.
    """

    code: str
    field: str
    step: int
    weight: str = ERROR
    params: dict[str, str] = built(default_factory=dict)

    def stored(self) -> dict[str, Any]:
        return asdict(self)


def errors_of(found: list[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.weight == ERROR]
