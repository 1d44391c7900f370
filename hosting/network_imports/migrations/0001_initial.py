import core.files.storage
import core.ids
import core.security.tokens
import django.db.models.deletion
import hosting.network_imports.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('communities', '0001_initial'),
        ('offers', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NetworkImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('state', models.CharField(choices=[('uploaded', 'Columns to check'), ('checked', 'Ready to import'), ('waiting', 'Being imported'), ('done', 'Imported'), ('failed', 'Not imported'), ('undone', 'Undone')], default='uploaded', max_length=10)),
                ('file_name', models.CharField(blank=True, max_length=120)),
                ('file', models.FileField(blank=True, storage=core.files.storage.private_storage, upload_to=hosting.network_imports.models.import_path)),
                ('encoding', models.CharField(blank=True, max_length=20)),
                ('header', models.JSONField(default=list)),
                ('samples', models.JSONField(default=list)),
                ('mapping', models.JSONField(default=dict)),
                ('rows', models.PositiveIntegerField(default=0)),
                ('preview', models.JSONField(default=list)),
                ('problems', models.JSONField(default=list)),
                ('figures', models.JSONField(default=dict)),
                ('refusal', models.CharField(blank=True, max_length=500)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('cleared_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='network_imports', to='communities.community')),
            ],
            options={
                'verbose_name': 'import of a network',
                'verbose_name_plural': 'imports of networks',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='MemberInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('nonce', models.CharField(default=core.security.tokens.new_nonce, editable=False, max_length=16)),
                ('address_digest', models.CharField(db_index=True, max_length=32)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('name', models.CharField(blank=True, max_length=80)),
                ('language', models.CharField(max_length=10)),
                ('state', models.CharField(choices=[('invited', 'No reply yet'), ('accepted', 'Accepted'), ('refused', 'Declined')], default='invited', max_length=10)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('mailed_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('network_import', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='network_imports.networkimport')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'invitation of a network',
                'verbose_name_plural': 'invitations of a network',
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('network_import', 'address_digest'), name='one_invitation_per_import_and_address')],
            },
        ),
        migrations.CreateModel(
            name='ImportedOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=32)),
                ('kind', models.CharField(choices=[('stay', 'Stay'), ('workspace', 'Workspace'), ('activity', 'Activity'), ('product', 'Product'), ('tip', 'Tip')], max_length=12)),
                ('title', models.CharField(blank=True, max_length=120)),
                ('words', models.TextField(blank=True, max_length=6000)),
                ('language', models.CharField(max_length=10)),
                ('lodging_kind', models.CharField(blank=True, choices=[('in_home', 'Room in someone’s home'), ('guest_room', 'Bed and breakfast'), ('furnished', 'Furnished rental'), ('gite', 'Gîte'), ('group', 'Group accommodation'), ('hotel', 'Small hotel'), ('campsite', 'Pitch or campsite'), ('unusual', 'Unusual accommodation')], max_length=16)),
                ('sleeps', models.PositiveSmallIntegerField(null=True)),
                ('photo_names', models.JSONField(default=list)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imported_offers', to='communities.community')),
                ('invitation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imported_offers', to='network_imports.memberinvitation')),
                ('offer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='offers.offer')),
            ],
            options={
                'verbose_name': 'imported offer',
                'verbose_name_plural': 'imported offers',
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('community', 'digest'), name='one_imported_offer_per_community_and_key')],
            },
        ),
        migrations.CreateModel(
            name='ImportedPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=130)),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('file', models.FileField(storage=core.files.storage.private_storage, upload_to=hosting.network_imports.models.import_path)),
                ('imported_offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='network_imports.importedoffer')),
            ],
            options={
                'verbose_name': 'imported photo',
                'verbose_name_plural': 'imported photos',
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('imported_offer', 'name'), name='one_imported_photo_per_offer_and_name')],
            },
        ),
    ]
