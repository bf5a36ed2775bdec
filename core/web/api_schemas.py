"""What every operation of the API may answer besides what was asked of it, for its OpenAPI document."""

from typing import Any, Final

from ninja import Schema
from pydantic import Field

# Whoever may call it may meet these: nonsense, no session, an old token, a place that is not theirs, a fault of ours.
ALWAYS: Final = (400, 401, 403, 405, 422, 500)


# For `openapi_extra=`: read by core.web.machine_errors, whatever the operation.
IN_LANGUAGE: Final[dict[str, Any]] = {
    "parameters": [
        {
            "in": "query",
            "name": "lang",
            "required": False,
            "schema": {"type": "string"},
            "description": "The language of sentences: ky, ru or en. Else that of the browser.",
        }
    ]
}


class Refusal(Schema):
    """Why it was refused: the same shape at every address below /api/, also where no operation stands."""

    code: str = Field(description="A word that stays the same, for programs")
    text: str = Field(description="A sentence in the language of the caller")
    next_step: str | None = Field(default=None, description="What helps")
    reason: str | None = Field(default=None, description="Which condition was not met")
    url: str | None = Field(default=None, description="The page on which the next step is taken")
    action: str | None = Field(default=None, description="What a link to that page says")
    wait: int | None = Field(default=None, description="Seconds until it may be tried again")
    fields: list[str] | None = Field(default=None, description="The parts of the request that cannot be used")


def refusals(*more: int) -> dict[int, Any]:
    """For `response=` of an operation, beside what it gives."""
    return dict.fromkeys(sorted({*ALWAYS, *more}), Refusal)
