import core.ids
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('calendar_feeds', '0001_initial'),
        ('calendars', '0003_half_days'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarConflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('check_in', models.DateField(verbose_name='check-in')),
                ('check_out', models.DateField(verbose_name='check-out')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('found_at', models.DateTimeField(auto_now_add=True)),
                ('dismissed_at', models.DateTimeField(editable=False, null=True)),
                ('feed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conflicts', to='calendar_feeds.calendarfeed')),
                ('hold', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_conflicts', to='calendars.hold')),
            ],
            options={
                'verbose_name': 'dates taken twice',
                'ordering': ('check_in', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('feed', 'hold'), name='one_calendar_conflict_per_feed_and_hold'), models.CheckConstraint(condition=models.Q(('check_out__gt', models.F('check_in'))), name='calendar_conflict_has_a_night')],
            },
        ),
    ]
