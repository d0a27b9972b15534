"""The table behind the shared cache, where rates are counted."""

from typing import Any

from django.core.management import call_command
from django.db import migrations


def create(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    call_command(
        "createcachetable", "records_cache", database=schema_editor.connection.alias, verbosity=0
    )


def drop(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    schema_editor.execute("DROP TABLE records_cache")


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
