"""Emergencies, who is on duty, hospitals, partners, proposals of the switch, events and readings."""

import commons.audit.models
import core.db.append_only
import core.ids
import datetime
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import emergency.activations.states.activations
import emergency.activations.validators
import phonenumber_field.modelfields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('audit', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Hospital',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=16, unique=True)),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('city', models.CharField(max_length=80, verbose_name='city')),
                ('postcode', models.CharField(max_length=5)),
                ('department_code', models.CharField(db_index=True, max_length=3)),
                ('latitude', models.FloatField()),
                ('longitude', models.FloatField()),
            ],
            options={
                'verbose_name': 'hospital',
                'verbose_name_plural': 'hospitals',
                'ordering': ('city', 'name', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Activation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('state', models.CharField(choices=[('draft', 'In preparation'), ('active', 'Open'), ('winding_down', 'Ending'), ('closed', 'Closed'), ('purged', 'Data deleted')], default='draft', editable=False, max_length=14)),
                ('state_since', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('opened_at', models.DateTimeField(editable=False, null=True)),
                ('closed_at', models.DateTimeField(editable=False, null=True)),
                ('territory', models.CharField(help_text='The name that people use, such as Indre-et-Loire.', max_length=80, verbose_name='territory')),
                ('departments', models.CharField(help_text='Enter the numbers of the French departments. The list of workplaces comes from these departments.', max_length=60, validators=[django.core.validators.RegexValidator('^(\\d[\\dAB]\\d?)(, ?\\d[\\dAB]\\d?)*$', 'Enter the numbers of the French departments, separated by commas: 37, 41.')], verbose_name='departments')),
                ('timezone', models.CharField(default='Europe/Paris', editable=False, max_length=40)),
                ('operator', models.CharField(help_text='The organisation that is legally responsible.', max_length=160, verbose_name='organisation responsible')),
                ('responsible', models.CharField(max_length=120, verbose_name='person responsible')),
                ('phone', phonenumber_field.modelfields.PhoneNumberField(max_length=128, region=None, verbose_name='coordination phone number')),
                ('reason', models.TextField(max_length=1000, verbose_name='reason')),
                ('is_drill', models.BooleanField(default=False, help_text='Every page and every email says that this is a drill. It takes only one person to declare the drill or end it. You can’t change this setting once the drill is declared.', verbose_name='this is a drill')),
                ('decision', models.CharField(help_text='Who made the decision (a prefect or a board, for example), and when.', max_length=200, verbose_name='decision')),
                ('price_rule', models.CharField(choices=[('free', 'Free of charge: a loan for use'), ('charges', 'Free of charge, but the host may ask you to pay for the water and electricity used')], default='free', max_length=10, verbose_name='price')),
                ('whole_only', models.BooleanField(default=True, verbose_name='whole homes only')),
                ('min_nights', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(90)], verbose_name='minimum nights')),
                ('gap_nights', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(14)], verbose_name='empty nights between two stays')),
                ('whole_check', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(3)], verbose_name='check level for a whole home')),
                ('shared_check', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MinValueValidator(2), django.core.validators.MaxValueValidator(3)], verbose_name='check level for a shared home')),
                ('work_domains', models.CharField(blank=True, help_text='Such as chu-tours.fr. We send the code to work addresses that end in one of these domains.', max_length=400, validators=[emergency.activations.validators.validate_domains], verbose_name='employers’ email domains')),
                ('service_minutes', models.JSONField(default=emergency.activations.states.activations.service_minutes, validators=[emergency.activations.validators.validate_service_minutes])),
                ('weights', models.JSONField(default=emergency.activations.states.activations.weights, validators=[emergency.activations.validators.validate_weights])),
                ('host_hours', models.PositiveSmallIntegerField(default=8, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(48)], verbose_name='hours for a host to reply')),
                ('urgent_hours', models.PositiveSmallIntegerField(default=4, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(24)], verbose_name='hours for a host to reply when the stay starts soon')),
                ('near_hours', models.PositiveSmallIntegerField(default=72, help_text='When the start is this close, we can ask two hosts at once, as we do after a host has said no or hasn’t replied. Each host has less time to reply.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(336)], verbose_name='hours before the start that count as “soon”')),
                ('requester_hours', models.PositiveSmallIntegerField(default=4, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(24)], verbose_name='hours for a requester to reply')),
                ('asks_per_week', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='maximum requests to one host per week')),
                ('quiet_from', models.TimeField(default=datetime.time(21, 0), verbose_name='quiet hours start at')),
                ('quiet_until', models.TimeField(default=datetime.time(8, 0), verbose_name='quiet hours end at')),
                ('opens', models.TimeField(default=datetime.time(7, 0), verbose_name='start of phone hours')),
                ('closes', models.TimeField(default=datetime.time(23, 0), verbose_name='end of phone hours')),
                ('review_on', models.DateField(blank=True, help_text='At most 30 days ahead. The emergency ends if it isn’t extended by then.', null=True, verbose_name='review date')),
                ('kept_days', models.PositiveSmallIntegerField(default=90, help_text='After this time, only figures remain, without names.', validators=[django.core.validators.MinValueValidator(30), django.core.validators.MaxValueValidator(365)], verbose_name='days after closing until all personal data is deleted')),
                ('hard_end', models.DateField(blank=True, null=True, verbose_name='latest end date for stays')),
            ],
            options={
                'verbose_name': 'emergency',
                'verbose_name_plural': 'emergencies',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('activation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duties', to='emergency_activations.activation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='emergency_duties', to=settings.AUTH_USER_MODEL)),
                ('sees_safety', models.BooleanField(default=False, verbose_name='reads safety reports')),
                ('waits_for_another', models.BooleanField(default=False, editable=False)),
                ('began_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('hospitals', models.ManyToManyField(blank=True, related_name='+', to='emergency_activations.hospital')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('activation', 'person'), name='one_duty_per_person_and_activation')],
            },
        ),
        migrations.CreateModel(
            name='Category',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='categories', to='emergency_activations.activation')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('name_fr', models.CharField(max_length=80, verbose_name='name in French')),
                ('name_en', models.CharField(max_length=80, verbose_name='name in English')),
                ('proofs', models.JSONField(default=list, verbose_name='accepted forms of proof')),
                ('sort_order', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'category',
                'verbose_name_plural': 'categories',
                'ordering': ('sort_order', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('salt', models.CharField(default=commons.audit.models.new_salt, editable=False, max_length=32)),
                ('words_salt', models.CharField(blank=True, default=commons.audit.models.new_salt, editable=False, max_length=32)),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                ('activation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='emergency_activations.activation')),
                ('noun', models.CharField(choices=[('activation', 'emergency'), ('request', 'housing request'), ('offer', 'housing offer'), ('proposal', 'proposal'), ('placement', 'stay'), ('incident', 'safety report'), ('extension', 'extra nights'), ('suspension', 'suspension'), ('switch', 'status change')], max_length=10)),
                ('number', models.PositiveBigIntegerField()),
                ('side', models.CharField(choices=[('coordinator', 'coordinator'), ('requester', 'requester'), ('host', 'host'), ('clock', 'the system')], max_length=12)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('old', models.CharField(blank=True, max_length=14)),
                ('new', models.CharField(max_length=14)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
            ],
            options={
                'ordering': ('pk',),
                'abstract': False,
                'indexes': [models.Index(fields=['noun', 'number'], name='event_by_subject')],
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='emergency_activations.activation')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='partner name')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('activation', 'name'), name='one_partner_of_a_name_per_activation')],
            },
        ),
        migrations.CreateModel(
            name='RevealLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('salt', models.CharField(default=commons.audit.models.new_salt, editable=False, max_length=32)),
                ('words_salt', models.CharField(blank=True, default=commons.audit.models.new_salt, editable=False, max_length=32)),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                ('activation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reveals', to='emergency_activations.activation')),
                ('side', models.CharField(choices=[('coordinator', 'coordinator'), ('requester', 'requester'), ('host', 'host'), ('clock', 'the system')], max_length=12)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('noun', models.CharField(choices=[('activation', 'emergency'), ('request', 'housing request'), ('offer', 'housing offer'), ('proposal', 'proposal'), ('placement', 'stay'), ('incident', 'safety report'), ('extension', 'extra nights'), ('suspension', 'suspension'), ('switch', 'status change')], max_length=10)),
                ('number', models.PositiveBigIntegerField()),
                ('group', models.CharField(choices=[('contact', 'name and phone number'), ('address', 'address'), ('access', 'access code and key')], max_length=8)),
                ('fields', models.JSONField(default=list)),
                ('reason', models.CharField(max_length=300)),
            ],
            options={
                'ordering': ('pk',),
                'abstract': False,
                'indexes': [models.Index(fields=['noun', 'number'], name='reveal_by_subject')],
            },
        ),
        migrations.CreateModel(
            name='SwitchProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('activation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='switch_proposals', to='emergency_activations.activation')),
                ('change', models.CharField(choices=[('declare', 'Declare the emergency'), ('end', 'End the emergency'), ('reopen', 'Reopen the emergency'), ('close', 'Close the emergency')], max_length=10)),
                ('state', models.CharField(choices=[('open', 'Proposed'), ('done', 'Done'), ('called_off', 'Cancelled'), ('lapsed', 'Expired')], default='open', max_length=14)),
                ('state_since', models.DateTimeField(default=django.utils.timezone.now)),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('review_on', models.DateField(null=True)),
                ('takes_effect_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-pk',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('activation',), name='one_open_switch_per_activation'), models.CheckConstraint(condition=models.Q(models.Q(('expires_at__isnull', False), ('takes_effect_at', None)), models.Q(('expires_at', None), ('takes_effect_at__isnull', False)), _connector='OR'), name='switch_has_one_clock'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), ('decided_by', None), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='switch_confirmed_by_another')],
            },
        ),
        core.db.append_only.ProtectTable('Event', blankable={'reason': '–', 'words_salt': ''}, receipts=('audit_rowdigest', 'emergency_activations.event')),
        core.db.append_only.ProtectTable('RevealLog', blankable={'reason': '–', 'words_salt': ''}, receipts=('audit_rowdigest', 'emergency_activations.reveallog')),
    ]
