"""Hours of help, days to do it, and the name of a local currency."""

import django.core.validators
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('offers', '0003_workspaces'),
    ]

    operations = [
        migrations.AddField(
            model_name='rate',
            name='currency_name',
            field=models.CharField(blank=True, help_text='For example Eusko. Guests see it beside the amount.', max_length=40, verbose_name='name of the currency'),
        ),
        migrations.AddField(
            model_name='rate',
            name='due_within_days',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Counted from the end of the visit. Leave empty if there’s no hurry.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='days to do it'),
        ),
        migrations.AddField(
            model_name='rate',
            name='hours',
            field=models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.5')), django.core.validators.MaxValueValidator(Decimal('200'))], verbose_name='hours of help'),
        ),
    ]
