"""Tables of organisations, mandates and invitations."""

import commons.accounts.validators
import commons.organisations.validators
import core.ids
import core.security.tokens
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('kind', models.CharField(choices=[('association', 'Association'), ('company', 'Company'), ('co_operative', 'Co-operative'), ('school', 'School'), ('works_council', 'Works council'), ('public_body', 'Public body'), ('third_place', 'Third place'), ('social_relay', 'Social support service')], max_length=16, verbose_name='type of organisation')),
                ('name', models.CharField(max_length=120, validators=[commons.accounts.validators.validate_single_line], verbose_name='name')),
                ('siren', models.CharField(blank=True, max_length=9, validators=[commons.organisations.validators.validate_siren], verbose_name='SIREN')),
                ('siret', models.CharField(blank=True, max_length=14, validators=[commons.organisations.validators.validate_siret], verbose_name='SIRET')),
                ('rna', models.CharField(blank=True, max_length=10, validators=[commons.organisations.validators.validate_rna], verbose_name='RNA')),
                ('vat', models.CharField(blank=True, max_length=14, validators=[commons.organisations.validators.validate_vat], verbose_name='VAT number')),
                ('uai', models.CharField(blank=True, max_length=8, validators=[commons.organisations.validators.validate_uai], verbose_name='UAI')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('unmanaged_since', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ('name', 'pk'),
                'permissions': (('look_after_organisations', 'Can add people to an organisation'),),
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('role', models.CharField(choices=[('manager', 'Manages the organisation and acts for it'), ('representative', 'Acts for the organisation')], max_length=16, verbose_name='role')),
                ('starts_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='first day')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='organisations.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'mandate',
                'verbose_name_plural': 'mandates',
                'ordering': ('pk',),
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('organisation', 'person'), name='one_standing_mandate_per_person')],
            },
        ),
        migrations.CreateModel(
            name='MandateInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('email', models.EmailField(max_length=254, verbose_name='email address')),
                ('role', models.CharField(choices=[('manager', 'Manages the organisation and acts for it'), ('representative', 'Acts for the organisation')], max_length=16, verbose_name='role')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('nonce', models.CharField(default=core.security.tokens.new_nonce, editable=False, max_length=16)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(editable=False, null=True)),
                ('revoked_at', models.DateTimeField(editable=False, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mandate_invitations', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='organisations.organisation')),
            ],
            options={
                'ordering': ('pk',),
                'default_permissions': (),
            },
        ),
    ]
