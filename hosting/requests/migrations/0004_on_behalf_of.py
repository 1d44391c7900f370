"""The organisation for which somebody asks, and its name in the agreement."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
        ('requests', '0003_reminders_and_price_periods'),
    ]

    operations = [
        migrations.AddField(
            model_name='request',
            name='on_behalf_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='organisations.organisation'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='on_behalf_of',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='organisation_identifiers',
            field=models.CharField(blank=True, default='', max_length=120),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='agreement',
            name='organisation_name',
            field=models.CharField(blank=True, default='', max_length=120),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='agreement',
            name='represented_by',
            field=models.CharField(blank=True, default='', max_length=160),
            preserve_default=False,
        ),
    ]
