from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calendar_conflicts', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='calendarconflict',
            name='is_echo',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='calendarconflict',
            name='nights',
            field=models.JSONField(default=list, editable=False),
        ),
    ]
