# Options no longer say whether they happen anyway; see the step before.

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("compromise", "0004_default_plans"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="option",
            name="otherwise",
        ),
    ]
