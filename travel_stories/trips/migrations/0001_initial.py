"""Tables of trips: their members, links, steps and numbered changes."""

import core.ids
import core.security.tokens
import django.core.validators
import django.db.models.deletion
import travel_stories.trips.validators
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('geography', '0001_initial'),
        ('communities', '0001_initial'),
        ('offers', '0001_initial'),
        ('calendars', '0001_initial'),
        ('requests', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Trip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0, editable=False)),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('kind', models.CharField(choices=[('alone', 'Solo'), ('family', 'Family'), ('friends', 'Friends'), ('class', 'School class'), ('works_council', 'Works council'), ('association', 'Association')], max_length=16, verbose_name='who’s travelling')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('words', models.TextField(blank=True, max_length=4000, verbose_name='what you have in mind')),
                ('state', models.CharField(choices=[('planned', 'Planning'), ('settled', 'Final plan'), ('travelled', 'Past'), ('cancelled', 'Cancelled'), ('deleted', 'Deleted')], default='planned', max_length=12)),
                ('state_since', models.DateTimeField(auto_now_add=True)),
                ('visibility', models.CharField(choices=[('members', 'Only people on this trip'), ('link', 'Anyone with the link')], default='members', max_length=12, verbose_name='who can view the trip')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='first day')),
                ('days', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(366)], verbose_name='days')),
                ('earliest', models.DateField(blank=True, null=True, verbose_name='earliest start')),
                ('latest', models.DateField(blank=True, null=True, verbose_name='latest return')),
                ('locality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='geography.locality', verbose_name='where')),
                ('route', models.CharField(blank=True, help_text='For example: from Tours to Loches, along the Indre.', max_length=200, verbose_name='planned route')),
                ('adults', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(200)], verbose_name='adults')),
                ('children', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(200)], verbose_name='children')),
                ('age_from', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(17)], verbose_name='youngest child’s age')),
                ('age_until', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(17)], verbose_name='oldest child’s age')),
                ('budget', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='budget, in cents')),
                ('currency', models.CharField(default='EUR', max_length=3, validators=[travel_stories.trips.validators.check_currency], verbose_name='currency')),
                ('subsidy', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='subsidy per person, in cents')),
                ('last_number', models.PositiveBigIntegerField(default=0, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('needs', models.ManyToManyField(blank=True, related_name='+', to='communities.need', verbose_name='needs')),
            ],
            options={
                'verbose_name': 'trip',
                'verbose_name_plural': 'trips',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='TripMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('trip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='trips.trip')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='trip_seats', to=settings.AUTH_USER_MODEL)),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('role', models.CharField(choices=[('organiser', 'Organiser'), ('companion', 'Companion'), ('chaperone', 'Chaperone'), ('payer', 'Treasurer'), ('observer', 'Observer')], max_length=12, verbose_name='role')),
                ('heads', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='number of people')),
                ('nonce', models.CharField(default=core.security.tokens.new_nonce, editable=False, max_length=16)),
                ('joined_at', models.DateTimeField(auto_now_add=True)),
                ('left_at', models.DateTimeField(editable=False, null=True)),
                ('is_awaited', models.BooleanField(default=False, editable=False)),
                ('seen_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'verbose_name': 'trip member',
                'verbose_name_plural': 'trip members',
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('trip', 'person'), name='one_seat_per_person_and_trip')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('trip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='trips.trip')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='trips.tripmember')),
                ('role', models.CharField(choices=[('organiser', 'Organiser'), ('companion', 'Companion'), ('chaperone', 'Chaperone'), ('payer', 'Treasurer'), ('observer', 'Observer')], max_length=12, verbose_name='role')),
                ('seat', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='trips.tripmember')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email')),
                ('nonce', models.CharField(default=core.security.tokens.new_nonce, editable=False, max_length=16)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(editable=False, null=True)),
                ('revoked_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='TripLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('trip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='trips.trip')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='trips.tripmember')),
                ('kind', models.CharField(choices=[('calendar', 'Calendar'), ('look', 'View the plan')], max_length=12, verbose_name='type of link')),
                ('nonce', models.CharField(default=core.security.tokens.new_nonce, editable=False, max_length=16)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('revoked_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('trip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='trips.trip')),
                ('number', models.PositiveBigIntegerField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='trips.tripmember')),
                ('verb', models.CharField(choices=[('added', 'added'), ('changed', 'changed'), ('moved', 'moved'), ('removed', 'removed'), ('restored', 'restored'), ('closed', 'closed'), ('attached', 'attached')], max_length=12)),
                ('noun', models.CharField(choices=[('trip', 'trip'), ('step', 'step'), ('request', 'request to a host'), ('idea', 'idea'), ('voice', 'opinion'), ('poll', 'poll'), ('ballot', 'vote'), ('comment', 'comment'), ('document', 'document'), ('expense', 'expense'), ('checklist', 'list'), ('item', 'list item')], max_length=12)),
                ('part', models.PositiveBigIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField(null=True)),
                ('key', models.UUIDField()),
                ('outcome', models.CharField(choices=[('applied', 'applied'), ('aside', 'set aside'), ('undone', 'undone')], default='applied', max_length=8)),
                ('undoes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='undone_by', to='trips.change')),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ('-number',),
                'indexes': [models.Index(fields=['trip', 'noun', 'part'], name='change_by_part')],
                'constraints': [models.UniqueConstraint(fields=('trip', 'number'), name='changes_are_numbered'), models.UniqueConstraint(fields=('by', 'key'), name='one_change_per_member_and_key')],
            },
        ),
        migrations.CreateModel(
            name='Route',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pieces', models.JSONField()),
                ('metres', models.PositiveIntegerField()),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('trip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='routes', to='trips.trip')),
            ],
            options={
                'verbose_name': 'route',
                'verbose_name_plural': 'routes',
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0, editable=False)),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('trip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='trips.trip')),
                ('removed_at', models.DateTimeField(editable=False, null=True)),
                ('kind', models.CharField(choices=[('wish', 'Wish'), ('offer', 'Offer'), ('meeting', 'Meeting'), ('leg', 'Journey'), ('note', 'Note')], max_length=12, verbose_name='type')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('words', models.TextField(blank=True, max_length=4000, verbose_name='your own words')),
                ('day', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='day')),
                ('rank', models.FloatField(default=0, editable=False)),
                ('placed', models.PositiveBigIntegerField(default=0, editable=False)),
                ('at', models.TimeField(blank=True, null=True, verbose_name='time')),
                ('minutes', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='duration in minutes')),
                ('nights', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(366)], verbose_name='nights')),
                ('locality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='geography.locality', verbose_name='town, village or city')),
                ('spot', models.CharField(blank=True, max_length=120, verbose_name='exact place')),
                ('offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='offers.offer')),
                ('session', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='calendars.session')),
                ('request', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='steps', to='requests.request')),
                ('asked_there', models.JSONField(editable=False, null=True)),
                ('mode', models.CharField(blank=True, choices=[('walk', 'on foot'), ('bike', 'by bike'), ('e_bike', 'by e-bike'), ('regional_train', 'by regional train'), ('intercity', 'by intercity train'), ('high_speed', 'by high-speed train'), ('coach', 'by coach'), ('bus', 'by bus'), ('tram', 'by tram'), ('metro', 'by metro'), ('car', 'by car'), ('electric_car', 'by electric car'), ('van', 'by van'), ('camper', 'by camper van'), ('motorbike', 'by motorbike'), ('plane', 'by plane')], max_length=16, verbose_name='means of transport')),
                ('metres', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(20000000)], verbose_name='distance in metres')),
                ('route', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='trips.route', verbose_name='recorded route')),
                ('people', models.ManyToManyField(blank=True, related_name='+', to='trips.tripmember', verbose_name='who it’s for')),
            ],
            options={
                'verbose_name': 'step',
                'verbose_name_plural': 'steps',
                'indexes': [models.Index(fields=['trip', 'day', 'rank'], name='step_in_order')],
            },
        ),
    ]
