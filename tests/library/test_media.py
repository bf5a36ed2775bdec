"""Pictures and documents of the editors: what comes in, where it lies, who gets it."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import AsyncRequestFactory, Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction

from accounts.models import User
from core.permissions import allowed
from library.models import EditorialDocument, EditorialImage
from library.queries.pages import documents_visible_to
from library.views.media import document as give_document
from tests import practices
from tests.core.files.test_pictures import NO_PICTURES, SECRET, bomb, located, picture
from tests.library.conftest import planted
from tests.walking import joined

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
PDF = practices.pdf()
LOCKED = "default-src 'none'; sandbox"


@pytest.fixture
def editor(admin: User, signed_in: Make) -> Client:
    found: Client = signed_in(admin)
    return found


def words(**more: Any) -> dict[str, Any]:
    root = Collection.get_first_root_node().pk
    return {"title": "A lake", "collection": root, "holder": "Aida", "licence": "cc-by", "description": "", **more}


def send(editor: Client, content: bytes, name: str = "lake.jpg", **more: Any) -> Any:
    return editor.post(reverse("wagtailimages:add"), words(file=SimpleUploadedFile(name, content), **more))


def errors(answer: Any) -> str:
    text = " ".join(re.findall(r'class="error-message">(.*?)</p>', answer.content.decode(), flags=re.DOTALL))
    return re.sub(r"<[^>]*>|\s+", " ", text)


def test_a_picture_loses_its_place_and_lies_under_a_random_name(editor: Client) -> None:
    answer = send(editor, picture(exif=located(), size=(400, 200)))
    assert answer.status_code == 302, errors(answer)
    found = EditorialImage.objects.get()
    assert re.fullmatch(r"original_images/[a-z]{10}\.jpg", found.file.name)
    assert (found.width, found.height) == (200, 400)
    assert (found.holder, found.get_licence_display()) == ("Aida", "CC BY 4.0")
    stored = default_storage.open(found.file.name).read()
    assert SECRET not in stored
    assert (found.file_size, not Image.open(io.BytesIO(stored)).getexif()) == (len(stored), True)


def test_the_way_of_many_at_once_cleans_too(editor: Client) -> None:
    """Wagtail keeps such a picture aside until its holder is named, and then saves it without a form."""
    dirty = SimpleUploadedFile("lake.jpg", picture(exif=located(), size=(400, 200)))
    told = editor.post(
        reverse("wagtailimages:add_multiple"),
        {"files[]": dirty, "title": "A lake", "collection": Collection.get_first_root_node().pk},
        headers={"X-Requested-With": "XMLHttpRequest"},
    ).json()
    assert told["success"] is True, told
    number = told["uploaded_file_id"]
    finished = editor.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[number]),
        {f"uploaded-image-{number}-{name}": value for name, value in words().items()},
        headers={"X-Requested-With": "XMLHttpRequest"},
    ).json()
    assert finished["success"] is True, finished
    found = EditorialImage.objects.get()
    assert SECRET not in default_storage.open(found.file.name).read()
    assert (found.width, found.height) == (200, 400)
    assert re.fullmatch(r"original_images/[a-z]{10}\.jpg", found.file.name)


@pytest.mark.parametrize("what", NO_PICTURES)
@pytest.mark.parametrize("suffix", ["jpg", "svg", "gif", "png"])
def test_what_is_no_picture_is_refused_beside_its_field(editor: Client, what: str, suffix: str) -> None:
    answer = send(editor, NO_PICTURES[what], f"a.{suffix}")
    assert (answer.status_code, EditorialImage.objects.count()) == (200, 0)
    assert re.search("[a-z]", errors(answer))


@pytest.mark.parametrize("size", [(6400, 6400), (60000, 60000)])
def test_a_bomb_is_refused_in_the_language_of_the_editor(admin: User, editor: Client, size: tuple[int, int]) -> None:
    admin.language = "ru"
    admin.save()
    answer = send(editor, bomb(*size), "a.png")
    assert (answer.status_code, EditorialImage.objects.count()) == (200, 0)
    assert re.search("[а-я]{5}", errors(answer))


def test_a_polyglot_is_taken_apart(editor: Client) -> None:
    assert send(editor, picture() + practices.archive({"evil.html": b"<script>"})).status_code == 302
    assert b"evil.html" not in default_storage.open(EditorialImage.objects.get().file.name).read()


def test_a_picture_needs_a_holder_and_a_licence(editor: Client) -> None:
    answer = send(editor, picture(), holder="", licence="")
    assert (answer.status_code, EditorialImage.objects.count()) == (200, 0)
    answer = send(editor, picture(), licence="nonsense")
    assert (answer.status_code, EditorialImage.objects.count()) == (200, 0)


def shown(client: Client, editor: Client) -> str:
    """A page with a picture; what stands in it."""
    send(editor, picture(size=(1600, 800)))
    page = planted("about", "en")
    page.body = [
        ("picture", {"picture": EditorialImage.objects.get(), "alt": "A lake in autumn", "caption": "Issyk-Kul"})
    ]
    page.save_revision().publish()
    return client.get("/en/about/").content.decode()


def test_a_page_shows_it_in_sizes_with_its_holder(client: Client, editor: Client) -> None:
    text = shown(client, editor)
    (img,) = re.findall(r"<img [^>]*>", text)
    assert 'alt="A lake in autumn"' in img
    assert 'loading="lazy"' in img
    assert re.search(r'width="\d+"', img)
    assert re.search(r'height="\d+"', img)
    assert len(re.findall(r"/media/images/[a-z]{10}\.width-\d+\.format-webp\.webp \d+w", img)) == 3
    assert "Picture: Aida, CC BY 4.0" in text
    assert "Issyk-Kul" in text


def test_its_sizes_are_given_to_everybody_the_original_to_nobody(client: Client, editor: Client) -> None:
    address = re.findall(r'src="(/media/images/[^"]+)"', shown(client, editor))[0]
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")
    assert answer.headers["Content-Security-Policy"] == LOCKED
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert Image.open(io.BytesIO(answer.content)).format == "WEBP"
    original = EditorialImage.objects.get().file.name
    for path in (f"/media/{original}", f"/media/images/../{original}", f"/media/images/{original.split('/')[1]}"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "name",
    ["..", "../db.sqlite3", "..%2fdb.sqlite3", "%2e%2e%2fdb.sqlite3", "..\\db.sqlite3", ".hidden.webp", "a%00.webp",
     "a/b.webp", "~.webp", "nothing.webp", "secret.txt", "x.svg", "a" * 300 + ".webp", "%E2%80%AE.webp"],
)  # fmt: skip
def test_nothing_else_is_given_by_a_guessed_name(client: Client, name: str) -> None:
    default_storage.save("db.sqlite3", SimpleUploadedFile("db.sqlite3", b"secret"))
    default_storage.save("images/secret.txt", SimpleUploadedFile("secret.txt", b"secret"))
    answer = client.get(f"/media/images/{name}")
    assert answer.status_code in {400, 404}
    assert b"secret" not in answer.content.replace(name.encode(), b"")
    assert client.post("/media/images/nothing.webp").status_code == 405


@pytest.fixture
def document(db: None) -> EditorialDocument:
    root = Collection.get_first_root_node()
    found: EditorialDocument = EditorialDocument.objects.create(
        title="Plan", file=SimpleUploadedFile("plan.pdf", PDF), collection=root.add_child(name="Papers")
    )
    return found


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_document_is_handed_out_as_an_attachment(client: Client, document: EditorialDocument) -> None:
    assert re.fullmatch(r"/media/documents/[a-z]{10}/plan\w*\.pdf", document.url)
    answer = client.get(document.url)
    assert (answer.status_code, body(answer)) == (200, PDF)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["Content-Security-Policy"] == LOCKED
    assert answer.headers["Content-Length"] == str(len(PDF))


def test_a_document_is_streamed_by_the_one_process_of_a_small_site(document: EditorialDocument) -> None:
    request = AsyncRequestFactory().get(document.url)
    request.user = AnonymousUser()
    answer: Any = give_document(request, document.code, document.filename)

    async def read() -> bytes:
        return b"".join([part async for part in answer.streaming_content])

    assert (answer.is_async, async_to_sync(read)()) == (True, PDF)


@pytest.mark.parametrize(
    "change", [lambda url: url + "x", lambda url: url.replace("/media/documents/", "/media/documents/a")]
)
def test_a_guessed_address_finds_no_document(
    client: Client, document: EditorialDocument, change: Callable[[str], str]
) -> None:
    assert client.get(change(document.url)).status_code == 404
    assert client.get(f"/media/{document.file.name}").status_code == 404
    assert client.get(f"/documents/{document.pk}/{document.filename}").status_code in {302, 404}


def test_a_document_for_members_leads_a_visitor_to_the_log_in(
    client: Client, document: EditorialDocument, signed_in: Make, make_user: Make
) -> None:
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    answer = client.get(document.url)
    assert (answer.status_code, "login" in answer.headers["Location"]) == (302, True)
    assert body(signed_in(make_user()).get(document.url)) == PDF


def test_a_document_of_a_group_is_given_to_the_group_alone(
    client: Client, document: EditorialDocument, signed_in: Make, make_user: Make, admin: User
) -> None:
    inside, outside = make_user(), make_user()
    rule = CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="groups")
    rule.groups.add(inside.groups.create(name="Authors"))
    assert client.get(document.url).status_code == 302
    assert signed_in(outside).get(document.url).status_code == 404
    assert body(signed_in(inside).get(document.url)) == PDF
    assert body(signed_in(admin).get(document.url)) == PDF
    assert document not in documents_visible_to(outside)
    assert [allowed(person, "library.see_document", document) for person in (outside, inside)] == [False, True]


def test_a_page_links_to_a_document_with_its_kind_and_size(client: Client, document: EditorialDocument) -> None:
    page = planted("about", "en")
    page.body = [("document", document)]
    page.save_revision().publish()
    text = client.get("/en/about/").content.decode()
    link = f'<a href="{document.url}" download>Plan</a> <span class="small muted">PDF, 1 kB</span>'
    assert link in joined(text)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"<html>"), ("a.docx", PDF), ("a.html", b"<html>"), ("a.svg", b"<svg/>"),
     ("m.docx", practices.docx(**{"word/vbaProject.bin": "x"})), ("z.docx", practices.docx(b=b"\x00" * 20_000_000)),
     ("a.txt", b"  <html><script>"), ("b.txt", b"a\x00b"), ("noname", PDF)],
)  # fmt: skip
def test_a_document_is_judged_by_content_in_the_admin(editor: Client, name: str, content: bytes) -> None:
    sent = words(file=SimpleUploadedFile(name, content))
    answer = editor.post(reverse("wagtaildocs:add"), sent)
    assert (answer.status_code, EditorialDocument.objects.count()) == (200, 0)
    assert re.search("[a-z]{4}", errors(answer))


def test_a_good_document_is_taken(editor: Client) -> None:
    answer = editor.post(reverse("wagtaildocs:add"), words(file=SimpleUploadedFile("a.docx", practices.docx())))
    assert (answer.status_code, EditorialDocument.objects.count()) == (302, 1)


def test_where_an_editors_film_was_taken_is_blotted_out(editor: Client) -> None:
    editor.post(reverse("wagtaildocs:add"), words(file=SimpleUploadedFile("way.mp4", practices.film())))
    with EditorialDocument.objects.get().file.open("rb") as kept:
        assert kept.read() == practices.film().replace(b"+42.8746+074.5698", b"+00.0000+000.0000")


def test_many_documents_at_once_are_judged_too(editor: Client) -> None:
    told = editor.post(
        reverse("wagtaildocs:add_multiple"),
        {
            "files[]": SimpleUploadedFile("a.pdf", b"<html>"),
            "title": "x",
            "collection": Collection.get_first_root_node().pk,
        },
        headers={"X-Requested-With": "XMLHttpRequest"},
    ).json()
    assert (told["success"], EditorialDocument.objects.count()) == (False, 0)
