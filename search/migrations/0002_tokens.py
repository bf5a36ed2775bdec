"""Once made the engine's own table and index; 0003_new_analysis makes them as they are now."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("search", "0001_initial")]
    operations: ClassVar = []
