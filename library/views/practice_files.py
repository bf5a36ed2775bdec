"""Files of a practice: upload, removal, and download with a check of permission."""

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.errors import Conflict, Invalid, TooMany
from core.files import heavy_work
from core.files.downloads import given_out
from core.permissions import require
from core.web.form_addresses import post_only
from library.actions import practice_files as verbs
from library.forms.practice_files import UploadForm
from library.models import Practice
from library.models.files import place_of_width, shelf
from library.policy import MOST_FILES_AT_ONCE
from library.queries.practices import stored_visible_to
from library.views.writing import show_step, visible_practice

WHOLE: Final = 1_000_000  # a picture; a film never lies in memory


@login_required
@post_only("library:write", "code", step=3)
def add(request: HttpRequest, code: str) -> HttpResponse:
    """One file or several. Each that cannot be taken says why; the others are taken all the same."""
    practice = visible_practice(request, code)
    require(request.user, "library.edit", practice)
    form = UploadForm(request.POST, request.FILES)
    wrong = [] if form.is_valid() else [_("Choose a file first.")]
    uploads = [] if wrong else form.cleaned_data["file"]
    if len(uploads) > MOST_FILES_AT_ONCE:
        wrong.append(_("Ten files at once are enough: the others were left out. Choose them again."))
    try:
        with heavy_work.heavy(request.user):
            wrong += [said for upload in uploads[:MOST_FILES_AT_ONCE] if (said := _added(request, practice, upload))]
    except TooMany as full:
        return _not_now(request, practice, full)
    url = reverse("library:write", args=[practice.code, verbs.FILES_STEP])
    if "X-Upload" in request.headers:
        return JsonResponse({"url": url, "wrong": wrong}, status=400 if wrong else 200)
    for text in wrong:
        messages.error(request, text)
    return redirect(f"{url}#files")


def _added(request: HttpRequest, practice: Practice, upload: UploadedFile[bytes]) -> str:
    """What is wrong with it; empty where it was taken."""
    name = upload.name or ""
    try:
        verbs.add_file(practice=practice, by=request.user, file=upload.file, name=name)  # type: ignore[arg-type]  # an open file
    except (Invalid, Conflict) as fault:
        return f"{name[:60]}: {fault.text}"
    return ""


def _not_now(request: HttpRequest, practice: Practice, full: TooMany) -> HttpResponse:
    """429 with the page of the files: too many uploads are being judged at this moment."""
    heavy_work.note_full(full)
    if "X-Upload" in request.headers:
        return JsonResponse({"wrong": [str(full.text)]}, status=full.status)
    messages.error(request, str(full.text))
    return show_step(request, practice, verbs.FILES_STEP)


@require_safe
def give(request: HttpRequest, code: str, file: str, width: int = 0) -> HttpResponseBase:
    """The bytes, or a smaller size of a picture. Hidden from whoever may not read the text it stands in: 404."""
    stored = get_object_or_404(
        stored_visible_to(request.user).select_related("practice"), practice__code=code, code=file
    )
    if width and width not in stored.widths:
        raise Http404
    name = place_of_width(stored, width) if width else str(stored.file.name)
    if not shelf().exists(name):
        raise Http404
    return given_out(
        request,
        shelf().open(name),
        name=stored.name,
        mime=stored.mime,
        tag=f"{stored.sha256[:32]}-{width}",
        changed=stored.at,
        # The bytes of an address never change; who may read them may, so nothing between us and the reader keeps them.
        cache="private, max-age=3600" if stored.practice.live else "private, no-store",
        at_once=WHOLE,
    )
