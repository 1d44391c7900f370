"""The half-days that are asked for, proposed and agreed on."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calendars', '0003_half_days'),
        ('requests', '0004_on_behalf_of'),
    ]

    operations = [
        migrations.AddField(
            model_name='agreement',
            name='half_days',
            field=models.JSONField(blank=True, default=list, verbose_name='half-days'),
        ),
        migrations.AlterField(
            model_name='agreement',
            name='unit_of_rate',
            field=models.CharField(choices=[('night', 'per night'), ('person_night', 'per person per night'), ('week', 'per week'), ('day', 'per day'), ('half_day', 'per half-day'), ('stay', 'per stay'), ('person', 'per person'), ('group', 'per group'), ('hour', 'per hour'), ('item', 'each')], default='night', max_length=16, verbose_name='how this rate is charged'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='half_days',
            field=models.JSONField(blank=True, default=list, verbose_name='half-days'),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='unit_of_rate',
            field=models.CharField(choices=[('night', 'per night'), ('person_night', 'per person per night'), ('week', 'per week'), ('day', 'per day'), ('half_day', 'per half-day'), ('stay', 'per stay'), ('person', 'per person'), ('group', 'per group'), ('hour', 'per hour'), ('item', 'each')], default='night', max_length=16, verbose_name='how this rate is charged'),
        ),
        migrations.AddField(
            model_name='request',
            name='half_days',
            field=models.JSONField(blank=True, default=list, verbose_name='half-days'),
        ),
        migrations.AlterField(
            model_name='request',
            name='unit_of_rate',
            field=models.CharField(choices=[('night', 'per night'), ('person_night', 'per person per night'), ('week', 'per week'), ('day', 'per day'), ('half_day', 'per half-day'), ('stay', 'per stay'), ('person', 'per person'), ('group', 'per group'), ('hour', 'per hour'), ('item', 'each')], default='night', max_length=16, verbose_name='how this rate is charged'),
        ),
    ]
