"""Tables of communities. They come after those of Wagtail."""

import core.ids
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('geography', '0001_initial'),
        ('media', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        # Theirs come before ours: each of their steps would load all our models anew otherwise,
        # which makes an empty database in twice the time.
        ('wagtail_localize', '0016_rename_page_revision_translationlog_revision'),
        ('wagtailadmin', '0006_formstate'),
        ('wagtaildocs', '0014_alter_document_file_size'),
        ('wagtailimages', '0027_image_description'),
        ('wagtailredirects', '0008_add_verbose_name_plural'),
        ('wagtailsearch', '0010_add_text_fields'),
        ('wagtailusers', '0015_userprofile_keyboard_shortcuts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Cause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True, verbose_name='name in the URL')),
                ('name_fr', models.CharField(max_length=80, verbose_name='French')),
                ('name_en', models.CharField(max_length=80, verbose_name='English')),
                ('icon', models.CharField(blank=True, max_length=40, verbose_name='icon')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'cause',
                'verbose_name_plural': 'causes',
                'ordering': ('sort_order', 'slug'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Interest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True, verbose_name='name in the URL')),
                ('name_fr', models.CharField(max_length=80, verbose_name='French')),
                ('name_en', models.CharField(max_length=80, verbose_name='English')),
                ('icon', models.CharField(blank=True, max_length=40, verbose_name='icon')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'interest',
                'verbose_name_plural': 'interests',
                'ordering': ('sort_order', 'slug'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True, verbose_name='name in the URL')),
                ('name_fr', models.CharField(max_length=80, verbose_name='French')),
                ('name_en', models.CharField(max_length=80, verbose_name='English')),
                ('icon', models.CharField(blank=True, max_length=40, verbose_name='icon')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'need',
                'verbose_name_plural': 'needs',
                'ordering': ('sort_order', 'slug'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Community',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('language', models.CharField(default='fr', max_length=10, verbose_name='language of the texts')),
                ('summary_fr', models.CharField(blank=True, max_length=255, verbose_name='summary in one sentence, in French')),
                ('summary_en', models.CharField(blank=True, help_text='Fill in one language or both. If you leave one empty, people who use the site in that language see the other.', max_length=255, verbose_name='summary in one sentence, in English')),
                ('story', models.TextField(max_length=10000, verbose_name='story')),
                ('territory', models.CharField(help_text='In your own words: a valley, a neighbourhood, three villages and a wood.', max_length=255, verbose_name='territory')),
                ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='geography.locality', verbose_name='centre')),
                ('charter', models.TextField(max_length=10000, verbose_name='charter')),
                ('charter_version', models.PositiveSmallIntegerField(default=1, verbose_name='charter version')),
                ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.photo', verbose_name='photo')),
                ('photo_before', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.photo')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('accompanied', 'Mentored'), ('active', 'Active'), ('paused', 'Paused')], default='draft', max_length=16, verbose_name='state')),
                ('hidden_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('causes', models.ManyToManyField(blank=True, to='communities.cause', verbose_name='causes')),
            ],
            options={
                'verbose_name': 'community',
                'verbose_name_plural': 'communities',
                'ordering': ('name',),
                'constraints': [models.CheckConstraint(condition=models.Q(('summary_en', ''), ('summary_fr', ''), _negated=True), name='community_has_a_summary', violation_error_message='Write a summary in one sentence, in French or in English.')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='communities.community')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('state', models.CharField(choices=[('candidate', 'Candidate'), ('coopted', 'Vouched for'), ('active', 'Active'), ('suspended', 'Suspended'), ('left', 'Has left')], default='candidate', max_length=16)),
                ('is_coordinator', models.BooleanField(default=False, verbose_name='coordinator')),
                ('words', models.TextField(help_text='Your future sponsors will read this first.', max_length=4000, verbose_name='who you are, and why this community')),
                ('applied_at', models.DateTimeField(auto_now_add=True)),
                ('charter_signed_version', models.PositiveSmallIntegerField(editable=False, null=True)),
                ('charter_signed_at', models.DateTimeField(editable=False, null=True)),
                ('met_at', models.DateField(blank=True, null=True, verbose_name='date of the meeting')),
                ('activated_at', models.DateTimeField(editable=False, null=True)),
                ('nudged_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
                'constraints': [models.UniqueConstraint(fields=('community', 'person'), name='one_membership_per_person_and_community')],
            },
        ),
        migrations.CreateModel(
            name='Sponsorship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sponsorships', to='communities.membership')),
                ('sponsor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sponsorships', to=settings.AUTH_USER_MODEL)),
                ('words', models.TextField(blank=True, max_length=1000, verbose_name='how you know each other')),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('membership', 'sponsor'), name='one_word_per_sponsor_and_membership')],
            },
        ),
        migrations.CreateModel(
            name='MembershipChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='communities.membership')),
                ('old_state', models.CharField(blank=True, choices=[('candidate', 'Candidate'), ('coopted', 'Vouched for'), ('active', 'Active'), ('suspended', 'Suspended'), ('left', 'Has left')], max_length=16)),
                ('new_state', models.CharField(choices=[('candidate', 'Candidate'), ('coopted', 'Vouched for'), ('active', 'Active'), ('suspended', 'Suspended'), ('left', 'Has left')], max_length=16)),
                ('reason', models.TextField(blank=True, max_length=2000)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='FoundingRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='founding_requests', to=settings.AUTH_USER_MODEL)),
                ('state', models.CharField(choices=[('asked', 'Requested'), ('opened', 'In preparation'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='asked', max_length=16, verbose_name='state')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('language', models.CharField(max_length=10, verbose_name='language of the texts')),
                ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='geography.locality', verbose_name='centre')),
                ('why', models.TextField(max_length=4000, verbose_name='why this community')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reason', models.TextField(blank=True, max_length=2000, verbose_name='your reason')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_at', models.DateTimeField(editable=False, null=True)),
                ('community', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='founding_requests', to='communities.community')),
                ('causes', models.ManyToManyField(blank=True, to='communities.cause', verbose_name='causes')),
            ],
            options={
                'verbose_name': 'community request',
                'verbose_name_plural': 'community requests',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='FoundingMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='founders', to='communities.foundingrequest')),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='founding_memberships', to=settings.AUTH_USER_MODEL)),
                ('confirmed_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('email', ''), _negated=True), fields=('request', 'email'), name='one_founder_per_request_and_address'), models.UniqueConstraint(fields=('request', 'person'), name='one_founder_per_request_and_person')],
            },
        ),
        migrations.CreateModel(
            name='LocalRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='local_rules', to='communities.community')),
                ('kind', models.CharField(choices=[('most_nights', 'Maximum nights'), ('least_notice', 'Minimum days’ notice'), ('largest_party', 'Maximum group size'), ('children_per_adult', 'Maximum children per adult'), ('stays_per_host', 'Maximum homes per host'), ('highest_night', 'Maximum price per night, in euros'), ('open_rate', 'A rate for tight budgets'), ('meeting_first', 'A meeting before publishing'), ('soft', 'In your own words, not checked automatically')], max_length=20, verbose_name='type')),
                ('number', models.PositiveSmallIntegerField(null=True, verbose_name='number')),
                ('words', models.CharField(blank=True, max_length=500, verbose_name='your own words')),
                ('decided', models.CharField(blank=True, max_length=160, verbose_name='where and when the rule was decided')),
                ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('set_at', models.DateTimeField(auto_now_add=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'verbose_name': 'local rule',
                'verbose_name_plural': 'local rules',
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None), models.Q(('kind', 'soft'), _negated=True)), fields=('community', 'kind'), name='one_standing_rule_per_community_and_kind')],
            },
        ),
        migrations.CreateModel(
            name='SponsorInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sponsor_invitations', to='communities.membership')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sponsor_invitations_received', to=settings.AUTH_USER_MODEL)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('declined_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('membership', 'member'), name='one_sponsor_invitation_per_membership_and_member'), models.UniqueConstraint(condition=models.Q(('email', ''), _negated=True), fields=('membership', 'email'), name='one_sponsor_invitation_per_membership_and_address')],
            },
        ),
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='announcements', to='communities.community')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('title', models.CharField(max_length=120, verbose_name='subject line')),
                ('words', models.TextField(max_length=5000, verbose_name='message')),
                ('recipients', models.PositiveIntegerField(default=0, editable=False)),
                ('sent_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'message to all members',
                'verbose_name_plural': 'messages to all members',
                'ordering': ('-pk',),
            },
        ),
    ]
