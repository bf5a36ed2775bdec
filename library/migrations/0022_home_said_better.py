"""The home page says its three steps as a person would. What an editor wrote in the place of the planted words stays."""

import json

from django.db import migrations

# language: (as it was planted, as it is said)
BETTER = {
    "ky": [("Үч аркадан турган жол", "Өнөктөшкө үч кадам")],
    "ru": [
        ("Путь из трёх арок", "Три шага к партнёру"),
        ("Выбирайте, видя причины", "Выбирайте, зная причины"),
        ("У учеников нет аккаунтов.", "У учеников нет учётных записей."),
    ],
}
STREAMS = ("steps", "promises")


def said_better(text, pairs):
    """Streams and revisions keep letters beyond ASCII escaped, fields as they are."""
    for planted, said in pairs:
        text = text.replace(planted, said).replace(json.dumps(planted)[1:-1], json.dumps(said)[1:-1])
    return text


def say_better(apps, schema_editor):
    HomePage, Revision = apps.get_model("library", "HomePage"), apps.get_model("wagtailcore", "Revision")
    for page in HomePage.objects.filter(locale__language_code__in=BETTER):
        pairs = BETTER[page.locale.language_code]
        page.steps_title = said_better(page.steps_title, pairs)
        for name in STREAMS:
            setattr(page, name, said_better(json.dumps(list(getattr(page, name).raw_data)), pairs))
        page.save(update_fields=["steps_title", *STREAMS])
        kept = Revision.objects.filter(
            object_id=str(page.pk), content_type__app_label="library", content_type__model="homepage"
        )
        for revision in kept:
            revision.content = {
                name: said_better(value, pairs) if isinstance(value, str) else value
                for name, value in revision.content.items()
            }
            revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [("library", "0021_shelf_rows")]
    operations = [migrations.RunPython(say_better, migrations.RunPython.noop)]
