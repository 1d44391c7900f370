"""Hours to answer a request, chosen by each community; members who answer by phone."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='community',
            name='answer_hours',
            field=models.PositiveSmallIntegerField(default=48, help_text='A request that no one answers in this time expires.', validators=[django.core.validators.MinValueValidator(24), django.core.validators.MaxValueValidator(120)], verbose_name='hours to answer a request'),
        ),
        migrations.AddField(
            model_name='membership',
            name='answers_by_phone',
            field=models.BooleanField(default=False, verbose_name='answers requests by phone'),
        ),
    ]
