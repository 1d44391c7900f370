"""Workspaces, whose units are taken by half-days."""

import datetime

import django.db.models.deletion
from django.db import migrations, models

import hosting.offers.models.workspaces
import hosting.offers.validators


class Migration(migrations.Migration):

    dependencies = [
        ('offers', '0002_price_seasons'),
    ]

    operations = [
        migrations.AlterField(
            model_name='offer',
            name='kind',
            field=models.CharField(choices=[('stay', 'Stay'), ('workspace', 'Workspace'), ('activity', 'Activity'), ('product', 'Product'), ('tip', 'Tip')], editable=False, max_length=12),
        ),
        migrations.AlterField(
            model_name='rate',
            name='unit',
            field=models.CharField(choices=[('night', 'per night'), ('person_night', 'per person per night'), ('week', 'per week'), ('day', 'per day'), ('half_day', 'per half-day'), ('stay', 'per stay'), ('person', 'per person'), ('group', 'per group'), ('hour', 'per hour'), ('item', 'each')], default='night', max_length=16, verbose_name='how this rate is charged'),
        ),
        migrations.CreateModel(
            name='Workspace',
            fields=[
                ('offer_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='offers.offer')),
                ('weekdays', models.JSONField(default=hosting.offers.models.workspaces.working_days, validators=[hosting.offers.validators.validate_weekdays], verbose_name='days')),
                ('morning_from', models.TimeField(default=datetime.time(9, 0), verbose_name='morning from')),
                ('morning_until', models.TimeField(default=datetime.time(13, 0), verbose_name='morning until')),
                ('afternoon_from', models.TimeField(default=datetime.time(14, 0), verbose_name='afternoon from')),
                ('afternoon_until', models.TimeField(default=datetime.time(18, 0), verbose_name='afternoon until')),
                ('equipment', models.JSONField(blank=True, default=list, validators=[hosting.offers.validators.validate_equipment], verbose_name='equipment')),
                ('house_rules', models.TextField(blank=True, max_length=3000, verbose_name='house rules')),
            ],
            options={
                'verbose_name': 'workspace',
                'verbose_name_plural': 'workspaces',
                'constraints': [models.CheckConstraint(condition=models.Q(('afternoon_from__lt', models.F('afternoon_until')), ('morning_from__lt', models.F('morning_until')), ('morning_until__lte', models.F('afternoon_from'))), name='workspace_hours_in_order')],
            },
            bases=('offers.offer',),
        ),
        migrations.AlterField(
            model_name='unit',
            name='stay',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='units', to='offers.stay'),
        ),
        migrations.AddField(
            model_name='unit',
            name='workspace',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='units', to='offers.workspace'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('stay__isnull', False), ('workspace__isnull', False), _connector='XOR'), name='unit_of_stay_or_workspace'),
        ),
    ]
