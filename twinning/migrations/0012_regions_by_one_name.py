"""Regions of Kyrgyzstan under one name each, so that the directory counts them together.

Only what is exactly a name of a region, in any of our languages, is rewritten; the text stays readable for the
release before. The names stand here as they were on this day: the table may grow later.
"""

from django.db import migrations

from core.text import fold

# Kyrgyz name: other names.
REGIONS = {
    "Баткен облусу": ("Баткен", "Баткенская область", "Batken Region", "Batken Oblast"),
    "Чүй облусу": ("Чүй", "Чуй", "Чуйская область", "Chui", "Chuy", "Chui Region", "Chuy Region", "Chuy Oblast"),
    "Бишкек шаары": ("Бишкек", "город Бишкек", "г. Бишкек", "Bishkek", "Bishkek City"),
    "Ош шаары": ("город Ош", "г. Ош", "Osh City"),
    "Жалал-Абад облусу": (
        "Жалал-Абад", "Джалал-Абад", "Джалал-Абадская область", "Jalal-Abad", "Jalal-Abad Region", "Jalal-Abad Oblast",
    ),
    "Нарын облусу": ("Нарын", "Нарынская область", "Naryn", "Naryn Region", "Naryn Oblast"),
    "Ош облусу": ("Ош", "Ошская область", "Osh", "Osh Region", "Osh Oblast"),
    "Талас облусу": ("Талас", "Таласская область", "Talas", "Talas Region", "Talas Oblast"),
    "Ысык-Көл облусу": (
        "Ысык-Көл", "Иссык-Куль", "Иссык-Кульская область", "Issyk-Kul", "Issyk-Kul Region", "Issyk-Kul Oblast",
    ),
}  # fmt: skip


def unify(apps, schema_editor):
    known = {fold(name): ky for ky, names in REGIONS.items() for name in (ky, *names)}
    rows = apps.get_model("twinning", "Institution").objects.filter(country="KG").exclude(region="")
    for region in list(rows.order_by("region").values_list("region", flat=True).distinct()):
        if (name := known.get(fold(region))) and name != region:
            rows.filter(region=region).update(region=name)


class Migration(migrations.Migration):
    dependencies = [("twinning", "0011_phrases_said_better")]
    operations = [migrations.RunPython(unify, migrations.RunPython.noop)]
