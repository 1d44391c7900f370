import commons.audit.models
import core.db.append_only
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                ('subject_id', models.PositiveBigIntegerField()),
                ('salt', models.CharField(default=commons.audit.models.new_salt, editable=False, max_length=32)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='when')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('verb', models.CharField(max_length=64, verbose_name='action')),
                ('data', models.JSONField(default=dict, verbose_name='details')),
            ],
            options={
                'verbose_name': 'audit entry',
                'verbose_name_plural': 'audit entries',
                'ordering': ('pk',),
                'abstract': False,
                'indexes': [models.Index(fields=['subject_type', 'subject_id'], name='audit_by_subject')],
            },
        ),
        migrations.CreateModel(
            name='SecurityEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('salt', models.CharField(default=commons.audit.models.new_salt, editable=False, max_length=32)),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, editable=False, verbose_name='when')),
                ('kind', models.CharField(choices=[('log_in', 'logged in'), ('log_in_failed', 'log-in failed'), ('password_changed', 'password changed'), ('rights_changed', 'rights changed'), ('data_exported', 'personal data downloaded')], max_length=20, verbose_name='event')),
                ('network', models.CharField(blank=True, max_length=45, verbose_name='network')),
                ('data', models.JSONField(default=dict, verbose_name='details')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'security event',
                'verbose_name_plural': 'security events',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='LogBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(unique=True)),
                ('sealed_at', models.DateTimeField()),
                ('size', models.PositiveIntegerField()),
                ('root', models.CharField(max_length=64)),
                ('previous', models.CharField(max_length=64)),
                ('head', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ('number',),
            },
        ),
        migrations.CreateModel(
            name='RowDigest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('log', models.CharField(max_length=64)),
                ('row_id', models.PositiveBigIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('words_digest', models.CharField(blank=True, max_length=64)),
                ('purged_with', models.PositiveBigIntegerField(null=True)),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='digests', to='audit.logbatch')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('log', 'row_id'), name='one_digest_a_row')],
            },
        ),
        core.db.append_only.ProtectTable('AuditEntry'),
        core.db.append_only.ProtectTable('SecurityEvent', receipts=('audit_rowdigest', 'audit.securityevent')),
        core.db.append_only.ProtectTable('LogBatch'),
        core.db.append_only.ProtectTable('RowDigest', settable_once=('batch',)),
    ]
