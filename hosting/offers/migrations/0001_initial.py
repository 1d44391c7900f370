"""Tables of offers."""

import core.ids
import datetime
import django.core.validators
import django.db.models.deletion
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
                ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='geography.locality', verbose_name='commune or city')),
                ('address', models.CharField(help_text='Only for those you agree with.', max_length=255, verbose_name='address')),
                ('directions', models.TextField(blank=True, help_text='Only after agreement.', max_length=2000, verbose_name='how to find the door')),
                ('exact_latitude', models.FloatField()),
                ('exact_longitude', models.FloatField()),
                ('latitude', models.FloatField(editable=False)),
                ('longitude', models.FloatField(editable=False)),
                ('radius', models.PositiveIntegerField(default=1000, editable=False, help_text='Metres of the circle that the map shows.')),
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
                ('language', models.CharField(default='fr', max_length=10, verbose_name='language of your words')),
                ('words', models.TextField(blank=True, help_text='What you would tell a neighbour. It stands first on the page.', max_length=6000, verbose_name='in your own words')),
                ('contract_party', models.CharField(choices=[('private', 'a private person'), ('self_employed', 'a self-employed person'), ('association', 'an association'), ('company', 'a company or cooperative'), ('public_body', 'a public body')], default='private', max_length=16, verbose_name='the contract is with')),
                ('party_min', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name='people at least')),
                ('party_max', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(500)], verbose_name='people at most')),
                ('season_from', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='open from month')),
                ('season_until', models.PositiveSmallIntegerField(default=12, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='open until month')),
                ('notice_days', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(365)], verbose_name='days of notice')),
                ('without_car', models.TextField(blank=True, max_length=1500, verbose_name='how to come without a car')),
                ('station_name', models.CharField(blank=True, max_length=80, verbose_name='nearest station or stop')),
                ('station_distance', models.PositiveIntegerField(blank=True, null=True, verbose_name='metres to the station')),
                ('by_car', models.CharField(blank=True, max_length=500, verbose_name='by car')),
                ('source', models.CharField(blank=True, editable=False, max_length=255, verbose_name='source of the text')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('causes', modelcluster.fields.ParentalManyToManyField(blank=True, to='communities.cause', verbose_name='causes')),
                ('interests', modelcluster.fields.ParentalManyToManyField(blank=True, to='communities.interest', verbose_name='interests')),
                ('needs', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='offers', to='communities.need', verbose_name='needs that are met')),
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
                ('step_height', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='height of a step (cm)')),
                ('has_ramp', models.BooleanField(blank=True, null=True, verbose_name='ramp')),
                ('entrance_width', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(500)], verbose_name='width of the entrance (cm)')),
                ('narrowest_door', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(500)], verbose_name='narrowest door inside (cm)')),
                ('has_lift', models.BooleanField(blank=True, null=True, verbose_name='lift')),
                ('has_level_shower', models.BooleanField(blank=True, null=True, verbose_name='level shower')),
                ('has_grab_bars', models.BooleanField(blank=True, null=True, verbose_name='grab bars')),
                ('has_adapted_toilet', models.BooleanField(blank=True, null=True, verbose_name='adapted toilet')),
                ('welcomes_assistance_dogs', models.BooleanField(blank=True, null=True, verbose_name='assistance dog')),
                ('has_quiet_room', models.BooleanField(blank=True, null=True, verbose_name='quiet room')),
                ('has_hearing_loop', models.BooleanField(blank=True, null=True, verbose_name='hearing loop')),
                ('has_night_lighting', models.BooleanField(blank=True, null=True, verbose_name='lit way at night')),
                ('has_adapted_parking', models.BooleanField(blank=True, null=True, verbose_name='adapted parking')),
                ('details', models.TextField(blank=True, max_length=1500, verbose_name='what else one should know')),
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
                ('minimum_age', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(120)], verbose_name='from age')),
                ('is_on_request', models.BooleanField(default=False, help_text='People may ask for a day of their own.', verbose_name='on request')),
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
                ('kind', models.CharField(choices=[('visited', 'The home, on the spot'), ('safe', 'Smoke alarm and ways out'), ('access', 'The access, measured on the spot'), ('kitchen', 'Kitchen and food'), ('insured', 'An insurance paper'), ('trained', 'A certificate of training'), ('registered', 'The registration of the town hall')], max_length=16, verbose_name='what was looked at')),
                ('seen', models.CharField(max_length=300, verbose_name='what was seen')),
                ('checked_on', models.DateField(verbose_name='seen on')),
                ('until', models.DateField(verbose_name='counts until')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revoked_at', models.DateTimeField(editable=False, null=True)),
                ('expiry_notified_at', models.DateTimeField(db_column='told_at', editable=False, null=True)),
            ],
            options={
                'verbose_name': 'attestation',
                'verbose_name_plural': 'attestations',
                'ordering': ('-pk',),
                'indexes': [models.Index(fields=['until'], name='attestation_by_end')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('checked_on'))), name='an_attestation_ends_after_it_began')],
            },
        ),
        migrations.CreateModel(
            name='Product',
            fields=[
                ('offer_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='offers.offer')),
                ('opening', models.CharField(blank=True, help_text='Saturdays, or by telephone.', max_length=255, verbose_name='when to come')),
                ('stock', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='pieces left')),
                ('shop_url', models.URLField(blank=True, verbose_name='shop elsewhere')),
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
                ('photo', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media.photo', verbose_name='photograph')),
                ('caption', models.CharField(blank=True, max_length=160, verbose_name='caption')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'photograph',
                'verbose_name_plural': 'photographs',
                'ordering': ('sort_order', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Rate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offer', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='rates', to='offers.offer')),
                ('label', models.CharField(max_length=80, verbose_name='name')),
                ('mode', models.CharField(choices=[('paid', 'Paid'), ('solidarity', 'Solidarity rate'), ('free_price', 'Free price'), ('free', 'Free'), ('service', 'Helping hand'), ('house_swap', 'House swap'), ('local_currency', 'Local currency'), ('mutual_credit', 'Mutual credit'), ('gift', 'Gift')], default='paid', max_length=16, verbose_name='exchange')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, help_text='For a free price: what you advise.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount')),
                ('minimum', models.DecimalField(blank=True, decimal_places=2, help_text='For a free price only.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='at least')),
                ('currency', models.CharField(default='EUR', help_text='ISO 4217 code.', max_length=3, verbose_name='currency')),
                ('unit', models.CharField(choices=[('night', 'a night'), ('person_night', 'a person and night'), ('week', 'a week'), ('stay', 'for the stay'), ('person', 'a person'), ('group', 'for the group'), ('hour', 'an hour'), ('item', 'a piece')], default='night', max_length=16, verbose_name='for')),
                ('audience', models.CharField(blank=True, max_length=255, verbose_name='for whom')),
                ('details', models.CharField(blank=True, max_length=255, verbose_name='what it holds')),
                ('explanation', models.TextField(blank=True, help_text='Where the money goes, or what you hope for in exchange.', max_length=2000, verbose_name='explain my price')),
                ('cash', models.BooleanField(default=True, verbose_name='cash')),
                ('transfer', models.BooleanField(default=False, verbose_name='bank transfer')),
                ('ancv', models.BooleanField(default=False, verbose_name='holiday vouchers (ANCV)')),
                ('vacaf', models.BooleanField(default=False, verbose_name='family-fund holiday aid (VACAF)')),
                ('local_currency', models.BooleanField(default=False, verbose_name='local currency')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'rate',
                'verbose_name_plural': 'rates',
                'ordering': ('sort_order', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='CommunityReading',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
            ],
            options={
                'verbose_name': 'reading by the community',
                'verbose_name_plural': 'readings by the community',
                'permissions': (('read_any_offer', 'Can read the offers of every community'),),
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='Stay',
            fields=[
                ('offer_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='offers.offer')),
                ('lodging_kind', models.CharField(choices=[('in_home', "Room in an inhabitant's home"), ('guest_room', 'Guest room with breakfast'), ('furnished', 'Furnished home'), ('gite', 'Gîte'), ('group', 'House for groups'), ('hotel', 'Small hotel'), ('campsite', 'Pitch or campsite'), ('unusual', 'Unusual roof')], default='in_home', max_length=16, verbose_name='kind of roof')),
                ('house_rules', models.TextField(blank=True, max_length=3000, verbose_name='rules of the house')),
                ('min_nights', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='nights at least')),
                ('max_nights', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='nights at most')),
                ('arrival_from', models.TimeField(default=datetime.time(16, 0), verbose_name='arrival from')),
                ('departure_until', models.TimeField(default=datetime.time(11, 0), verbose_name='departure until')),
                ('registration_number', models.CharField(blank=True, help_text='Where your commune asks for one. It stands on the page (L. 324-1-1).', max_length=40, verbose_name='registration number')),
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
                ('sleeps', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(200)], verbose_name='sleeps')),
                ('bathroom', models.CharField(choices=[('private', 'Bathroom of your own'), ('shared', 'Shared bathroom'), ('outside', 'Washing place outside'), ('none', 'No bathroom')], default='shared', max_length=12, verbose_name='bathroom')),
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
                ('count', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='how many')),
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
                ('without_car', models.TextField(blank=True, max_length=1500, verbose_name='how to come without a car')),
                ('made_by', models.CharField(choices=[('person', 'by a person'), ('machine', 'by a machine')], max_length=8, verbose_name='translated by')),
                ('of', models.CharField(editable=False, max_length=64)),
            ],
            options={
                'verbose_name': 'translation of an offer',
                'verbose_name_plural': 'translations of an offer',
                'constraints': [models.UniqueConstraint(fields=('offer', 'language'), name='one_translation_in_a_language'), models.CheckConstraint(condition=models.Q(('made_by__in', ['person', 'machine'])), name='translated_by_somebody')],
            },
        ),
    ]
