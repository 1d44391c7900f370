"""Members of a trip who agreed to be shown to its hosts."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('trip_requests', '0001_initial'),
        ('trips', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Introduction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='a few words about you')),
                ('agreed_at', models.DateTimeField(auto_now_add=True)),
                ('seat', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='introduction', to='trips.tripmember')),
            ],
            options={
                'verbose_name': 'introduction to hosts',
                'verbose_name_plural': 'introductions to hosts',
                'ordering': ('seat',),
            },
        ),
    ]
