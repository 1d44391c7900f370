"""Tables of documents and booklets."""

import core.ids
import django.db.models.deletion
import travel_stories.notebooks.models.booklets
import travel_stories.notebooks.models.documents
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('stories', '0001_initial'),
        ('trips', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0, editable=False)),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('trip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='trips.trip')),
                ('removed_at', models.DateTimeField(editable=False, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='trips.tripmember')),
                ('step', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='documents', to='trips.step')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('paper', models.CharField(choices=[('application/pdf', 'PDF'), ('image/jpeg', 'Image (JPEG)'), ('image/png', 'Image (PNG)'), ('text/plain', 'Text')], max_length=16, verbose_name='type')),
                ('file', models.FileField(blank=True, storage=travel_stories.notebooks.models.documents.private_storage, upload_to=travel_stories.notebooks.models.documents.document_path)),
                ('weight', models.PositiveIntegerField()),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Booklet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='booklet', to='trips.tripmember')),
                ('story', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='booklet', to='stories.story')),
                ('language', models.CharField(max_length=10)),
                ('asked_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField(null=True)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('file', models.FileField(blank=True, storage=travel_stories.notebooks.models.documents.private_storage, upload_to=travel_stories.notebooks.models.booklets.booklet_path)),
            ],
            options={
                'verbose_name': 'booklet',
                'verbose_name_plural': 'booklets',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('member', None), ('story__isnull', False)), models.Q(('member__isnull', False), ('story', None)), _connector='OR'), name='booklet_of_a_member_or_a_story')],
            },
        ),
    ]
