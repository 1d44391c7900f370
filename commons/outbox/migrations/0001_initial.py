import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='OutboxEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('job', models.CharField(max_length=100, verbose_name='job')),
                ('arguments', models.JSONField(default=dict, verbose_name='what it is about')),
                ('posted_at', models.DateTimeField(auto_now_add=True, verbose_name='promised')),
                ('due_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='next try')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('last_error', models.CharField(blank=True, max_length=500, verbose_name='what went wrong')),
                ('dead_at', models.DateTimeField(blank=True, null=True, verbose_name='given up')),
            ],
            options={
                'verbose_name': 'promise to do something',
                'verbose_name_plural': 'promises to do something',
            },
        ),
    ]
