"""Half-days under the same key as nights."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calendars', '0002_goods'),
        ('offers', '0003_workspaces'),
    ]

    operations = [
        migrations.AddField(
            model_name='nighthold',
            name='part',
            field=models.CharField(choices=[('night', 'Night'), ('am', 'Morning'), ('pm', 'Afternoon')], default='night', max_length=8),
        ),
        migrations.RemoveConstraint(
            model_name='nighthold',
            name='one_hold_per_unit_and_night',
        ),
        migrations.AddConstraint(
            model_name='nighthold',
            constraint=models.UniqueConstraint(fields=('unit', 'night', 'part'), name='one_hold_per_unit_night_and_part'),
        ),
        migrations.AddConstraint(
            model_name='nighthold',
            constraint=models.CheckConstraint(condition=models.Q(('part__in', ['night', 'am', 'pm'])), name='night_hold_of_a_known_part'),
        ),
    ]
