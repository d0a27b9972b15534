# The day by which a need matters moves into a sealed column, with how much of it is enough.

from datetime import date
from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import trifecta.apps.records.fields
import trifecta.apps.records.ids


def seal_days(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    for row in apps.get_model("compromise", "NeedTerms").objects.iterator():
        day = row.needed_by.isoformat() if row.needed_by else None
        row.terms = {"enough": 100, "needed_by": day, "late": 0}
        row.save(update_fields=["terms"])


def open_days(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    for row in apps.get_model("compromise", "NeedTerms").objects.iterator():
        day = (row.terms or {}).get("needed_by")
        row.needed_by = date.fromisoformat(day) if day else None
        row.save(update_fields=["needed_by"])


class Migration(migrations.Migration):
    dependencies = [
        ("compromise", "0001_initial"),
        ("people", "0003_everybody_signs_in_once_more"),
        ("records", "0002_cache_table"),
        ("tensions", "0003_earlier_statement_shared_at"),
    ]

    operations = [
        migrations.CreateModel(
            name="EarlierTerms",
            fields=[
                (
                    "id",
                    trifecta.apps.records.fields.IdField(
                        default=trifecta.apps.records.ids.new_id,
                        editable=False,
                        max_length=20,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("version", models.PositiveIntegerField()),
                ("terms", trifecta.apps.records.fields.SealedJSONField()),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier_terms",
                        to="tensions.statement",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="earlierterms",
            constraint=models.UniqueConstraint(
                fields=("need", "version"), name="earlier_terms_one_a_version"
            ),
        ),
        migrations.AddField(
            model_name="needterms",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="needterms",
            name="changed_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name="needterms",
            name="terms",
            field=trifecta.apps.records.fields.SealedJSONField(null=True),
        ),
        migrations.RunPython(seal_days, open_days),
    ]
