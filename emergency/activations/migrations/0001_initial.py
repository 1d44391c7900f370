"""Emergencies, who is on duty, hospitals, partners, proposals of the switch, events and readings."""

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
                ('state', models.CharField(choices=[('draft', 'In preparation'), ('active', 'Open'), ('winding_down', 'Ending'), ('closed', 'Closed'), ('purged', 'Forgotten')], default='draft', editable=False, max_length=14)),
                ('state_since', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('opened_at', models.DateTimeField(editable=False, null=True)),
                ('closed_at', models.DateTimeField(editable=False, null=True)),
                ('territory', models.CharField(help_text='As people call it: Indre-et-Loire.', max_length=80, verbose_name='territory')),
                ('departments', models.CharField(help_text='Their numbers; the places of work are taken from there.', max_length=60, validators=[django.core.validators.RegexValidator('^(\\d[\\dAB]\\d?)(, ?\\d[\\dAB]\\d?)*$', 'Write the numbers of departments with commas between them: 37, 41.')], verbose_name='departments')),
                ('timezone', models.CharField(default='Europe/Paris', editable=False, max_length=40)),
                ('operator', models.CharField(help_text='Who answers for it before the law.', max_length=160, verbose_name='legal operator')),
                ('responsible', models.CharField(max_length=120, verbose_name='person responsible')),
                ('phone', phonenumber_field.modelfields.PhoneNumberField(max_length=128, region=None, verbose_name='telephone of the coordination')),
                ('reason', models.TextField(max_length=1000, verbose_name='reason')),
                ('is_drill', models.BooleanField(default=False, help_text='Every page and every email says so, and one person declares and ends it. It can’t be changed once it is declared.', verbose_name='this is an exercise')),
                ('decision', models.CharField(help_text='Who decided it and when: a prefect, a board.', max_length=200, verbose_name='decision')),
                ('price_rule', models.CharField(choices=[('free', 'Free of charge: a loan for use'), ('charges', 'Free of charge, the host may ask for water and power used')], default='free', max_length=10, verbose_name='price')),
                ('whole_only', models.BooleanField(default=True, verbose_name='whole places only')),
                ('min_nights', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(90)], verbose_name='nights at least')),
                ('gap_nights', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(14)], verbose_name='empty nights between two stays')),
                ('whole_check', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(3)], verbose_name='check level for a whole place')),
                ('shared_check', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MinValueValidator(2), django.core.validators.MaxValueValidator(3)], verbose_name='check level for a shared home')),
                ('work_domains', models.CharField(blank=True, help_text='chu-tours.fr, for the code sent to the address at work.', max_length=400, validators=[emergency.activations.validators.validate_domains], verbose_name='e-mail domains of employers')),
                ('service_minutes', models.JSONField(default=emergency.activations.states.activations.service_minutes, validators=[emergency.activations.validators.validate_service_minutes])),
                ('weights', models.JSONField(default=emergency.activations.states.activations.weights, validators=[emergency.activations.validators.validate_weights])),
                ('host_hours', models.PositiveSmallIntegerField(default=8, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(48)], verbose_name='hours a host has to answer')),
                ('urgent_hours', models.PositiveSmallIntegerField(default=4, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(24)], verbose_name='the same, when the start is near')),
                ('near_hours', models.PositiveSmallIntegerField(default=72, help_text='Two hosts may be asked at once then, and after an ask in vain, each with less time to answer.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(336)], verbose_name='hours before the start from which it is near')),
                ('requester_hours', models.PositiveSmallIntegerField(default=4, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(24)], verbose_name='hours a requester has to answer')),
                ('asks_per_week', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='asks to one host in a week, at most')),
                ('quiet_from', models.TimeField(default=datetime.time(21, 0), verbose_name='quiet from')),
                ('quiet_until', models.TimeField(default=datetime.time(8, 0), verbose_name='quiet until')),
                ('opens', models.TimeField(default=datetime.time(7, 0), verbose_name='somebody answers from')),
                ('closes', models.TimeField(default=datetime.time(23, 0), verbose_name='somebody answers until')),
                ('review_on', models.DateField(blank=True, help_text='At most thirty days ahead. Without a new decision the emergency ends.', null=True, verbose_name='to be decided anew on')),
                ('kept_days', models.PositiveSmallIntegerField(default=90, help_text='From then on numbers are left, and nobody’s name.', validators=[django.core.validators.MinValueValidator(30), django.core.validators.MaxValueValidator(365)], verbose_name='days after closing until everything is forgotten')),
                ('hard_end', models.DateField(blank=True, null=True, verbose_name='last stay ends on')),
            ],
            options={
                'verbose_name': 'activation',
                'verbose_name_plural': 'activations',
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
                ('sees_safety', models.BooleanField(default=False, verbose_name='reads reports on safety')),
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
                ('proofs', models.JSONField(default=list, verbose_name='accepted proofs')),
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
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                ('activation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='emergency_activations.activation')),
                ('noun', models.CharField(choices=[('activation', 'activation'), ('request', 'housing request'), ('offer', 'housing offer'), ('proposal', 'proposal'), ('placement', 'placement'), ('incident', 'report on safety'), ('extension', 'more nights'), ('suspension', 'suspension'), ('switch', 'the switch')], max_length=10)),
                ('number', models.PositiveBigIntegerField()),
                ('side', models.CharField(choices=[('coordinator', 'coordinator'), ('requester', 'requester'), ('host', 'host'), ('clock', 'the clock')], max_length=12)),
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
                ('name', models.CharField(max_length=120, verbose_name='name of the partner')),
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
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                ('activation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reveals', to='emergency_activations.activation')),
                ('side', models.CharField(choices=[('coordinator', 'coordinator'), ('requester', 'requester'), ('host', 'host'), ('clock', 'the clock')], max_length=12)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('noun', models.CharField(choices=[('activation', 'activation'), ('request', 'housing request'), ('offer', 'housing offer'), ('proposal', 'proposal'), ('placement', 'placement'), ('incident', 'report on safety'), ('extension', 'more nights'), ('suspension', 'suspension'), ('switch', 'the switch')], max_length=10)),
                ('number', models.PositiveBigIntegerField()),
                ('group', models.CharField(choices=[('contact', 'name and telephone'), ('address', 'address'), ('access', 'code and key')], max_length=8)),
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
                ('state', models.CharField(choices=[('open', 'Proposed'), ('done', 'Done'), ('called_off', 'Called off'), ('lapsed', 'Lapsed')], default='open', max_length=14)),
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
    ]
