"""StreamField blocks of editorial pages. No raw HTML, no embeds; rich text is sanitised wherever it comes in."""

from collections.abc import Mapping
from typing import Any, Final

import nh3
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText

FEATURES: Final = ["bold", "italic", "ol", "ul", "link"]
TAGS: Final = {"p", "br", "b", "strong", "i", "em", "ul", "ol", "li", "a"}
# How Wagtail keeps a link in the database: to a page by its number, else by its address.
ATTRIBUTES: Final = {"a": {"href", "linktype", "id"}}
SCHEMES: Final = {"http", "https", "mailto", "tel"}


def clean_rich_text(source: str) -> str:
    return nh3.clean(source, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


class SafeTextBlock(RichTextBlock):
    """Cleaned at each door: the editor's form, the database, a file of translations."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("features", FEATURES)
        super().__init__(**more)

    def to_python(self, value: str) -> RichText:
        return RichText(clean_rich_text(value or ""))

    def normalize(self, value: Any) -> RichText:
        return RichText(clean_rich_text(super().normalize(value).source))

    def value_from_form(self, value: str) -> RichText:
        return RichText(clean_rich_text(value or ""))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "library/blocks/text.html"


class StepBlock(StructBlock):
    """One of the arches of the way on the home page."""

    title = CharBlock(max_length=80)
    text = TextBlock(max_length=300)


class ActBlock(StructBlock):
    title = CharBlock(max_length=120, label=_("What to do"))
    text = SafeTextBlock(required=False, label=_("How"))


class QuoteBlock(StructBlock):
    text = TextBlock(max_length=600, label=_("Words"))
    source = CharBlock(max_length=200, label=_("Who said it, and where"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "library/blocks/quote.html"


class NoteBlock(StructBlock):
    tone = ChoiceBlock(
        choices=[("", _("remark")), ("green", _("advice")), ("gold", _("warning"))], required=False, label=_("Tone")
    )
    title = CharBlock(max_length=120, required=False, label=_("Title"))
    text = SafeTextBlock(label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Note")
        template = "library/blocks/note.html"


class PictureBlock(StructBlock):
    """Holder and licence belong to the picture itself; what it shows depends on the page."""

    picture = ImageChooserBlock(label=_("Picture"))
    alt = CharBlock(
        max_length=250,
        label=_("What it shows"),
        help_text=_("For those who do not see it: a sentence that says what matters here."),
    )
    caption = CharBlock(max_length=250, required=False, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "library/blocks/picture.html"


class CardBlock(StructBlock):
    """A link with a sentence. To a page of this site (it follows the reader's language) or to an address."""

    page = PageChooserBlock(required=False, label=_("Page of this site"))
    address = URLBlock(required=False, label=_("Or an address"), max_length=300)
    title = CharBlock(max_length=120, label=_("Title"))
    text = TextBlock(max_length=300, required=False, label=_("Text"))

    def clean(self, value: Mapping[str, Any]) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["address"]):
            raise ValidationError(_("Choose either a page of this site or an address."))
        return cleaned

    class Meta:
        icon = "link"
        label = _("Link")
        template = "library/blocks/card.html"


class BodyBlock(StreamBlock):
    """The body of an article, a guideline or a plain page."""

    heading = CharBlock(max_length=120, icon="title", label=_("Heading"), template="library/blocks/heading.html")
    text = SafeTextBlock()
    steps = ListBlock(ActBlock(), icon="list-ol", label=_("Steps"), template="library/blocks/steps.html")
    quote = QuoteBlock()
    note = NoteBlock()
    picture = PictureBlock()
    document = DocumentChooserBlock(icon="doc-full", label=_("Document"), template="library/blocks/document.html")
    card = CardBlock()
