"""The table of notes."""

import core.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('offers', '0001_initial'),
        ('requests', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='requests.agreement')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='offers.offer')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes_written', to=settings.AUTH_USER_MODEL)),
                ('about', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes_received', to=settings.AUTH_USER_MODEL)),
                ('words', models.TextField(max_length=2000, verbose_name='text')),
                ('reply', models.TextField(blank=True, max_length=1000, verbose_name='reply')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('shown_at', models.DateTimeField(editable=False, null=True)),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True)),
                ('hidden_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'verbose_name': 'note',
                'verbose_name_plural': 'notes',
                'ordering': ('-pk',),
                'constraints': [models.UniqueConstraint(fields=('agreement', 'author'), name='one_note_per_author_and_agreement')],
            },
        ),
    ]
