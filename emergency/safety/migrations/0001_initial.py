"""Reports on safety and their notes."""

import core.ids
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('emergency_activations', '0001_initial'),
        ('emergency_housing', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('activation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='incidents', to='emergency_activations.activation')),
                ('request', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='incidents', to='emergency_housing.housingrequest')),
                ('offer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='incidents', to='emergency_housing.housingoffer')),
                ('side', models.CharField(choices=[('coordinator', 'coordinator'), ('requester', 'requester'), ('host', 'host'), ('clock', 'the system')], max_length=12)),
                ('reported_by', models.ForeignKey(db_column='told_by_id', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('about', models.CharField(choices=[('other_side', 'The other person or their household'), ('place', 'The home itself'), ('coordination', 'Someone on the coordination team'), ('else', 'Something else')], default='other_side', max_length=12, verbose_name='topic')),
                ('against', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('is_urgent', models.BooleanField(default=False, verbose_name='call me back straight away')),
                ('words', models.TextField(blank=True, max_length=2000, verbose_name='what happened')),
                ('key', models.UUIDField(unique=True)),
                ('reported_at', models.DateTimeField(auto_now_add=True, db_column='told_at')),
                ('state', models.CharField(choices=[('told', 'Reported, not handled yet'), ('taken', 'Being handled'), ('closed', 'Closed')], default='told', max_length=14)),
                ('state_since', models.DateTimeField(default=django.utils.timezone.now)),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('due_at', models.DateTimeField()),
                ('warned_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, choices=[('settled', 'Settled: the stay continues'), ('parted', 'The guest and the host are no longer in contact'), ('passed_on', 'Referred to the police, a doctor or another service'), ('nothing', 'No further action')], max_length=10, verbose_name='outcome')),
            ],
            options={
                'ordering': ('pk',),
                'indexes': [models.Index(fields=['state', 'due_at'], name='incident_clock')],
                'constraints': [models.CheckConstraint(condition=models.Q(('request__isnull', False), ('offer__isnull', False), _connector='OR'), name='incident_is_about_somebody'), models.CheckConstraint(condition=models.Q(('state', 'told'), ('owner__isnull', False), _connector='OR'), name='taken_incident_has_an_owner'), models.CheckConstraint(condition=models.Q(('outcome', ''), ('state', 'closed'), _negated=True), name='closed_incident_says_what_came')],
            },
        ),
        migrations.CreateModel(
            name='IncidentNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='emergency_safety.incident')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('words', models.TextField(max_length=1000)),
            ],
            options={
                'ordering': ('pk',),
                'abstract': False,
            },
        ),
    ]
