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
                ('measure', models.CharField(choices=[('asked', 'requests received'), ('verified', 'requests verified'), ('housed', 'moved in'), ('referred', 'referred to a partner'), ('unmet', 'no home found'), ('waiting', 'waiting for a home'), ('over_limit', 'waiting longer than promised'), ('with_children', 'waiting with children'), ('step_free', 'waiting for a step-free home'), ('with_pet', 'waiting with a pet'), ('without_car', 'waiting without a car'), ('fresh', 'homes ready and recently confirmed'), ('stale', 'homes to be confirmed again'), ('clocks', 'missed deadlines'), ('reports', 'safety reports'), ('incidents', 'stays cut short or never started')], max_length=16)),
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
                ('measure', models.CharField(choices=[('asked', 'requests received'), ('verified', 'requests verified'), ('housed', 'moved in'), ('referred', 'referred to a partner'), ('unmet', 'no home found'), ('waiting', 'waiting for a home'), ('over_limit', 'waiting longer than promised'), ('with_children', 'waiting with children'), ('step_free', 'waiting for a step-free home'), ('with_pet', 'waiting with a pet'), ('without_car', 'waiting without a car'), ('fresh', 'homes ready and recently confirmed'), ('stale', 'homes to be confirmed again'), ('clocks', 'missed deadlines'), ('reports', 'safety reports'), ('incidents', 'stays cut short or never started')], max_length=16)),
                ('category', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='emergency_activations.category')),
                ('number', models.PositiveIntegerField()),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
    ]
