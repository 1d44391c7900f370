"""Reports, cases, decisions and appeals."""

import core.ids
import core.security.tokens
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('kind', models.CharField(max_length=16, verbose_name='type')),
                ('subject_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                ('subject_id', models.PositiveBigIntegerField()),
                ('title', models.CharField(max_length=160, verbose_name='name')),
                ('state', models.CharField(choices=[('open', 'Waiting for a decision'), ('asked', 'Waiting for a change'), ('appealed', 'Waiting for a second decision'), ('decided', 'Decided')], default='open', max_length=12, verbose_name='state')),
                ('is_urgent', models.BooleanField(default=False, verbose_name='urgent')),
                ('effect', models.CharField(choices=[('none', 'The content stays as it is'), ('asked', 'The author is asked to make a change'), ('hidden', 'The content is hidden'), ('removed', 'The content is permanently removed'), ('suspended', 'The content is hidden and its author is suspended'), ('paused', 'The membership is suspended and the member’s offers are hidden'), ('lifted', 'The restriction is lifted')], default='none', max_length=12, verbose_name='in force')),
                ('opened_at', models.DateTimeField(auto_now_add=True, verbose_name='opened')),
                ('due_at', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('appeals_until', models.DateTimeField(null=True)),
                ('erased_at', models.DateTimeField(null=True)),
                ('forgotten_at', models.DateTimeField(null=True)),
                ('authors', models.ManyToManyField(related_name='cases_about_theirs', to=settings.AUTH_USER_MODEL)),
                ('parties', models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'case',
                'verbose_name_plural': 'cases',
                'ordering': ('pk',),
                'permissions': (('decide_any_case', 'Can decide on everything that is reported'),),
                'default_permissions': ('view',),
                'indexes': [models.Index(fields=['kind', 'subject_id'], name='case_by_subject')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'decided'), _negated=True), fields=('subject_type', 'subject_id'), name='one_undecided_case_per_subject')],
            },
        ),
        migrations.CreateModel(
            name='Copy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='moderation.case')),
                ('fingerprint', models.CharField(max_length=64)),
                ('content', models.JSONField()),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'default_permissions': (),
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('case', 'fingerprint'), name='one_copy_of_same_words')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('nonce', models.CharField(default=core.security.tokens.new_nonce, editable=False, max_length=16)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='moderation.case')),
                ('measure', models.CharField(choices=[('none', 'The content stays as it is'), ('asked', 'The author is asked to make a change'), ('hidden', 'The content is hidden'), ('removed', 'The content is permanently removed'), ('suspended', 'The content is hidden and its author is suspended'), ('paused', 'The membership is suspended and the member’s offers are hidden'), ('lifted', 'The restriction is lifted')], max_length=12, verbose_name='decision made')),
                ('ground', models.CharField(blank=True, choices=[('law', 'A law'), ('community', 'A rule of the community'), ('site', 'A rule of this site')], max_length=12, verbose_name='grounds')),
                ('rule', models.CharField(blank=True, max_length=200, verbose_name='law or rule')),
                ('facts', models.TextField(max_length=2000, verbose_name='findings')),
                ('words', models.TextField(max_length=2000, verbose_name='reasons for the decision')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('is_of_the_co_operative', models.BooleanField(null=True)),
                ('is_on_appeal', models.BooleanField(default=False)),
                ('was_reported', models.BooleanField(default=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'default_permissions': (),
                'verbose_name': 'decision',
                'verbose_name_plural': 'decisions',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('nonce', models.CharField(default=core.security.tokens.new_nonce, editable=False, max_length=16)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='moderation.case')),
                ('copy', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports', to='moderation.copy')),
                ('reason', models.CharField(choices=[('person', 'It shows or names me, or someone else, without consent'), ('false', 'It says something untrue'), ('fraud', 'It’s a scam, or doesn’t exist'), ('rights', 'It uses someone’s text or photos without permission'), ('hurtful', 'It’s hateful or degrading'), ('danger', 'It puts someone in danger'), ('child', 'Child sexual abuse'), ('rule', 'It breaks a rule of the community or of this site'), ('other', 'Something else is wrong')], max_length=12, verbose_name='what’s wrong')),
                ('words', models.TextField(max_length=2000, verbose_name='where the problem is, and why it’s a problem')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports_made', to=settings.AUTH_USER_MODEL)),
                ('name', models.CharField(blank=True, max_length=80, verbose_name='your name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='your email address')),
                ('language', models.CharField(default='fr', max_length=10)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('notified_of', models.ForeignKey(db_column='told_of_id', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='moderation.decision')),
            ],
            options={
                'default_permissions': (),
                'verbose_name': 'report',
                'verbose_name_plural': 'reports',
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('by__isnull', False)), fields=('case', 'by'), name='one_report_per_person'), models.UniqueConstraint(condition=models.Q(('by__isnull', True), models.Q(('email', ''), _negated=True)), fields=('case', 'email'), name='one_report_per_address')],
            },
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appeals', to='moderation.decision')),
                ('report', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='appeals', to='moderation.report')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('words', models.TextField(max_length=2000, verbose_name='reasons for your appeal')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('answer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='answered', to='moderation.decision')),
            ],
            options={
                'default_permissions': (),
                'verbose_name': 'appeal',
                'verbose_name_plural': 'appeals',
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('report__isnull', False)), fields=('decision', 'report'), name='one_appeal_per_reporter'), models.UniqueConstraint(condition=models.Q(('report__isnull', True)), fields=('decision',), name='one_appeal_of_the_author')],
            },
        ),
    ]
