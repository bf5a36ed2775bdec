"""Practices for tests: whole ones, in any state, with small files of every kind."""

import io
import zipfile
from typing import Any

from PIL import Image

from core.models import Term
from library.actions import practice_files, submitting, writing
from library.models import PARTS, Practice, PracticeFile
from twinning.queries.people import places_of

LONG = "We measured the river every Friday with a plate on a string, and two pupils wrote down what the others saw. "
FILES = {
    "[Content_Types].xml": "<Types><Override ContentType='application/vnd.x.wordprocessingml.document.main+xml'/></Types>",
    "word/document.xml": "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>",
}


def term(scheme: str, number: int = 0) -> Term:
    return list(Term.objects.filter(scheme=scheme).order_by("order"))[number]


def whole_facts(**more: Any) -> dict[int, dict[str, Any]]:
    """What the four steps would say of a practice that lacks nothing."""
    return {
        1: {
            "title": more.get("title", "A water diary in two languages"),
            "summary": "Two classes measure their rivers and ask each other why.",
            "kind": term("practice_kind", 1),
            "subjects": [term("subject", 9), term("subject", 8)],
            "grades": [5, 6, 7],
            "audience": [term("audience")],
        },
        2: {**{part: f"{more.get('words', LONG)}{part}" for part in PARTS}, "evidence": 2},
        4: {"licence": more.get("licence", "cc-by"), "consent": True, "safety": True},
    }


def draft(*, by: Any, institution: Any = None, language: str = "en", **more: Any) -> Practice:
    """A whole draft of the person's first school, read anew."""
    institution = institution or next((place.institution for place in places_of(by)), None)
    practice = writing.create_practice(by=by, institution=institution, language=language)
    for step, facts in whole_facts(**more).items():
        writing.save_step(practice=practice, by=by, version=again(practice).version, step=step, facts=facts)
    return again(practice)


def again(practice: Practice) -> Practice:
    return Practice.objects.select_related("locale", "institution", "kind").get(pk=practice.pk)


def submitted(*, by: Any, **more: Any) -> Practice:
    practice = draft(by=by, **more)
    submitting.submit_practice(practice=practice, by=by, version=practice.version)
    return again(practice)


def publish(practice: Practice, *, moderator: Any = None) -> Practice:
    """As the verb of the review does: the edition first, then Wagtail, then the state."""
    Practice.objects.filter(pk=practice.pk).update(edition=practice.edition + 1)
    row = again(practice)
    if row.latest_revision is None:
        row.save_revision(clean=False)
    state = row.current_workflow_task_state
    if state is not None:
        state.approve(user=moderator)
    else:
        row.latest_revision.publish(skip_permission_checks=True)
    row.reviews.filter(decided_at=None, recalled_at=None).update(recalled_at="2026-11-25T10:00:00Z")
    Practice.objects.filter(pk=practice.pk).update(state=Practice.State.PUBLISHED)
    return again(practice)


def add(practice: Practice, *, by: Any, content: bytes, name: str) -> PracticeFile:
    return practice_files.add_file(practice=practice, by=by, file=io.BytesIO(content), name=name)


def picture(kind: str = "JPEG", size: tuple[int, int] = (1200, 800), colour: Any = (90, 140, 90), **more: Any) -> bytes:
    kept = io.BytesIO()
    image = Image.new("RGB", size, colour)
    image.paste((200, 60, 30), (0, 0, size[0] // 3, size[1] // 2))
    image.save(kept, kind, **more)
    return kept.getvalue()


def pdf(inside: bytes = b"", *, catalog: bytes = b"", page: bytes = b"") -> bytes:
    """One empty page, and `inside`: a dictionary (object 4), or what a page would draw."""
    made = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<<>>" + page + b">>",
        inside if inside.startswith(b"<<") else b"<</Length %d>>stream\n%s\nendstream" % (len(inside), inside),
    ]
    content, table = b"%PDF-1.4\n", b"0000000000 65535 f \n"
    for number, each in enumerate(made, 1):
        table += b"%010d 00000 n \n" % len(content)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    size = len(made) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(content))
    return content + b"xref\n0 %d\n" % size + table + trailer


def archive(files: dict[str, Any] | None = None, *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", packing) as made:
        for name, content in (files or {"notes.txt": "one"}).items():
            made.writestr(name, content)
    return kept.getvalue()


def film() -> bytes:
    """Which says where it was taken."""
    return b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom\xa9xyz\x00\x12\x15\xc7+42.8746+074.5698/" + b"\0" * 99


def docx(**more: Any) -> bytes:
    return archive({**FILES, **more})
