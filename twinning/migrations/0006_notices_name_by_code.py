"""Notices tell of a person by their code: what was told so far held the name itself."""

from django.db import migrations


def by_code(apps, schema_editor):
    Notice = apps.get_model("community", "Notice")
    codes = {
        "twinning.asked": dict(apps.get_model("twinning", "Staff").objects.values_list("code", "user__code")),
        "twinning.invitation_accepted": dict(
            apps.get_model("twinning", "Invitation").objects.values_list("code", "used_by__code")
        ),
    }
    for notice in Notice.objects.filter(key__in=codes).iterator():
        # Which place or invitation it tells of stands in what makes it one: "7:asked:abcdefghij:7".
        of = notice.dedupe.split(":")
        who = codes[notice.key].get(of[2]) if len(of) > 2 else None
        notice.params = {name: value for name, value in notice.params.items() if name != "person"} | {"person_code": who or ""}
        notice.save(update_fields=["params"])


class Migration(migrations.Migration):
    dependencies = [
        ("twinning", "0005_proposal_expiry_told"),
        ("community", "0003_appeals_and_digests"),
    ]

    operations = [migrations.RunPython(by_code, migrations.RunPython.noop)]
