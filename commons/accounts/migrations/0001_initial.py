"""People, the audit log, the outbox, notices and letters."""

import commons.accounts.validators
import core.ids
import django.core.validators
import django.db.models.functions.text
import django.utils.timezone
import phonenumber_field.modelfields
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
                ('mail_pace', models.CharField(choices=[('at_once', 'A mail for each thing, at once'), ('daily', 'One mail a day, with everything in it'), ('never', 'No mail: I look here myself')], default='at_once', max_length=10, verbose_name='mails about what happens here')),
                ('mail_paces', models.JSONField(blank=True, default=dict, editable=False, verbose_name='mails of one kind')),
                ('mail_hour', models.PositiveSmallIntegerField(default=7, validators=[django.core.validators.MaxValueValidator(23)], verbose_name='hour of the daily mail')),
                ('time_zone', models.CharField(default='Europe/Paris', max_length=40, validators=[commons.accounts.validators.validate_time_zone], verbose_name='time zone')),
                ('mails_desk', models.BooleanField(default=False, help_text='Numbers and links, no names. A day on which nothing waits brings no mail.', verbose_name='each day, what waits on my desk')),
                ('mail_promised_on', models.DateField(editable=False, null=True)),
                ('desk_mailed_on', models.DateField(editable=False, null=True)),
                ('mail_bounced_at', models.DateTimeField(editable=False, null=True)),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                ('email_verified_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('display_name', models.CharField(help_text='As you want to be called here.', max_length=80, validators=[commons.accounts.validators.validate_single_line], verbose_name='name shown to others')),
                ('full_name', models.CharField(blank=True, help_text='Stands in your agreements, and nowhere else.', max_length=160, validators=[commons.accounts.validators.validate_single_line], verbose_name='full name')),
                ('phone', phonenumber_field.modelfields.PhoneNumberField(blank=True, help_text='Given to the other side once you agree, and to nobody else.', max_length=128, region=None, verbose_name='telephone')),
                ('words', models.TextField(blank=True, max_length=2000, verbose_name='a few words about you')),
                ('language', models.CharField(default='fr', max_length=10, validators=[commons.accounts.validators.validate_site_language], verbose_name='language of our letters to you')),
                ('languages', models.JSONField(blank=True, default=list, validators=[commons.accounts.validators.validate_spoken_languages], verbose_name='languages you speak')),
                ('is_staff', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now)),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('hidden_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('suspended_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'permissions': (('moderate_people', 'Can hide and suspend people'),),
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='one_account_per_address')],
            },
        ),
    ]
