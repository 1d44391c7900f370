"""What each band of the family quotient pays."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trip_sign_ups", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="signup",
            name="quotient_bands",
            field=models.JSONField(
                blank=True, default=list, verbose_name="family-quotient bands"
            ),
        ),
    ]
