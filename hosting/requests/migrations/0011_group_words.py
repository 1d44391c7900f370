"""What another kind of group says of itself, for its host."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('requests', '0010_host_organisation'),
    ]

    operations = [
        migrations.AddField(
            model_name='request',
            name='group_words',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AlterField(
            model_name='request',
            name='group_kind',
            field=models.CharField(blank=True, choices=[('family', 'Family'), ('friends', 'Friends'), ('class', 'School class'), ('works_council', 'Works council'), ('association', 'Association'), ('other', 'Other')], max_length=16, verbose_name='kind of group'),
        ),
    ]
