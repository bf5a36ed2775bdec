"""What can go wrong in a verb. Every door turns these into the same answers (core.middleware.errors)."""

from django.utils.functional import Promise

Text = str | Promise


class KoepueroeError(Exception):
    """Base: a sentence for the reader, a status for HTTP, a stable code for machines."""

    status = 400
    code = "error"

    def __init__(self, text: Text = "", *, next_step: Text = "") -> None:
        super().__init__(str(text))
        self.text = text
        self.next_step = next_step


class Refused(KoepueroeError):
    """Visible, but this person may not do this; the text says why, next_step what happens next."""

    status = 403
    code = "refused"


class Invalid(KoepueroeError):
    """What was given cannot be used. `field` names the form field, empty for the whole form."""

    status = 400
    code = "invalid"

    def __init__(self, text: Text, *, field: str = "", next_step: Text = "") -> None:
        super().__init__(text, next_step=next_step)
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
