"""Tables of sessions, nights and holds."""

import core.ids
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('offers', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='offers.activity')),
                ('starts_at', models.DateTimeField(verbose_name='start')),
                ('ends_at', models.DateTimeField(verbose_name='end')),
                ('seats', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(500)], verbose_name='number of places')),
                ('state', models.CharField(choices=[('scheduled', 'Scheduled'), ('cancelled', 'Cancelled')], default='scheduled', editable=False, max_length=12)),
            ],
            options={
                'verbose_name': 'activity date',
                'verbose_name_plural': 'activity dates',
                'ordering': ('starts_at', 'pk'),
                'indexes': [models.Index(fields=['activity', 'starts_at'], name='session_by_start')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='session_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='CalendarPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('check_in', models.DateField(verbose_name='check-in')),
                ('check_out', models.DateField(verbose_name='check-out')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='periods', to='offers.unit')),
                ('state', models.CharField(choices=[('open', 'Open'), ('on_request', 'On request'), ('closed', 'Closed')], max_length=12)),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='private note')),
            ],
            options={
                'ordering': ('check_in',),
                'indexes': [models.Index(fields=['unit', 'check_in', 'check_out'], name='period_by_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(('check_out__gt', models.F('check_in'))), name='period_has_a_night')],
            },
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='offers.unit')),
                ('session', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='calendars.session')),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('unit__isnull', False), ('session__isnull', False), _connector='XOR'), name='hold_of_unit_or_session')],
            },
        ),
        migrations.CreateModel(
            name='NightHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hold', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='night_holds', to='calendars.hold')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='night_holds', to='offers.unit')),
                ('night', models.DateField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'night'), name='one_hold_per_unit_and_night')],
            },
        ),
        migrations.CreateModel(
            name='SeatHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hold', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seat_holds', to='calendars.hold')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seat_holds', to='calendars.session')),
                ('number', models.PositiveSmallIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('session', 'number'), name='one_hold_per_session_and_seat')],
            },
        ),
    ]
