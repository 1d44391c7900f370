"""Figures of days and of weeks."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('emergency_activations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='DailyFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='emergency_activations.activation')),
                ('day', models.DateField()),
                ('measure', models.CharField(choices=[('asked', 'asked for a roof'), ('verified', 'verified'), ('housed', 'moved in'), ('referred', 'passed on to a partner'), ('unmet', 'no roof found'), ('waiting', 'wait for a roof'), ('over_limit', 'wait longer than promised'), ('with_children', 'wait with children'), ('step_free', 'wait for a place without a step'), ('with_pet', 'wait with an animal'), ('without_car', 'wait without a car'), ('fresh', 'homes ready and fresh'), ('stale', 'homes to be confirmed again'), ('clocks', 'clocks that ran out'), ('reports', 'reports on safety'), ('incidents', 'stays broken off or never begun')], max_length=16)),
                ('category', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='emergency_activations.category')),
                ('number', models.PositiveIntegerField()),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('category__isnull', False)), fields=('activation', 'day', 'measure', 'category'), name='one_figure_per_day_and_category'), models.UniqueConstraint(condition=models.Q(('category', None)), fields=('activation', 'day', 'measure'), name='one_figure_per_day')],
            },
        ),
        migrations.CreateModel(
            name='WeeklyFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='weeks', to='emergency_activations.activation')),
                ('week', models.DateField()),
                ('measure', models.CharField(choices=[('asked', 'asked for a roof'), ('verified', 'verified'), ('housed', 'moved in'), ('referred', 'passed on to a partner'), ('unmet', 'no roof found'), ('waiting', 'wait for a roof'), ('over_limit', 'wait longer than promised'), ('with_children', 'wait with children'), ('step_free', 'wait for a place without a step'), ('with_pet', 'wait with an animal'), ('without_car', 'wait without a car'), ('fresh', 'homes ready and fresh'), ('stale', 'homes to be confirmed again'), ('clocks', 'clocks that ran out'), ('reports', 'reports on safety'), ('incidents', 'stays broken off or never begun')], max_length=16)),
                ('category', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='emergency_activations.category')),
                ('number', models.PositiveIntegerField()),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
    ]
