import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('emergency', '0014_lists_for_many'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Text',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160)),
                ('wakes', models.BooleanField(default=False)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('leaves_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('state', models.CharField(choices=[('waiting', 'on its way'), ('sent', 'sent'), ('refused', 'couldn’t go'), ('told', 'told by telephone')], default='waiting', max_length=8)),
                ('state_since', models.DateTimeField(default=django.utils.timezone.now)),
                ('why_not', models.CharField(blank=True, max_length=200)),
                ('activation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='emergency.activation')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='emergency.submission')),
                ('told_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('pk',),
                'indexes': [models.Index(fields=['state', 'leaves_at'], name='texts_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'told'), _negated=True), ('told_by__isnull', False), _connector='OR'), name='told_by_somebody')],
            },
        ),
    ]
