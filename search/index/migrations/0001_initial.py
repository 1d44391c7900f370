import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offer_pk', models.BigIntegerField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'offer change',
                'verbose_name_plural': 'offer changes',
            },
        ),
        migrations.CreateModel(
            name='IndexState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField(default=0)),
                ('lease', models.CharField(blank=True, max_length=16)),
                ('leased_until', models.DateTimeField(null=True)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('retry_at', models.DateTimeField(null=True)),
                ('last_error', models.CharField(blank=True, max_length=500)),
                ('written_at', models.DateTimeField(null=True)),
                ('checked_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'index state',
                'verbose_name_plural': 'index states',
            },
        ),
        migrations.CreateModel(
            name='StoryEntry',
            fields=[
                ('story_pk', models.BigIntegerField(primary_key=True, serialize=False)),
                ('version', models.PositiveBigIntegerField()),
                ('fingerprint', models.CharField(blank=True, max_length=16)),
                ('is_gone', models.BooleanField(default=False)),
                ('published_on', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='StoryChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('story_pk', models.BigIntegerField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='StoryForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='forms', to='search_index.storyentry')),
                ('form', models.CharField(max_length=40)),
                ('weight', models.FloatField()),
            ],
            options={
                'indexes': [models.Index(fields=['form', 'entry'], name='story_by_form')],
            },
        ),
        migrations.CreateModel(
            name='StorySpot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spots', to='search_index.storyentry')),
                ('latitude', models.FloatField()),
                ('longitude', models.FloatField()),
            ],
            options={
                'indexes': [models.Index(fields=['latitude', 'longitude'], name='story_by_place')],
            },
        ),
    ]
