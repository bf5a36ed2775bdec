"""The sentence of each finding of the pre-flight check, in the reader's language. Stored are code and params alone."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from library.judging.preflight_findings import Finding
from library.models import PARTS

PART_NAMES: Final[dict[str, Promise]] = {
    "context": _("Context"),
    "steps": _("Steps"),
    "result": _("Result"),
    "reflection": _("Reflection"),
    "adapt": _("How to adapt it"),
}
SAYINGS: Final[dict[str, Promise]] = {
    "title": _("Give it a title of at least a few words."),
    "summary": _("Say in two or three sentences what it is about."),
    "kind": _("Choose what kind of practice it is."),
    "subjects": _("Choose at least one subject."),
    "grades": _("Choose at least one grade."),
    "audience": _("Choose for whom it is."),
    "part": _("This part of the story is still empty."),
    "short": _("This part is very short. Two or three sentences more would help another teacher."),
    "evidence": _("Say how far it has been tried."),
    "file_alt": _("Say what the picture “%(name)s” shows, for those who cannot see it."),
    "file_holder": _("Say who made “%(name)s”."),
    "file_licence": _("Choose the licence of “%(name)s”."),
    "file_consent": _("People can be recognised in “%(name)s”: confirm that they agreed, or take it away."),
    "authors": _("Name at least one author."),
    "institution": _("Choose the institution for which you write."),
    "licence": _("Choose a licence."),
    "licence_clash": _("What it is based on stands under %(source)s, which does not allow this licence."),
    "changes": _("Say what you changed compared with the practice it is based on."),
    "consent": _("Confirm that everybody who can be recognised has agreed."),
    "safety": _("Confirm that nothing in it endangers a child."),
    "personal_number": _("A personal number (%(found)s) stands here. Take it out."),
    "personal_phone": _("A telephone number stands here: %(found)s. Leave it only if it is meant for everybody."),
    "personal_email": _("An e-mail address stands here: %(found)s. Leave it only if it is meant for everybody."),
    "link": _("This address leads nowhere: %(found)s"),
    "same_file": _("The file “%(name)s” also stands in another practice: %(title)s"),
    "same_picture": _("The picture “%(name)s” looks like one in another practice: %(title)s"),
    "same_text": _("Much of the text also stands in another practice: %(title)s"),
}


def saying(finding: Finding | Mapping[str, Any]) -> str:
    """The sentence of a finding, stored or fresh; the bare code where this release does not know it."""
    stored = finding.stored() if isinstance(finding, Finding) else finding
    said = str(SAYINGS.get(str(stored.get("code")), stored.get("code", "")))
    params = stored.get("params") or {}
    try:
        return said % params if params else said
    except (KeyError, ValueError, TypeError):
        return said


def part_names() -> list[tuple[str, Promise]]:
    return [(part, PART_NAMES[part]) for part in PARTS]
