"""The rows of the library's landing page, as StreamField blocks: collections, newest pages, a call to do something."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, ListBlock, PageChooserBlock, StructBlock, TextBlock
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.widgets import AdminSnippetChooser

from library.models.blocks import CardBlock


class ListedBlock(StructBlock):
    """The newest of a kind, as many as the curator wants."""

    title = CharBlock(max_length=120, label=_("Title"))
    count = IntegerBlock(min_value=1, max_value=12, default=3, label=_("How many"))


class LinksBlock(StructBlock):
    title = CharBlock(max_length=120, label=_("Title"))
    lead = TextBlock(max_length=300, required=False, label=_("Lead"))
    cards = ListBlock(CardBlock(), max_num=12, label=_("Links"))

    class Meta:
        icon = "list-ul"
        label = _("Collection of links")
        template = "library/blocks/links.html"


class PracticeWidget(AdminSnippetChooser):
    """In the form of a page, which does not know who reads it: no title of what is not public."""

    def get_display_title(self, instance: Any) -> str:
        return str(instance) if instance.live else str(_("A practice that is not public now"))


class PracticeBlock(SnippetChooserBlock):
    @cached_property
    def widget(self) -> PracticeWidget:
        return PracticeWidget(self.target_model, icon=self.meta.icon)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """Migrations see Wagtail's own block."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.snippets.blocks.SnippetChooserBlock", args, kwargs


class PracticesBlock(StructBlock):
    """Practices that a curator chose, in this order; each is shown in the reader's language where it has one."""

    title = CharBlock(max_length=120, label=_("Title"))
    lead = TextBlock(max_length=300, required=False, label=_("Lead"))
    practices = ListBlock(PracticeBlock("library.Practice"), max_num=12, label=_("Practices"))

    class Meta:
        icon = "doc-full-inverse"
        label = _("Collection of practices")
        template = "library/blocks/practices.html"


class CallBlock(StructBlock):
    """An invitation to do something, with one button."""

    title = CharBlock(max_length=120, label=_("Title"))
    text = TextBlock(max_length=400, label=_("Text"))
    button = CharBlock(max_length=60, label=_("Words on the button"))
    page = PageChooserBlock(required=False, label=_("Page of this site"))
    path = CharBlock(
        max_length=200,
        required=False,
        label=_("Or a place of this site"),
        help_text=_("Without the language, for instance: accounts/signup/"),
    )

    class Meta:
        icon = "pick"
        label = _("Call")
        template = "library/blocks/call.html"


# Rows of the library's landing page, (name, block). Other modules of this room append theirs here.
ROWS: list[tuple[str, Any]] = [
    ("practices", PracticesBlock()),
    ("links", LinksBlock()),
    (
        "guidelines",
        ListedBlock(icon="clipboard-list", label=_("Newest guidelines"), template="library/blocks/guidelines.html"),
    ),
    ("articles", ListedBlock(icon="doc-full", label=_("Newest articles"), template="library/blocks/articles.html")),
    ("call", CallBlock()),
]
