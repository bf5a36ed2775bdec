"""Nothing typed is lost: a view of members wears `keeps_entry` and calls `refill(form, request)` when it shows a form.

What a page saves while somebody types, what a refusal or an ended session would have swallowed, what a preview is made
of: all of it is one draft, which the page shows again until the form is taken.

`decorator` wraps the views; `form_data` and `submitted` read what a form says, `addresses` tell its page; `drafts`
keeps it (with `rows` and `quotas`); `refilling` puts it back into the form; `views` serve the scripts of a page.
"""

from core.web.saved_forms.addresses import back_to, from_here
from core.web.saved_forms.decorator import is_theirs, keep_refused, keep_rest, keeps_entry, preview
from core.web.saved_forms.refilling import kept, refill

__all__ = [
    "back_to",
    "from_here",
    "is_theirs",
    "keep_refused",
    "keep_rest",
    "keeps_entry",
    "kept",
    "preview",
    "refill",
]
