"""How an institution was checked: what everybody may read of it. A ministry may change labels and add terms later."""

from django.db import migrations

# code: (Kyrgyz, Russian, English)
CHECKS = {
    "register": ("расмий реестр боюнча текшерилди", "проверено по официальному реестру", "checked against an official register"),
    "call": ("мекемеге телефон чалып текшерилди", "проверено звонком в учреждение", "checked by a call to the institution"),
    "letter": ("расмий кат боюнча текшерилди", "проверено по официальному письму", "checked by an official letter"),
    "website": ("расмий сайты боюнча текшерилди", "проверено по официальному сайту", "checked on the official website"),
    "visit": ("барып көрүп текшерилди", "проверено при посещении", "checked by a visit"),
    "other": ("башка жол менен текшерилди", "проверено другим способом", "checked in another way"),
}


def plant(apps, schema_editor):
    Term = apps.get_model("core", "Term")
    for order, (code, (ky, ru, en)) in enumerate(CHECKS.items()):
        Term.objects.get_or_create(
            scheme="check", code=code, defaults={"label_ky": ky, "label_ru": ru, "label_en": en, "order": order}
        )


class Migration(migrations.Migration):
    dependencies = [("twinning", "0009_claims_stay_listed")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
