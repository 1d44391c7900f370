"""People, the audit log, the outbox, notices and letters."""

import commons.accounts.validators
import core.ids
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import phonenumber_field.modelfields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('mail_pace', models.CharField(choices=[('at_once', 'As it happens: one email for each notification'), ('daily', 'Once a day: one email with everything'), ('never', 'No emails: I’ll check the site')], default='at_once', max_length=10, verbose_name='email notifications')),
                ('mail_paces', models.JSONField(blank=True, default=dict, editable=False, verbose_name='emails by type')),
                ('mail_hour', models.PositiveSmallIntegerField(default=7, validators=[django.core.validators.MaxValueValidator(23)], verbose_name='time of the daily email')),
                ('time_zone', models.CharField(default='Europe/Paris', max_length=40, validators=[commons.accounts.validators.validate_time_zone], verbose_name='time zone')),
                ('mails_desk', models.BooleanField(default=False, help_text='Numbers and links, no names. If nothing is waiting, we don’t send an email.', verbose_name='each day, a summary of what’s waiting on my desk')),
                ('mail_promised_on', models.DateField(editable=False, null=True)),
                ('desk_mailed_on', models.DateField(editable=False, null=True)),
                ('mail_bounced_at', models.DateTimeField(editable=False, null=True)),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='email address')),
                ('email_verified_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('display_name', models.CharField(help_text='The name you’d like to be known by here.', max_length=80, validators=[commons.accounts.validators.validate_single_line], verbose_name='name shown to others')),
                ('full_name', models.CharField(blank=True, help_text='Appears in your agreements and nowhere else.', max_length=160, validators=[commons.accounts.validators.validate_single_line], verbose_name='full name')),
                ('phone', phonenumber_field.modelfields.PhoneNumberField(blank=True, help_text='Shared only with the host or guest you have an agreement with.', max_length=128, region=None, verbose_name='phone')),
                ('words', models.TextField(blank=True, max_length=2000, verbose_name='a few words about you')),
                ('language', models.CharField(default='fr', max_length=10, validators=[commons.accounts.validators.validate_site_language], verbose_name='language of our emails to you')),
                ('languages', models.JSONField(blank=True, default=list, validators=[commons.accounts.validators.validate_spoken_languages], verbose_name='languages you speak')),
                ('is_staff', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now)),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('hidden_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('suspended_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('two_step_due_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'permissions': (('moderate_people', 'Can hide profiles and suspend accounts'),),
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='one_account_per_address')],
            },
        ),
        migrations.CreateModel(
            name='TwoStepReset',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reason', models.TextField(max_length=300)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='two_step_reset', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('asked_by', models.F('person')), _negated=True), name='nobody_resets_their_own_two_step')],
            },
        ),
    ]
