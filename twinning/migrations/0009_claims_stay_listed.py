"""A claim no longer takes an institution out of the list, and a class says who described it.

Claimed entries of registers go back to the list, where they stand as the register told them. Those whose people have
changed the page already stay as they are: nobody can tell any more which words are whose, so a coordinator decides.
"""

from django.db import migrations

WROTE = ("twinning.edit_institution", "twinning.set_name", "twinning.add_holiday", "twinning.remove_holiday")
AT_ONCE = 500


def forwards(apps, schema_editor):
    institution, deed = apps.get_model("twinning", "Institution"), apps.get_model("core", "Deed")
    change, school_class = apps.get_model("core", "FindableChange"), apps.get_model("twinning", "SchoolClass")
    changed = deed.objects.filter(deed__in=WROTE, object_type="twinning.institution").values("object_id")
    rows = institution.objects.filter(state="claimed", identifiers__isnull=False).exclude(code__in=changed).distinct()
    codes = list(rows.values_list("code", flat=True))
    for start in range(0, len(codes), AT_ONCE):
        part = codes[start : start + AT_ONCE]
        institution.objects.filter(code__in=part).update(state="listed")
        change.objects.bulk_create(change(shelf="institutions", code=code) for code in part)
    groups = school_class.objects.filter(institution__state__in=["claimed", "listed"])
    for group in groups.iterator(chunk_size=AT_ONCE):
        made = deed.objects.filter(deed="twinning.add_class", object_type="twinning.schoolclass", object_id=group.code)
        school_class.objects.filter(pk=group.pk).update(by=made.values_list("by", flat=True).first())


class Migration(migrations.Migration):
    dependencies = [("twinning", "0008_waiting_facts"), ("core", "0005_worker_beats")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
