"""Somebody who was picked may stand on the list by an address as well."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stories', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='personshown',
            name='shown_once_in_a_story',
        ),
        migrations.AddConstraint(
            model_name='personshown',
            constraint=models.UniqueConstraint(condition=models.Q(('email', ''), ('left_out_at', None)), fields=('story', 'person'), name='picked_once_in_a_story'),
        ),
    ]
