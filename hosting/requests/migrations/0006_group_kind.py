"""What kind of group asks, for its host."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('requests', '0005_half_days'),
    ]

    operations = [
        migrations.AddField(
            model_name='request',
            name='group_kind',
            field=models.CharField(blank=True, choices=[('family', 'Family'), ('friends', 'Friends'), ('class', 'School class'), ('works_council', 'Works council'), ('association', 'Association')], default='', max_length=16, verbose_name='kind of group'),
            preserve_default=False,
        ),
    ]
