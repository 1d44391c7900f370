"""Submitted forms, and how their senders are reached."""

import commons.accounts.validators
import core.ids
import core.security.tokens
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('emergency_activations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, validators=[commons.accounts.validators.validate_single_line], verbose_name='first name')),
                ('full_name', models.CharField(blank=True, max_length=120, validators=[commons.accounts.validators.validate_single_line], verbose_name='full name')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='phone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email')),
                ('language', models.CharField(default='fr', max_length=10, validators=[commons.accounts.validators.validate_site_language])),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('email', ''), ('phone', ''), _negated=True), name='contact_can_be_reached')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('activation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='submissions', to='emergency_activations.activation')),
                ('intake_type', models.CharField(choices=[('roof', 'I need a place to stay'), ('lend', 'I can lend a home'), ('help', 'I can help')], db_column='door', max_length=4)),
                ('key', models.UUIDField(unique=True)),
                ('nonce', models.CharField(default=core.security.tokens.new_nonce, editable=False, max_length=16)),
                ('words', models.JSONField(default=dict)),
                ('language', models.CharField(max_length=10)),
                ('received_at', models.DateTimeField(auto_now_add=True)),
                ('taken_in_at', models.DateTimeField(editable=False, null=True)),
                ('end_notified_at', models.DateTimeField(editable=False, null=True)),
                ('typed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered for the caller by')),
            ],
            options={
                'ordering': ('pk',),
                'indexes': [models.Index(fields=['taken_in_at'], name='submission_waiting')],
            },
        ),
    ]
