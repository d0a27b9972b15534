# What was sealed in the step before is no longer kept in the open.

from django.db import migrations

import trifecta.apps.records.fields


class Migration(migrations.Migration):
    dependencies = [
        ("compromise", "0002_enough_of_a_need"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="needterms",
            name="needed_by",
        ),
        migrations.AlterField(
            model_name="needterms",
            name="terms",
            field=trifecta.apps.records.fields.SealedJSONField(),
        ),
    ]
