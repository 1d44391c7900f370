"""Communes, cities and landmarks."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Locality',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=24, unique=True)),
                ('kind', models.CharField(choices=[('commune', 'commune'), ('district', 'municipal district'), ('former', 'former commune'), ('city', 'city')], max_length=10, verbose_name='type')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('alternate_names', models.TextField(blank=True)),
                ('search_keys', models.TextField()),
                ('country', models.CharField(max_length=2, verbose_name='country')),
                ('region', models.CharField(blank=True, max_length=80, verbose_name='region')),
                ('department', models.CharField(blank=True, max_length=80, verbose_name='department')),
                ('department_code', models.CharField(blank=True, max_length=3)),
                ('postcodes', models.CharField(blank=True, max_length=255, verbose_name='postcodes')),
                ('population', models.PositiveIntegerField(default=0, verbose_name='population')),
                ('latitude', models.FloatField()),
                ('longitude', models.FloatField()),
                ('timezone', models.CharField(default='Europe/Paris', max_length=40)),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='former_communes', to='geography.locality')),
            ],
            options={
                'verbose_name': 'locality',
                'verbose_name_plural': 'localities',
                'indexes': [models.Index(models.F('latitude'), models.F('longitude'), name='locality_point')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'former'), ('merged_into__isnull', False)), models.Q(models.Q(('kind', 'former'), _negated=True), ('merged_into__isnull', True)), _connector='OR'), name='locality_former_was_merged')],
            },
        ),
        migrations.CreateModel(
            name='Landmark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identifier', models.URLField(max_length=255, unique=True)),
                ('kind', models.CharField(choices=[('lodging', 'accommodation'), ('food', 'food and drink'), ('sight', 'sight'), ('nature', 'nature'), ('leisure', 'leisure'), ('way', 'trail'), ('maker', 'maker or shop'), ('other', 'other')], max_length=10, verbose_name='type')),
                ('name_fr', models.CharField(max_length=120, verbose_name='French')),
                ('name_en', models.CharField(max_length=120, verbose_name='English')),
                ('latitude', models.FloatField()),
                ('longitude', models.FloatField()),
                ('locality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='geography.locality')),
                ('creator', models.CharField(blank=True, max_length=160, verbose_name='source')),
                ('updated_on', models.DateField(blank=True, null=True, verbose_name='last updated')),
            ],
            options={
                'verbose_name': 'landmark',
                'verbose_name_plural': 'landmarks',
                'indexes': [models.Index(models.F('latitude'), models.F('longitude'), name='landmark_point')],
            },
        ),
    ]
