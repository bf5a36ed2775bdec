"""The page to which a form belongs: as the form says, or as the browser says where it was sent from."""

from urllib.parse import urlsplit, urlunsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def page_of(request: HttpRequest) -> str:
    """The page that shows the form: as the form says, else where it was sent from, else where it was sent to."""
    return urlsplit(back_to(request)).path if request.method == "POST" else request.path


def back_to(request: HttpRequest) -> str:
    """The same of a form that was sent, with the question its address asks: whom it is for, what it quotes."""
    parts = urlsplit(request.META.get("HTTP_REFERER", ""))
    same = parts.netloc == request.get_host() and not _is_log_in(parts.path)
    sent_from = urlunsplit(("", "", parts.path, parts.query, "")) if same else ""
    said = request.POST.get("kept-page", "").replace("\0", "")
    if _is_of_this_site(said) and urlsplit(said).path != parts.path:
        return urlsplit(said).path
    return sent_from if _is_of_this_site(sent_from) else request.get_full_path()


def from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent this; one that says nothing is not believed.

    Asked where no token vouches for the sender: a foreign site must not put words into somebody's form.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    said = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(said).netloc == request.get_host()


def _is_of_this_site(address: str) -> bool:
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)


def _is_log_in(path: str) -> bool:
    return path == reverse("account_login")
