# What happens without an agreement is said as a whole and confirmed by all. What one member had
# said of single options becomes something that waits for the others.

from collections import defaultdict
from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import trifecta.apps.records.fields
import trifecta.apps.records.ids


def gather(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    found = defaultdict(list)
    rows = apps.get_model("compromise", "Option").objects.filter(removed_at=None)
    for option in rows.exclude(otherwise="").order_by("created_at", "id").iterator():
        found[option.tension_id].append(option)
    for tension_id, options in found.items():
        proposer = options[0].proposed_by_id
        apps.get_model("compromise", "DefaultPlan")(
            organisation_id=options[0].organisation_id,
            tension_id=tension_id,
            proposed_by_id=proposer,
            placements={option.id: option.otherwise for option in options},
            confirmed_by=[proposer],
        ).save(force_insert=True)


def scatter(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    options = apps.get_model("compromise", "Option").objects
    rows = apps.get_model("compromise", "DefaultPlan").objects.filter(set_aside_at=None)
    for row in rows.order_by("created_at", "id").iterator():
        for option_id, stage_id in row.placements.items():
            options.filter(id=option_id).update(otherwise=stage_id)


class Migration(migrations.Migration):
    dependencies = [
        ("compromise", "0003_no_open_day"),
        ("people", "0003_everybody_signs_in_once_more"),
        ("records", "0002_cache_table"),
        ("tensions", "0003_earlier_statement_shared_at"),
    ]

    operations = [
        migrations.CreateModel(
            name="DefaultPlan",
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
                ("placements", trifecta.apps.records.fields.SealedJSONField()),
                ("confirmed_by", trifecta.apps.records.fields.SealedJSONField()),
                ("set_aside_at", models.DateTimeField(blank=True, null=True)),
                ("answer", trifecta.apps.records.fields.SealedTextField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.partnershipmember",
                    ),
                ),
                (
                    "set_aside_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.partnershipmember",
                    ),
                ),
                (
                    "tension",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="defaults",
                        to="tensions.tension",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer__isnull", True),
                                ("set_aside_at", None),
                                ("set_aside_by", None),
                            ),
                            models.Q(
                                ("set_aside_at__isnull", False), ("set_aside_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="default_plan_set_aside_by_somebody",
                    )
                ],
            },
        ),
        migrations.RunPython(gather, scatter),
    ]
