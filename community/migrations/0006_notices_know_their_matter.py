"""What unread notices ask for, so that they are read once it is done."""

from typing import Any

from django.db import migrations, models

# Key of a notice -> what its matter begins with; the code stands third in `dedupe`.
ASKING = {
    "twinning.asked": "asked",
    "twinning.proposal_received": "proposal",
    "twinning.proposal_countered": "proposal",
    "library.review_waits": "review_waits",
    "community.report_waits": "report_waits",
    "community.appeal_waits": "appeal_waits",
    "community.forum_held": "forum_held",
}


def name_matters(apps: Any, _schema: Any) -> None:
    notices = apps.get_model("community", "Notice").objects.filter(read_at=None, key__in=ASKING)
    for notice in notices.only("key", "dedupe").iterator():
        _person, _what, code = notice.dedupe.split(":")[:3]
        notice.matter = f"{ASKING[notice.key]}:{code}"
        notice.save(update_fields=["matter"])


class Migration(migrations.Migration):
    dependencies = [("community", "0005_drafts_keep_long_titles")]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="matter",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("read_at", None), models.Q(("matter", ""), _negated=True)),
                fields=["matter"],
                name="notice_to_settle",
            ),
        ),
        migrations.RunPython(name_matters, migrations.RunPython.noop, elidable=True),
    ]
