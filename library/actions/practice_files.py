"""Files of a practice: added after validation (pictures are re-encoded), described, removed."""

from contextlib import nullcontext
from pathlib import PurePosixPath
from typing import IO, Any, Final

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from core.audit import record
from core.codes import new_code
from core.errors import Invalid
from core.files.heavy_work import heavy
from core.language.text_lengths import check_length
from core.limits import spend
from core.permissions import require
from core.text import clean
from library.actions.steps.practice_files import forget_file, unlink
from library.actions.steps.practice_texts import locked, newest_of, put_back
from library.judging.files import isolated_judging
from library.judging.files.pictures import Picture
from library.models import FileKind, Licence, Practice, PracticeFile, StoredFile
from library.models.files import place_of_width, shelf
from library.policy import MOST_FILES, MOST_PERSON_BYTES
from library.rules.limits import UPLOAD

FILES_STEP: Final = 3
SAID: Final = {"alt": 300, "caption": 200, "holder": 150}


def add_file(*, practice: Practice, by: Any, file: IO[bytes], name: str) -> PracticeFile:
    """Put one file into the newest text. Raise Invalid (field `file`) with what is wrong with it, TooMany where many
    files are looked through at this moment."""
    require(by, "library.edit", practice)
    spend(UPLOAD, by.pk)
    try:
        with heavy(by):
            stored, content = _judged(file, name)
    except Invalid as fault:
        raise Invalid(fault.text, field="file") from fault
    stored.practice, stored.by = practice, by
    with nullcontext() if isinstance(content, Picture) else content:
        _check_room(by, stored)
        try:
            return _stored_in(practice, by, stored, content)
        except BaseException:
            unlink(stored)  # the transaction forgot the row: nothing else knows of the bytes
            raise


def describe_files(
    *, practice: Practice, by: Any, version: int, said: dict[str, dict[str, Any]], step: int = FILES_STEP
) -> Practice:
    """Set the description of each file, by its code: alt, caption, holder, licence, people, consent."""
    require(by, "library.edit", practice)
    with transaction.atomic():
        newest = newest_of(locked(practice), version=version)
        files = list(newest.files.all())
        for file in files:
            _describe(file, said.get(file.code, {}))
        newest.files = files
        newest.step = max(newest.step, step)
        put_back(newest, by=by)
    return newest


def remove_file(*, practice: Practice, by: Any, code: str) -> None:
    """Remove it from the newest text. Its bytes go too, unless a review or the public text shows them. Idempotent."""
    require(by, "library.edit", practice)
    with transaction.atomic():
        newest = newest_of(locked(practice))
        files = list(newest.files.all())
        kept = [file for file in files if file.code != code]
        if len(kept) == len(files):
            return
        newest.files = kept
        put_back(newest, by=by)
        record("library.remove_file", newest, by=by, data={"file": code})
        if not newest.edition and newest.submitted_at is None:
            for stored in StoredFile.objects.filter(practice=newest.pk, code=code):
                forget_file(stored)


def _judged(file: IO[bytes], given: str) -> tuple[StoredFile, IO[bytes] | Picture]:
    if not isolated_judging.size_of(file):
        raise Invalid(_("This file is empty. Choose another one."))
    name = _shown_name_of(given)
    return _picture(file, given, name) if isolated_judging.is_picture(file) else _document(file, given, name)


def _picture(file: IO[bytes], given: str, name: str) -> tuple[StoredFile, Picture]:
    picture = isolated_judging.judged_picture(file, given)
    stored = StoredFile(
        code=new_code(),
        kind=FileKind.PICTURE,
        name=f"{name}.webp",
        suffix=".webp",
        mime="image/webp",
        bytes=len(picture.content),
        sha256=isolated_judging.sha256_of(ContentFile(picture.content)),
        looks=picture.looks,
        width=picture.width,
        height=picture.height,
        widths=sorted(picture.sizes),
    )
    return stored, picture


def _document(file: IO[bytes], given: str, name: str) -> tuple[StoredFile, IO[bytes]]:
    found, own = isolated_judging.judged_document(file, given)
    stored = StoredFile(
        code=new_code(),
        kind=FileKind.DOCUMENT,
        name=f"{name}{found.suffix}",
        suffix=found.suffix,
        mime=found.mime,
        bytes=isolated_judging.size_of(own),
        sha256=isolated_judging.sha256_of(own),
        pages=found.pages,
    )
    return stored, own


def _shown_name_of(name: str) -> str:
    """The name a person gave, without its suffix and without what could be a path or a command."""
    words = clean(name).replace("\\", "/").rpartition("/")[2]
    stem = PurePosixPath(words).stem if "." in words.strip(".") else words
    kept = "".join(sign for sign in stem if sign.isalnum() or sign in " -_().,").strip(" .")
    return kept[:80] or "file"


def _check_room(by: Any, stored: StoredFile) -> None:
    used = StoredFile.objects.filter(by=by).aggregate(n=Sum("bytes"))["n"] or 0
    if used + stored.bytes > MOST_PERSON_BYTES:
        raise Invalid(_("Your files take 500 MB already. Take some away first."), field="file")


def _stored_in(practice: Practice, by: Any, stored: StoredFile, content: IO[bytes] | Picture) -> PracticeFile:
    with transaction.atomic():
        newest = newest_of(locked(practice))
        files = list(newest.files.all())
        if any(file.stored.sha256 == stored.sha256 for file in files):
            raise Invalid(_("This file is in the practice already."), field="file")
        if len(files) >= MOST_FILES:
            raise Invalid(_("A practice may hold at most twenty files. Take one away first."), field="file")
        # Taken away earlier, but kept for a review: the same bytes are not stored twice.
        known = StoredFile.objects.filter(practice=newest.pk, sha256=stored.sha256).first()
        if known is None:
            _write(stored, content)
            stored.save()
        child = PracticeFile(
            stored=known or stored, sort_order=len(files), holder=by.name[:150], licence=newest.licence or Licence.BY
        )
        newest.files = [*files, child]
        put_back(newest, by=by)
        record("library.add_file", newest, by=by, data={"file": (known or stored).code})
    return child


def _write(stored: StoredFile, content: IO[bytes] | Picture) -> None:
    if isinstance(content, Picture):
        stored.file.save("", ContentFile(content.content), save=False)
        for width, less in content.sizes.items():
            shelf().save(place_of_width(stored, width), ContentFile(less))
        return
    content.seek(0)
    stored.file.save("", File(content), save=False)


def _describe(file: PracticeFile, said: dict[str, Any]) -> None:
    for name, most in SAID.items():
        if name in said:
            words = clean(str(said[name]))
            check_length(words, most=most, field=f"{name}_{file.code}")
            setattr(file, name, words)
    if "licence" in said:
        if said["licence"] not in {"", *Licence.values}:
            raise Invalid(_("Choose one of these licences."), field=f"licence_{file.code}")
        file.licence = said["licence"]
    for name in ("people", "consent"):
        if name in said:
            setattr(file, name, bool(said[name]))
