"""Conversations without a request, and whether a host takes them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('communities', '0001_initial'),
        ('conversations', '0002_attachments'),
        ('offers', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EnquirySettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('takes_enquiries', models.BooleanField(verbose_name='people may write to me without a request')),
                ('host', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='enquiry_settings', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'choice about messages without a request',
                'verbose_name_plural': 'choices about messages without a request',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Enquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sent_at', models.DateTimeField(auto_now_add=True)),
                ('waiting_since', models.DateTimeField(editable=False, null=True)),
                ('answered_at', models.DateTimeField(editable=False, null=True)),
                ('answered_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('community', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enquiries', to='communities.community')),
                ('host', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='received_enquiries', to=settings.AUTH_USER_MODEL)),
                ('offer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='offers.offer')),
                ('sender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enquiries', to=settings.AUTH_USER_MODEL)),
                ('thread', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='enquiry', to='conversations.thread')),
            ],
            options={
                'verbose_name': 'conversation without a request',
                'verbose_name_plural': 'conversations without a request',
                'ordering': ('-pk',),
                'default_permissions': (),
                'indexes': [models.Index(fields=['host', 'waiting_since'], name='enquiry_by_host'), models.Index(fields=['community', 'waiting_since'], name='enquiry_by_community')],
                'constraints': [models.CheckConstraint(condition=models.Q(('host', None), ('community', None), _connector='XOR'), name='enquiry_to_host_or_community'), models.CheckConstraint(condition=models.Q(('host', None), models.Q(('host', models.F('sender')), _negated=True), _connector='OR'), name='nobody_enquires_of_themselves'), models.UniqueConstraint(condition=models.Q(('community', None)), fields=('sender', 'host'), name='one_enquiry_per_sender_and_host'), models.UniqueConstraint(condition=models.Q(('host', None)), fields=('sender', 'community'), name='one_enquiry_per_sender_and_community')],
            },
        ),
    ]
