# What was answered before there were figures was answered where none were promised: in every
# organisation that is there already, check-ins count from now on.

from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import trifecta.apps.records.fields
import trifecta.apps.records.ids


def count_from_now_on(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    organisations = apps.get_model("people", "Organisation")
    choices = apps.get_model("checkins", "HealthChoice")
    now = django.utils.timezone.now()
    choices.objects.bulk_create(
        choices(organisation=organisation, since=now)
        for organisation in organisations.objects.iterator()
    )


class Migration(migrations.Migration):
    dependencies = [
        ("checkins", "0002_replies"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="HealthChoice",
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
                ("since", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ClosedQuarter",
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
                ("quarter", models.CharField(max_length=7)),
                ("shown", trifecta.apps.records.fields.SealedJSONField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "quarter"), name="closed_quarter_closed_once"
                    )
                ],
            },
        ),
        migrations.RunPython(count_from_now_on, migrations.RunPython.noop),
    ]
