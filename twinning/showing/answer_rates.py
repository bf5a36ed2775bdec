"""How an institution answers proposals, as a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twinning.queries.proposals import ReplyRate


def reply_text(rate: ReplyRate | None) -> str:
    """Half a sentence: "answered one of 2 proposals, usually within 3 days"."""
    if rate is None:
        return _("nobody has waited for their answer yet")
    if rate.days is None:
        return _answered(rate)
    days = max(1, round(rate.days))
    return (
        _answered(rate) + ", " + ngettext("usually within %(n)s day", "usually within %(n)s days", days) % {"n": days}
    )


def short_reply(rate: ReplyRate | None) -> str:
    """For a row: "answered one of 2 proposals"."""
    return _("not written to yet") if rate is None else _answered(rate)


def _answered(rate: ReplyRate) -> str:
    """None, one and all have sentences of their own: "2 of 1" has no word order that is right in Kyrgyz."""
    if not rate.answered:
        text = ngettext("one proposal not answered yet", "none of %(received)s proposals answered yet", rate.received)
    elif rate.answered == rate.received:
        text = ngettext("answered the one proposal", "answered all %(received)s proposals", rate.received)
    elif rate.answered == 1:
        text = _("answered one of %(received)s proposals")
    else:
        text = _("answered: %(answered)s of %(received)s")
    return text % {"answered": rate.answered, "received": rate.received}
