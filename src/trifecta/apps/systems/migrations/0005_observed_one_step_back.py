import django.db.models.deletion
from django.db import migrations, models

import trifecta.apps.records.fields


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_everybody_signs_in_once_more"),
        ("systems", "0004_semantics"),
    ]

    operations = [
        migrations.AddField(
            model_name="observed",
            name="mapping",
            field=trifecta.apps.records.fields.SealedTextField(null=True),
        ),
        migrations.AddField(
            model_name="observed",
            name="before",
            field=trifecta.apps.records.fields.SealedTextField(null=True),
        ),
        migrations.AddField(
            model_name="observed",
            name="before_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="observed",
            name="before_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.partnershipmember",
            ),
        ),
        migrations.AddConstraint(
            model_name="observed",
            constraint=models.CheckConstraint(
                condition=models.Q(before_at__isnull=True, before_by__isnull=True)
                | models.Q(before_at__isnull=False, before_by__isnull=False),
                name="system_observed_before_by_somebody",
            ),
        ),
    ]
