"""Three phrases read as a person would say them. A label that a ministry has changed meanwhile stays as it is."""

from django.db import migrations

# code: field: (as it was planted, as it is said)
BETTER = {
    "greeting-place": {
        "label_ky": ("Биз жашаган жерден салам! Бул жер: {town}, {country}.", "Биздин жактан салам! Биз жашаган жер: {town}, {country}."),
        "label_ru": ("Привет из нашего края! Он называется так: {town}, {country}.", "Привет из наших мест: {town}, {country}."),
    },
    "when-start": {"label_ru": ("Мы могли бы начать в этот день: {starts}", "Мы могли бы начать {starts}")},
    "when-end": {"label_ru": ("Завершить думаем к этому дню: {ends}", "Закончить думаем к {ends}")},
}


def say_better(apps, schema_editor):
    Term = apps.get_model("core", "Term")
    for code, fields in BETTER.items():
        for field, (planted, said) in fields.items():
            Term.objects.filter(scheme="phrase", code=code, **{field: planted}).update(**{field: said})


class Migration(migrations.Migration):
    dependencies = [("twinning", "0010_kinds_of_check")]
    operations = [migrations.RunPython(say_better, migrations.RunPython.noop)]
