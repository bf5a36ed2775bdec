"""Registers the links at the foot of every page, and clears their cache when a page is published, moved or deleted."""

from django.db.models.signals import post_delete, post_save
from wagtail import signals
from wagtail.models import PageViewRestriction

from core.registry import add_links
from library.models import PlainPage
from library.queries.footer import forget_footer
from library.showing.pages import footer_links


def offer() -> None:
    add_links(lambda _user: footer_links(), area="footer")
    for signal in (signals.page_published, signals.page_unpublished, signals.post_page_move, signals.page_slug_changed):
        signal.connect(forget_footer, dispatch_uid="library.footer")
    for signal in (post_save, post_delete):
        signal.connect(forget_footer, sender=PageViewRestriction, dispatch_uid="library.footer.restriction")
    post_delete.connect(forget_footer, sender=PlainPage, dispatch_uid="library.footer.page")
