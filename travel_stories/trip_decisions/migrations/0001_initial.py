"""Tables of ideas, polls, votes and comments."""

import core.ids
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('geography', '0001_initial'),
        ('offers', '0001_initial'),
        ('trips', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Idea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0, editable=False)),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('trip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='trips.trip')),
                ('removed_at', models.DateTimeField(editable=False, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ideas', to='trips.tripmember')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('words', models.TextField(blank=True, max_length=4000, verbose_name='your own words')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='link')),
                ('offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='offers.offer', verbose_name='offer')),
                ('locality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='geography.locality', verbose_name='town, village or city')),
                ('spot', models.CharField(blank=True, max_length=120, verbose_name='exact place')),
                ('step', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='ideas', to='trips.step')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'idea',
                'verbose_name_plural': 'ideas',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Voice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0, editable=False)),
                ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voices', to='trip_decisions.idea')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voices', to='trips.tripmember')),
                ('opinion', models.CharField(blank=True, choices=[('for', 'For'), ('against', 'Against'), ('whatever', 'Either way')], max_length=8, verbose_name='opinion')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('idea', 'by'), name='one_voice_per_idea_and_member')],
            },
        ),
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0, editable=False)),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('trip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='trips.trip')),
                ('removed_at', models.DateTimeField(editable=False, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='polls', to='trips.tripmember')),
                ('kind', models.CharField(choices=[('dates', 'Dates'), ('choices', 'Options')], max_length=8, verbose_name='type of poll')),
                ('title', models.CharField(max_length=120, verbose_name='question')),
                ('words', models.TextField(blank=True, max_length=4000, verbose_name='your own words')),
                ('closes_at', models.DateTimeField(verbose_name='end of voting')),
                ('closed_at', models.DateTimeField(editable=False, null=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'poll',
                'verbose_name_plural': 'polls',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='PollOption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='options', to='trip_decisions.poll')),
                ('place', models.PositiveSmallIntegerField()),
                ('words', models.CharField(blank=True, max_length=120, verbose_name='option')),
                ('first_day', models.DateField(blank=True, null=True, verbose_name='first day')),
                ('last_day', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('idea', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='options', to='trip_decisions.idea')),
                ('step', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='options', to='trips.step')),
            ],
            options={
                'ordering': ('place',),
                'constraints': [models.UniqueConstraint(fields=('poll', 'place'), name='one_option_per_place')],
            },
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0, editable=False)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ballots', to='trip_decisions.poll')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ballots', to='trips.tripmember')),
                ('is_given', models.BooleanField(default=False, verbose_name='vote')),
                ('options', models.ManyToManyField(blank=True, related_name='ballots', to='trip_decisions.polloption', verbose_name='chosen options')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('poll', 'by'), name='one_ballot_per_poll_and_member')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0, editable=False)),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('trip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='trips.trip')),
                ('removed_at', models.DateTimeField(editable=False, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='trips.tripmember')),
                ('idea', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='trip_decisions.idea')),
                ('poll', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='trip_decisions.poll')),
                ('step', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='trips.step')),
                ('words', models.TextField(max_length=2000, verbose_name='your comment')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'comment',
                'verbose_name_plural': 'comments',
                'ordering': ('pk',),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('idea__isnull', False), ('poll', None), ('step', None)), models.Q(('idea', None), ('poll__isnull', False), ('step', None)), models.Q(('idea', None), ('poll', None), ('step__isnull', False)), _connector='OR'), name='comment_is_about_one_thing')],
            },
        ),
    ]
