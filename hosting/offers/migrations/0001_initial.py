"""Tables of offers."""

import core.ids
import datetime
import django.core.validators
import django.db.models.deletion
import hosting.offers.validators
import modelcluster.fields
import uuid
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('communities', '0001_initial'),
        ('geography', '0001_initial'),
        ('media', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('reference', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to=settings.AUTH_USER_MODEL)),
                ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='geography.locality', verbose_name='commune or town')),
                ('address', models.CharField(help_text='Shared only with people you have an agreement with.', max_length=255, verbose_name='address')),
                ('directions', models.TextField(blank=True, help_text='Shared only with guests you have an agreement with.', max_length=2000, verbose_name='how to find the door')),
                ('exact_latitude', models.FloatField()),
                ('exact_longitude', models.FloatField()),
                ('latitude', models.FloatField(editable=False)),
                ('longitude', models.FloatField(editable=False)),
                ('radius', models.PositiveIntegerField(default=1000, editable=False, help_text='Radius of the circle shown on the map, in metres.')),
            ],
            options={
                'indexes': [models.Index(fields=['host', 'exact_latitude'], name='place_by_host_and_latitude')],
            },
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('kind', models.CharField(choices=[('stay', 'Stay'), ('activity', 'Activity'), ('product', 'Product'), ('tip', 'Tip')], editable=False, max_length=12)),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to=settings.AUTH_USER_MODEL, verbose_name='host')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='communities.community', verbose_name='community')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='offers.place', verbose_name='place')),
                ('state', models.CharField(choices=[('open', 'Open'), ('paused', 'Paused'), ('withdrawn', 'Withdrawn')], default='open', editable=False, max_length=12, verbose_name='state')),
                ('hidden_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('erased_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('time_zone', models.CharField(blank=True, editable=False, max_length=40)),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English'), ('de', 'German'), ('es', 'Spanish'), ('it', 'Italian'), ('nl', 'Dutch')], default='fr', max_length=10, verbose_name='language you write in')),
                ('words', models.TextField(blank=True, help_text='What you’d tell a neighbour. It’s shown first on the page.', max_length=6000, verbose_name='in your own words')),
                ('contract_party', models.CharField(choices=[('private', 'a private individual'), ('self_employed', 'a self-employed person'), ('association', 'an association'), ('company', 'a company or co-operative'), ('public_body', 'a public body')], default='private', max_length=16, verbose_name='legal status')),
                ('party_min', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name='minimum number of people')),
                ('party_max', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(500)], verbose_name='maximum number of people')),
                ('season_from', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='open from (month)')),
                ('season_until', models.PositiveSmallIntegerField(default=12, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='open until (month)')),
                ('notice_days', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(365)], verbose_name='minimum notice (days)')),
                ('without_car', models.TextField(blank=True, max_length=1500, verbose_name='how to get here without a car')),
                ('station_name', models.CharField(blank=True, max_length=80, verbose_name='nearest station or stop')),
                ('station_distance', models.PositiveIntegerField(blank=True, null=True, verbose_name='distance to the station (metres)')),
                ('by_car', models.CharField(blank=True, max_length=500, verbose_name='by car')),
                ('source', models.CharField(blank=True, editable=False, max_length=255, verbose_name='source of the text')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('causes', modelcluster.fields.ParentalManyToManyField(blank=True, to='communities.cause', verbose_name='causes')),
                ('interests', modelcluster.fields.ParentalManyToManyField(blank=True, to='communities.interest', verbose_name='interests')),
                ('needs', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='offers', to='communities.need', verbose_name='needs met')),
            ],
            options={
                'verbose_name': 'offer',
                'verbose_name_plural': 'offers',
                'indexes': [models.Index(fields=['community', 'kind'], name='offer_community_kind')],
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name='AccessSurvey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offer', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='access_surveys', to='offers.offer')),
                ('surveyed_on', models.DateField(blank=True, null=True, verbose_name='measured on')),
                ('entrance_steps', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(200)], verbose_name='steps at the entrance')),
                ('step_height', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='step height (cm)')),
                ('has_ramp', models.BooleanField(blank=True, null=True, verbose_name='ramp')),
                ('entrance_width', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(500)], verbose_name='entrance width (cm)')),
                ('narrowest_door', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(500)], verbose_name='narrowest inside door (cm)')),
                ('has_lift', models.BooleanField(blank=True, null=True, verbose_name='lift')),
                ('has_level_shower', models.BooleanField(blank=True, null=True, verbose_name='step-free shower')),
                ('has_grab_bars', models.BooleanField(blank=True, null=True, verbose_name='grab bars')),
                ('has_adapted_toilet', models.BooleanField(blank=True, null=True, verbose_name='accessible toilet')),
                ('welcomes_assistance_dogs', models.BooleanField(blank=True, null=True, verbose_name='assistance dogs welcome')),
                ('has_quiet_room', models.BooleanField(blank=True, null=True, verbose_name='quiet room')),
                ('has_hearing_loop', models.BooleanField(blank=True, null=True, verbose_name='hearing loop')),
                ('has_night_lighting', models.BooleanField(blank=True, null=True, verbose_name='path lit at night')),
                ('has_adapted_parking', models.BooleanField(blank=True, null=True, verbose_name='accessible parking')),
                ('details', models.TextField(blank=True, max_length=1500, verbose_name='anything else guests should know')),
            ],
            options={
                'verbose_name': 'access survey',
                'verbose_name_plural': 'access survey',
                'constraints': [models.UniqueConstraint(fields=('offer',), name='one_survey_per_offer')],
            },
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('offer_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='offers.offer')),
                ('duration_minutes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(10080)], verbose_name='duration in minutes')),
                ('minimum_age', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(120)], verbose_name='minimum age')),
                ('is_on_request', models.BooleanField(default=False, help_text='Guests can suggest a day that suits them.', verbose_name='on request')),
                ('bring', models.CharField(blank=True, max_length=255, verbose_name='what to bring')),
            ],
            options={
                'verbose_name': 'activity',
                'verbose_name_plural': 'activities',
            },
            bases=('offers.offer',),
        ),
        migrations.CreateModel(
            name='Attestation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attestations', to='communities.membership')),
                ('offer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attestations', to='offers.offer')),
                ('kind', models.CharField(choices=[('visited', 'Home, seen in person'), ('safe', 'Smoke alarm and exits'), ('access', 'Access, measured on site'), ('kitchen', 'Kitchen and food'), ('insured', 'Proof of insurance'), ('trained', 'Training certificate'), ('registered', 'Town hall registration')], max_length=16, verbose_name='what was checked')),
                ('seen', models.CharField(max_length=300, verbose_name='what was seen')),
                ('checked_on', models.DateField(verbose_name='checked on')),
                ('until', models.DateField(verbose_name='valid until')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revoked_at', models.DateTimeField(editable=False, null=True)),
                ('expiry_notified_at', models.DateTimeField(db_column='told_at', editable=False, null=True)),
            ],
            options={
                'verbose_name': 'check',
                'verbose_name_plural': 'checks',
                'ordering': ('-pk',),
                'indexes': [models.Index(fields=['until'], name='attestation_by_end')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('checked_on'))), name='an_attestation_ends_after_it_began')],
            },
        ),
        migrations.CreateModel(
            name='Product',
            fields=[
                ('offer_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='offers.offer')),
                ('opening', models.CharField(blank=True, help_text='For example: afternoons are best, ring the bell. You’ll enter opening hours in another step.', max_length=255, verbose_name='when to come')),
                ('stock', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='quantity in stock')),
                ('shop_url', models.URLField(blank=True, verbose_name='link to your shop')),
            ],
            options={
                'verbose_name': 'product',
                'verbose_name_plural': 'products',
            },
            bases=('offers.offer',),
        ),
        migrations.CreateModel(
            name='Tip',
            fields=[
                ('offer_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='offers.offer')),
                ('best_time', models.CharField(blank=True, max_length=160, verbose_name='best time')),
            ],
            options={
                'verbose_name': 'tip',
                'verbose_name_plural': 'tips',
            },
            bases=('offers.offer',),
        ),
        migrations.CreateModel(
            name='OfferPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offer', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='offers.offer')),
                ('photo', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media.photo', verbose_name='photo')),
                ('caption', models.CharField(blank=True, max_length=160, verbose_name='caption')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'photo',
                'verbose_name_plural': 'photos',
                'ordering': ('sort_order', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Rate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offer', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='rates', to='offers.offer')),
                ('name', models.CharField(blank=True, choices=[('mode', 'Type of exchange'), ('full', 'Full price'), ('reduced', 'Reduced price'), ('children', 'Children'), ('students', 'Students'), ('families', 'Families'), ('groups', 'Groups'), ('members', 'Members'), ('residents', 'Local residents'), ('weekdays', 'Weekdays'), ('weekends', 'Weekends'), ('long_stays', 'Long stays'), ('whole_house', 'Whole house'), ('bottle', 'Bottle'), ('jar', 'Jar'), ('piece', 'Single item')], max_length=16, verbose_name='name')),
                ('own_name', models.CharField(blank=True, help_text='Only if no name on the list fits.', max_length=80, verbose_name='name in your own words')),
                ('mode', models.CharField(choices=[('paid', 'Paid'), ('solidarity', 'Solidarity rate'), ('free_price', 'Pay what you can'), ('free', 'Free'), ('service', 'Helping hand'), ('house_swap', 'House swap'), ('local_currency', 'Local currency'), ('mutual_credit', 'Mutual credit'), ('gift', 'Gift')], default='paid', max_length=16, verbose_name='type of exchange')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, help_text='For “Pay what you can”, the amount you suggest.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount')),
                ('minimum', models.DecimalField(blank=True, decimal_places=2, help_text='Only for “Pay what you can”.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='minimum amount')),
                ('currency', models.CharField(default='EUR', help_text='A code of three letters, for example EUR.', max_length=3, verbose_name='currency')),
                ('unit', models.CharField(choices=[('night', 'per night'), ('person_night', 'per person per night'), ('week', 'per week'), ('stay', 'per stay'), ('person', 'per person'), ('group', 'per group'), ('hour', 'per hour'), ('item', 'each')], default='night', max_length=16, verbose_name='how this rate is charged')),
                ('audience', models.CharField(blank=True, max_length=255, verbose_name='who it’s for')),
                ('details', models.CharField(blank=True, max_length=255, verbose_name='what’s included')),
                ('explanation', models.TextField(blank=True, help_text='Where the money goes, or what you’d like in return.', max_length=2000, verbose_name='about your price')),
                ('cash', models.BooleanField(default=True, verbose_name='cash')),
                ('transfer', models.BooleanField(default=False, verbose_name='bank transfer')),
                ('ancv', models.BooleanField(default=False, verbose_name='holiday vouchers (ANCV)')),
                ('vacaf', models.BooleanField(default=False, verbose_name='family allowance holiday aid (VACAF)')),
                ('local_currency', models.BooleanField(default=False, verbose_name='local currency')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'rate',
                'verbose_name_plural': 'rates',
                'ordering': ('sort_order', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('own_name', ''), models.Q(('name', ''), _negated=True)), models.Q(('name', ''), models.Q(('own_name', ''), _negated=True)), _connector='OR'), name='rate_is_named_once')],
            },
        ),
        migrations.CreateModel(
            name='OpeningHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offer', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='opening_hours', to='offers.offer')),
                ('weekdays', models.JSONField(default=list, validators=[hosting.offers.validators.validate_weekdays], verbose_name='days')),
                ('opens', models.TimeField(verbose_name='opens at')),
                ('closes', models.TimeField(verbose_name='closes at')),
                ('closes_next_day', models.BooleanField(default=False, verbose_name='closes after midnight')),
                ('season_from', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='from (month)')),
                ('season_until', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='until (month)')),
                ('note', models.CharField(blank=True, max_length=120, verbose_name='remark')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'opening hours',
                'verbose_name_plural': 'opening hours',
                'ordering': ('sort_order', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closes__gt', models.F('opens')), ('closes_next_day', False)), models.Q(('closes__lte', models.F('opens')), ('closes_next_day', True)), _connector='OR'), name='hours_end_after_they_begin'), models.CheckConstraint(condition=models.Q(models.Q(('season_from', None), ('season_until', None)), models.Q(('season_from__isnull', False), ('season_until__isnull', False)), _connector='OR'), name='a_season_has_two_months')],
            },
        ),
        migrations.CreateModel(
            name='CommunityReading',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
            ],
            options={
                'verbose_name': 'community review',
                'verbose_name_plural': 'community reviews',
                'permissions': (('read_any_offer', 'Can review offers from every community'),),
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='Stay',
            fields=[
                ('offer_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='offers.offer')),
                ('lodging_kind', models.CharField(choices=[('in_home', 'Room in someone’s home'), ('guest_room', 'Bed and breakfast'), ('furnished', 'Furnished rental'), ('gite', 'Gîte'), ('group', 'Group accommodation'), ('hotel', 'Small hotel'), ('campsite', 'Pitch or campsite'), ('unusual', 'Unusual accommodation')], default='in_home', max_length=16, verbose_name='type of accommodation')),
                ('amenities', models.JSONField(blank=True, default=list, validators=[hosting.offers.validators.validate_amenities], verbose_name='amenities')),
                ('house_rules', models.TextField(blank=True, max_length=3000, verbose_name='house rules')),
                ('min_nights', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='minimum nights')),
                ('max_nights', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='maximum nights')),
                ('arrival_from', models.TimeField(default=datetime.time(16, 0), verbose_name='earliest arrival time')),
                ('departure_until', models.TimeField(default=datetime.time(11, 0), verbose_name='latest departure time')),
                ('registration_number', models.CharField(blank=True, help_text='If your accommodation has one. It’s shown on the offer’s page (French Code du tourisme, L. 324-1-1).', max_length=40, verbose_name='registration number')),
                ('is_main_residence', models.BooleanField(blank=True, null=True, verbose_name='this is my main home')),
                ('declared_at', models.DateTimeField(editable=False, null=True)),
                ('declared_version', models.PositiveSmallIntegerField(editable=False, null=True)),
            ],
            options={
                'verbose_name': 'stay',
                'verbose_name_plural': 'stays',
            },
            bases=('offers.offer',),
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('stay', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='units', to='offers.stay')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('sleeps', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(200)], verbose_name='sleeping places')),
                ('bathroom', models.CharField(choices=[('private', 'Private bathroom'), ('shared', 'Shared bathroom'), ('outside', 'Outdoor washing facilities'), ('none', 'No bathroom')], default='shared', max_length=12, verbose_name='bathroom')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'unit',
                'verbose_name_plural': 'units',
                'ordering': ('sort_order', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='UnitBed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='beds', to='offers.unit')),
                ('kind', models.CharField(choices=[('double', 'Double bed'), ('single', 'Single bed'), ('bunk', 'Bunk bed'), ('sofa', 'Sofa bed'), ('cot', 'Cot')], default='double', max_length=12, verbose_name='bed')),
                ('count', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='number')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'kind'), name='one_row_per_unit_and_bed')],
            },
        ),
        migrations.CreateModel(
            name='OfferTranslation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offer', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='offers.offer')),
                ('language', models.CharField(max_length=10, verbose_name='language')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('words', models.TextField(max_length=6000, verbose_name='in your own words')),
                ('without_car', models.TextField(blank=True, max_length=1500, verbose_name='how to get here without a car')),
                ('made_by', models.CharField(choices=[('person', 'human translation'), ('machine', 'machine translation')], max_length=8, verbose_name='type of translation')),
                ('of', models.CharField(editable=False, max_length=64)),
            ],
            options={
                'verbose_name': 'offer translation',
                'verbose_name_plural': 'offer translations',
                'constraints': [models.UniqueConstraint(fields=('offer', 'language'), name='one_translation_in_a_language'), models.CheckConstraint(condition=models.Q(('made_by__in', ['person', 'machine'])), name='translated_by_somebody')],
            },
        ),
    ]
