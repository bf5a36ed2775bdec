"""What can go wrong in a verb. Every door turns these into the same answers (core.web.middleware.errors)."""

from urllib.parse import urlencode

from django.utils.functional import Promise

Text = str | Promise


class KoepueroeError(Exception):
    """Base: a sentence for the reader, a status for HTTP, a stable code for machines.

    `url` and `action`: the door at which the next step is taken, and what its link says.
    """

    status = 400
    code = "error"

    def __init__(self, text: Text = "", *, next_step: Text = "", url: str = "", action: Text = "") -> None:
        super().__init__(str(text))
        self.text = text
        self.next_step = next_step
        self.url, self.action = url, action


class Refused(KoepueroeError):
    """Visible, but this person may not do this; the text says why, next_step what happens next.

    `reason` is the code of the condition that failed (core.permissions); `returns`: its door leads back here;
    `deed`: what was refused, in words.
    """

    status = 403
    code = "refused"
    reason = ""
    returns = False
    deed: Text = ""

    def door_from(self, page: str) -> str:
        """`url`, with `?next=page` where the door returns to the refused page."""
        return f"{self.url}?{urlencode({'next': page})}" if self.url and self.returns and page else self.url


class Invalid(KoepueroeError):
    """What was given cannot be used. `field` names the form field, empty for the whole form."""

    status = 400
    code = "invalid"

    def __init__(self, text: Text, *, field: str = "", next_step: Text = "", url: str = "", action: Text = "") -> None:
        super().__init__(text, next_step=next_step, url=url, action=action)
        self.field = field


class Conflict(KoepueroeError):
    """The thing is no longer in a state that allows this (withdrawn, expired, already answered)."""

    status = 409
    code = "conflict"


class Stale(Conflict):
    """Somebody changed it since the form was opened; the page shows both."""

    code = "stale"


class TooMany(KoepueroeError):
    """A limit was passed (core.limits): the text says which; `wait` is the seconds until the next try."""

    status = 429
    code = "too_many"

    def __init__(self, *, wait: int, text: Text = "", next_step: Text = "") -> None:
        super().__init__(text, next_step=next_step)
        self.wait = wait


def said(error: KoepueroeError) -> dict[str, str]:
    """The error as JSON for sockets and the API, in the active language: the same sentences as on a page."""
    words = {"text": str(error.text), "next_step": str(error.next_step)}
    if error.url:
        words |= {"url": error.url, "action": str(error.action)}
    return {**words, "reason": error.reason} if isinstance(error, Refused) and error.reason else words
