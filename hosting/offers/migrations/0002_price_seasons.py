"""Amounts of a rate for weeks, months and seasons."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('offers', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='rate',
            name='week_amount',
            field=models.DecimalField(blank=True, decimal_places=2, help_text='For every seven nights in a row at the usual price, if this is cheaper.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount for a week'),
        ),
        migrations.AddField(
            model_name='rate',
            name='month_amount',
            field=models.DecimalField(blank=True, decimal_places=2, help_text='For every thirty nights in a row at the usual price, if this is cheaper.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount for a month'),
        ),
        migrations.AddField(
            model_name='rate',
            name='seasons',
            field=models.JSONField(blank=True, default=list, editable=False, verbose_name='seasons'),
        ),
    ]
