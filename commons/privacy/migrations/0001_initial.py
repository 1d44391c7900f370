"""Archives, imports, consents and warnings."""
import commons.privacy.models
import core.files.storage
import core.ids
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
            name='ArchiveImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('source', models.CharField(max_length=255)),
                ('state', models.CharField(choices=[('checked', 'Checked'), ('waiting', 'Being imported'), ('done', 'Imported'), ('refused', 'Not imported')], default='checked', max_length=8)),
                ('plan', models.JSONField(default=dict)),
                ('refusal', models.CharField(blank=True, max_length=500)),
                ('checked_at', models.DateTimeField(auto_now_add=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('file', models.FileField(blank=True, storage=core.files.storage.private_storage, upload_to=commons.privacy.models.archive_path)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='archive_imports', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'import of an archive',
                'verbose_name_plural': 'imports of archives',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='DataArchive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField()),
                ('made_at', models.DateTimeField(null=True)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('file', models.FileField(blank=True, storage=core.files.storage.private_storage, upload_to=commons.privacy.models.archive_path)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='data_archive', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'data archive',
                'verbose_name_plural': 'data archives',
            },
        ),
        migrations.CreateModel(
            name='InactivityWarning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('warned_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('closes_at', models.DateTimeField()),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='inactivity_warning', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'warning before an account closes',
                'verbose_name_plural': 'warnings before accounts close',
            },
        ),
        migrations.CreateModel(
            name='ConsentRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('purpose', models.CharField(max_length=40)),
                ('subject', models.CharField(blank=True, max_length=16)),
                ('version', models.PositiveSmallIntegerField()),
                ('language', models.CharField(max_length=10)),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consent_records', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'consent record',
                'verbose_name_plural': 'consent records',
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('person', 'purpose', 'subject'), name='one_standing_consent_per_purpose')],
            },
        ),
    ]
