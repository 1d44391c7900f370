"""The co-operative compares numbers with a register; two checked organisations share none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_hidden_organisations")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="checked_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        *(
            migrations.AddConstraint(
                model_name="organisation",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("checked_at__isnull", False))
                    & models.Q((name, ""), _negated=True),
                    fields=(name,),
                    name=f"one_checked_organisation_per_{name}",
                ),
            )
            for name in ("siret", "rna", "uai")
        ),
    ]
