"""For which organisation a member takes part."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0003_checked_organisations'),
        ('trips', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='tripmember',
            name='on_behalf_of',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='trip_seats', to='organisations.organisation', verbose_name='on behalf of'),
        ),
    ]
