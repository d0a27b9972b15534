"""From here on every session is listed for its owner, so those begun before it end."""

from typing import Any

from django.db import migrations


def end_sessions(apps: Any, _schema_editor: Any) -> None:
    apps.get_model("sessions", "Session").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_put_away_and_sign_ins"),
        ("sessions", "0001_initial"),
    ]

    operations = [migrations.RunPython(end_sessions, migrations.RunPython.noop)]
