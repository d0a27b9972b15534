from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("systems", "0003_ranges"),
    ]

    operations = [
        migrations.AddField(
            model_name="modelversion",
            name="semantics",
            field=models.CharField(
                choices=[("systems", "PUBLISHED"), ("sane", "SANE")],
                default="systems",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="modelversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("semantics__in", ["systems", "sane"])),
                name="system_version_semantics_known",
            ),
        ),
    ]
