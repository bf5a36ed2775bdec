"""About, help, privacy, rules, accessibility, and the lists of the library: real words in three languages, each a
translation of the others. Planted once; from then on they belong to their editors."""

import json
import re
import uuid
from pathlib import Path

from django.db import migrations
from django.utils import timezone

TEXTS = Path(__file__).with_name("pages_2026.json")
REFERENCE = re.compile(r'href="@([a-z-]+)"')


def plant(apps, schema_editor):
    families = json.loads(TEXTS.read_text(encoding="utf-8"))
    keys = {family["slug"]: uuid.uuid4() for family in families}
    for home in apps.get_model("library", "HomePage").objects.select_related("locale").order_by("path"):
        pages = {}
        for family in families:
            words = family["words"].get(home.locale.language_code)
            if words:
                pages[family["slug"]] = _add(apps, home, family, words, keys[family["slug"]])
        _link(pages, families, home.locale.language_code)


def _add(apps, home, family, words, key):
    """As treebeard would: historical models have none of its methods."""
    Page, Base = apps.get_model("library", family["kind"]), apps.get_model("wagtailcore", "Page")
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="library", model=family["kind"]
    )
    children = Base.objects.filter(path__startswith=home.path, depth=home.depth + 1)
    if children.filter(slug=family["slug"]).exists():
        return None
    last = children.order_by("-path").values_list("path", flat=True).first()
    number = int(last[-4:], 36) + 1 if last else 1
    now = timezone.now()
    more = {"purpose": family["purpose"]} if family["purpose"] else {}
    page = Page.objects.create(
        title=words["title"], draft_title=words["title"], slug=family["slug"], content_type=kind, locale=home.locale,
        translation_key=key, path=home.path + _step(number), depth=home.depth + 1, numchild=0,
        url_path=f"{home.url_path}{family['slug']}/", live=True, first_published_at=now, last_published_at=now,
        search_description=words["description"], lead=words["lead"], **more,
    )
    Base.objects.filter(pk=home.pk).update(numchild=children.count())
    return page


def _step(number):
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    text = ""
    for _ in range(4):
        number, rest = divmod(number, 36)
        text = digits[rest] + text
    return text


def _link(pages, families, code):
    """The bodies, when all pages have their numbers."""
    for family in families:
        page, words = pages.get(family["slug"]), family["words"].get(code, {})
        for field in ("body", "rows"):
            if page is not None and field in words:
                blocks = [{"type": kind, "value": _with_links(value, pages), "id": str(uuid.uuid4())} for kind, value in words[field]]
                setattr(page, field, json.dumps(blocks))
                page.save()


def _with_links(value, pages):
    if isinstance(value, dict):
        more = {"id": str(uuid.uuid4())} if value.get("type") == "item" else {}
        return {name: _with_links(inner, pages) for name, inner in value.items()} | more
    if isinstance(value, list):
        return [_with_links(inner, pages) for inner in value]
    if not isinstance(value, str):
        return value
    if value.startswith("@"):
        return pages[value[1:]].pk if pages.get(value[1:]) else None
    return REFERENCE.sub(lambda found: _href(pages.get(found[1])), value)


def _href(page):
    return f'linktype="page" id="{page.pk}"' if page else 'href="/"'


class Migration(migrations.Migration):
    dependencies = [("library", "0010_editorial")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
