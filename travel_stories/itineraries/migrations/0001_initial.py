"""Tables of itineraries and their editions."""

import core.ids
import django.core.validators
import django.db.models.deletion
import hosting.offers.validators
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('geography', '0001_initial'),
        ('communities', '0001_initial'),
        ('offers', '0001_initial'),
        ('media', '0001_initial'),
        ('stories', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Itinerary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0, editable=False)),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('summary', models.TextField(blank=True, help_text='Two or three sentences that make people want to go.', max_length=600, validators=[hosting.offers.validators.validate_no_contacts], verbose_name='introduction')),
                ('language', models.CharField(default='fr', max_length=10, verbose_name='language of the itinerary')),
                ('licence', models.CharField(choices=[('CC-BY-SA-4.0', 'Creative Commons BY-SA 4.0'), ('CC-BY-4.0', 'Creative Commons BY 4.0'), ('CC0-1.0', 'Creative Commons Zero'), ('public-domain', 'Public domain'), ('all-rights-reserved', 'All rights reserved')], default='CC-BY-SA-4.0', max_length=24, verbose_name='how others may use the itinerary')),
                ('days', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='days')),
                ('season_from', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='first recommended month')),
                ('season_until', models.PositiveSmallIntegerField(default=12, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='last recommended month')),
                ('cover', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.photo')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='itineraries', to='communities.community')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'In review'), ('published', 'Published'), ('sent_back', 'Sent back'), ('withdrawn', 'Unpublished'), ('deleted', 'Deleted')], default='draft', max_length=12)),
                ('state_since', models.DateTimeField(auto_now_add=True)),
                ('reason', models.TextField(blank=True, editable=False)),
                ('slug', models.CharField(blank=True, editable=False, max_length=140)),
                ('last_number', models.PositiveBigIntegerField(default=0, editable=False)),
                ('hidden_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('themes', models.ManyToManyField(blank=True, related_name='+', to='communities.interest', verbose_name='themes')),
            ],
            options={
                'verbose_name': 'itinerary',
                'verbose_name_plural': 'itineraries',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='Composer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('itinerary', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='composers', to='itineraries.itinerary')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='itineraries_composed', to=settings.AUTH_USER_MODEL)),
                ('credit', models.CharField(blank=True, help_text='Shown below the itinerary. Leave empty if you don’t want to be named.', max_length=80, verbose_name='name in the credits')),
                ('since', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('itinerary', 'person'), name='one_composer_per_itinerary')],
            },
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0, editable=False)),
                ('kind', models.CharField(choices=[('offer', 'Offer'), ('place', 'Place'), ('story', 'Story')], max_length=8, verbose_name='type')),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='title')),
                ('words', models.TextField(blank=True, max_length=3000, validators=[hosting.offers.validators.validate_no_contacts], verbose_name='your own words')),
                ('offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='offers.offer')),
                ('story', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='stories.story')),
                ('locality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='geography.locality', verbose_name='town, village or city')),
                ('spot', models.CharField(blank=True, max_length=120, verbose_name='exact place')),
                ('mode', models.CharField(blank=True, choices=[('walk', 'on foot'), ('bike', 'by bike'), ('e_bike', 'by e-bike'), ('regional_train', 'by regional train'), ('intercity', 'by intercity train'), ('high_speed', 'by high-speed train'), ('coach', 'by coach'), ('bus', 'by bus'), ('tram', 'by tram'), ('metro', 'by metro'), ('car', 'by car'), ('electric_car', 'by electric car'), ('van', 'by van'), ('camper', 'by camper van'), ('motorbike', 'by motorbike'), ('plane', 'by plane')], max_length=16, verbose_name='transport to the next step')),
                ('metres', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(20000000)], verbose_name='distance in metres')),
                ('day', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name='day')),
                ('rank', models.FloatField(default=0, editable=False)),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('itinerary', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='itineraries.itinerary')),
                ('removed_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'verbose_name': 'step of an itinerary',
                'verbose_name_plural': 'steps of itineraries',
                'indexes': [models.Index(fields=['itinerary', 'day', 'rank'], name='stage_in_order')],
                'constraints': [models.UniqueConstraint(fields=('itinerary', 'key'), name='one_stage_per_press')],
            },
        ),
        migrations.CreateModel(
            name='ItineraryEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0, editable=False)),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('summary', models.TextField(blank=True, help_text='Two or three sentences that make people want to go.', max_length=600, validators=[hosting.offers.validators.validate_no_contacts], verbose_name='introduction')),
                ('language', models.CharField(default='fr', max_length=10, verbose_name='language of the itinerary')),
                ('licence', models.CharField(choices=[('CC-BY-SA-4.0', 'Creative Commons BY-SA 4.0'), ('CC-BY-4.0', 'Creative Commons BY 4.0'), ('CC0-1.0', 'Creative Commons Zero'), ('public-domain', 'Public domain'), ('all-rights-reserved', 'All rights reserved')], default='CC-BY-SA-4.0', max_length=24, verbose_name='how others may use the itinerary')),
                ('days', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='days')),
                ('season_from', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='first recommended month')),
                ('season_until', models.PositiveSmallIntegerField(default=12, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='last recommended month')),
                ('cover', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.photo')),
                ('itinerary', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='edition', to='itineraries.itinerary')),
                ('number', models.PositiveBigIntegerField()),
                ('published_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('themes', models.ManyToManyField(blank=True, related_name='+', to='communities.interest', verbose_name='themes')),
            ],
            options={
                'verbose_name': 'published itinerary',
                'verbose_name_plural': 'published itineraries',
                'indexes': [models.Index(fields=['-published_at'], name='itinerary_newest')],
            },
        ),
        migrations.CreateModel(
            name='EditionStage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0, editable=False)),
                ('kind', models.CharField(choices=[('offer', 'Offer'), ('place', 'Place'), ('story', 'Story')], max_length=8, verbose_name='type')),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='title')),
                ('words', models.TextField(blank=True, max_length=3000, validators=[hosting.offers.validators.validate_no_contacts], verbose_name='your own words')),
                ('offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='offers.offer')),
                ('story', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='%(class)ss', to='stories.story')),
                ('locality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='geography.locality', verbose_name='town, village or city')),
                ('spot', models.CharField(blank=True, max_length=120, verbose_name='exact place')),
                ('mode', models.CharField(blank=True, choices=[('walk', 'on foot'), ('bike', 'by bike'), ('e_bike', 'by e-bike'), ('regional_train', 'by regional train'), ('intercity', 'by intercity train'), ('high_speed', 'by high-speed train'), ('coach', 'by coach'), ('bus', 'by bus'), ('tram', 'by tram'), ('metro', 'by metro'), ('car', 'by car'), ('electric_car', 'by electric car'), ('van', 'by van'), ('camper', 'by camper van'), ('motorbike', 'by motorbike'), ('plane', 'by plane')], max_length=16, verbose_name='transport to the next step')),
                ('metres', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(20000000)], verbose_name='distance in metres')),
                ('day', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name='day')),
                ('rank', models.FloatField(default=0, editable=False)),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='itineraries.itineraryedition')),
            ],
            options={
                'verbose_name': 'published step of an itinerary',
                'verbose_name_plural': 'published steps of itineraries',
                'ordering': ('day', 'rank', 'pk'),
                'indexes': [models.Index(fields=['mode'], name='edition_stage_mode')],
            },
        ),
    ]
