"""The table of what a trip asks of hosts."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('requests', '0001_initial'),
        ('trips', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='TripRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0, editable=False)),
                ('trip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='trips.trip')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='trips.step')),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='requests.request')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='trips.tripmember')),
                ('state', models.CharField(choices=[('sent', 'Sent'), ('tentative', 'Under consideration'), ('held', 'On hold'), ('agreed', 'Agreed'), ('declined', 'Declined'), ('expired', 'Expired'), ('withdrawn', 'Withdrawn'), ('let_go', 'Released'), ('cancelled', 'Cancelled'), ('completed', 'Completed'), ('no_show', 'No-show')], default='sent', max_length=16, verbose_name='state')),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'trip request',
                'verbose_name_plural': 'trip requests',
                'ordering': ('-pk',),
            },
        ),
    ]
