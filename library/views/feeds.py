"""What is new in the library and among the articles, as feeds in each language."""

from datetime import datetime, time
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.locales import language_of
from core.web.machines.feeds import ENTRIES, Entry, Feed, atom
from library.models import ArticlePage, Practice
from library.queries.listed import newest_articles, newest_practices
from library.showing.listed import page_path, practice_path
from library.showing.pages import articles_path


@atom
def library(_request: HttpRequest) -> Feed:
    """Practices that are written in this language."""
    language = language_of()
    entries = [_practice(one) for one in newest_practices(language, ENTRIES)]
    about = _("What teachers and schools have tried, written by themselves and read by a moderator.")
    return Feed(_("Köpürö: the library"), about, f"/{language}/library/", entries)


@atom
def articles(_request: HttpRequest) -> Feed:
    language = language_of()
    entries = [_article(one) for one in newest_articles(language, ENTRIES)]
    about = _("News, and stories worth telling.")
    return Feed(_("Köpürö: articles"), about, articles_path(language), entries)


def _practice(one: Practice) -> Entry:
    published: Any = one.first_published_at or one.created_at
    terms = [term.label for term in (*([one.kind] if one.kind else []), *one.subjects.all())]
    return Entry(
        path=practice_path(one),
        title=one.title,
        about=one.summary,
        language=one.language,
        published=published,
        changed=one.last_published_at or published,
        terms=terms,
    )


def _article(one: ArticlePage) -> Entry:
    day = timezone.make_aware(datetime.combine(one.day, time()))
    return Entry(
        path=page_path(one),
        title=one.title,
        about=one.lead,
        language=get_language() or "",
        published=day,
        changed=max(day, one.last_published_at or day),
    )
