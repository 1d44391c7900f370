import core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Recording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English'), ('de', 'German'), ('es', 'Spanish'), ('it', 'Italian'), ('nl', 'Dutch'), ('pt', 'Portuguese'), ('ar', 'Arabic'), ('br', 'Breton'), ('oc', 'Occitan'), ('lsf', 'French Sign Language')], default='fr', max_length=10, verbose_name='language')),
                ('file', models.FileField(help_text='MP3, M4A, Ogg or Opus, up to 28 MB.', upload_to='recordings/', verbose_name='file')),
                ('transcript', models.TextField(help_text='Write down every word and describe any other sounds, for people who read instead of listening.', max_length=20000, verbose_name='transcript')),
                ('mime', models.CharField(editable=False, max_length=40)),
                ('seconds', models.PositiveIntegerField(editable=False, null=True)),
                ('size', models.PositiveIntegerField(default=0, editable=False)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'recording',
                'verbose_name_plural': 'recordings',
                'ordering': ('-pk',),
            },
        ),
    ]
