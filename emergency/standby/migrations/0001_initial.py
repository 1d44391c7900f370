"""Homes that a host promised beforehand, and when they were called."""

import core.ids
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('emergency_activations', '0001_initial'),
        ('offers', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Standby',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='standby', to='offers.unit')),
                ('access_mode', models.CharField(choices=[('key_box', 'Key box, at any time'), ('concierge', 'A caretaker or a neighbour has the key'), ('in_person', 'I’ll hand over the key in person')], max_length=10, verbose_name='the key')),
                ('access_hours', models.CharField(blank=True, max_length=120, verbose_name='times for collecting the key')),
                ('since', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='StandbyCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('standby', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='emergency_standby.standby')),
                ('activation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standby_calls', to='emergency_activations.activation')),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('standby', 'activation'), name='one_call_per_standby_and_activation')],
            },
        ),
    ]
