"""Pictures of editorial pages, and documents with the privacy of their collection."""

import re
from hashlib import sha256
from typing import Final

from django.contrib.auth.views import redirect_to_login
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from core.files.downloads import LOCKED_IN, given_out
from library.judging.files.file_kinds import mime_of, suffix_of
from library.models import EditorialDocument
from library.queries.pages import documents_visible_to

# As the proxy of a full installation does: this folder alone, plain names alone, these kinds alone.
FOLDER: Final = "images"
NAME: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,199}")
PICTURES: Final = {f".{kind}": f"image/{kind}" for kind in ("jpeg", "png", "webp", "avif")} | {".jpg": "image/jpeg"}


@require_safe
def picture(_request: HttpRequest, name: str) -> HttpResponse:
    """A rendition. Its name is random, so that nobody finds the picture of a draft by guessing."""
    mime = PICTURES.get(suffix_of(name))
    if mime is None or not NAME.fullmatch(name) or not default_storage.exists(path := f"{FOLDER}/{name}"):
        raise Http404
    with default_storage.open(path) as file:
        answer = HttpResponse(file.read(), content_type=mime)
    answer.headers["Content-Security-Policy"] = LOCKED_IN
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer


@require_safe
def document(request: HttpRequest, code: str, name: str) -> HttpResponseBase:
    """Always as an attachment. One kept for members leads a visitor to the log-in; who may not have it reads 404."""
    found = EditorialDocument.objects.filter(code=code).first()
    if found is None or found.filename != name:
        raise Http404
    if not documents_visible_to(request.user).filter(pk=found.pk).exists():
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise Http404
    return _handed_out(request, found)


def _handed_out(request: HttpRequest, found: EditorialDocument) -> HttpResponseBase:
    changed = found.file.storage.get_modified_time(found.file.name)
    return given_out(
        request,
        found.file.open("rb"),
        name=found.filename,
        mime=mime_of(found.filename),
        # An editor may put another file in its place; its name on the disk is another then, or its time.
        tag=sha256(f"{found.file.name} {found.file.size} {changed.timestamp()}".encode()).hexdigest()[:32],
        changed=changed,
    )
