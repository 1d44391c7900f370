"""Files that come with a message, and when the last message of a thread was sent."""

import commons.conversations.models
import core.files.storage
import core.ids
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.db.models import Max, OuterRef, Subquery


def note_last_messages(apps, schema_editor):
    """Of threads that are open already; an empty one keeps the moment of the migration."""
    Thread = apps.get_model("conversations", "Thread")
    Message = apps.get_model("conversations", "Message")
    last = (
        Message.objects.filter(thread=OuterRef("pk"))
        .order_by()
        .values("thread")
        .annotate(last=Max("sent_at"))
        .values("last")
    )
    threads = Thread.objects.filter(pk__in=Message.objects.values("thread"))
    threads.update(last_message_at=Subquery(last))


class Migration(migrations.Migration):

    dependencies = [
        ('conversations', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='thread',
            name='last_message_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.RunPython(note_last_messages, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name='thread',
            index=models.Index(fields=['last_message_at'], name='thread_by_last_message'),
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='file name')),
                ('kind', models.CharField(choices=[('image/jpeg', 'Photo (JPEG)'), ('image/png', 'Photo (PNG)'), ('application/pdf', 'PDF')], max_length=16, verbose_name='type')),
                ('file', models.FileField(storage=core.files.storage.private_storage, upload_to=commons.conversations.models.attachment_path)),
                ('weight', models.PositiveIntegerField()),
                ('width', models.PositiveIntegerField(default=0)),
                ('height', models.PositiveIntegerField(default=0)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='conversations.message')),
            ],
            options={
                'verbose_name': 'attachment',
                'verbose_name_plural': 'attachments',
                'ordering': ('pk',),
                'default_permissions': (),
            },
        ),
    ]
