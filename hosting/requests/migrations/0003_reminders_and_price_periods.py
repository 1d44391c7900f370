"""When a host is reminded; amounts for weeks, months and seasons, as they were agreed."""

import django.core.validators
from django.db import migrations, models


def fill_reminders(apps, schema_editor):
    """Open requests keep their deadline, and are reminded of at half time like new ones."""
    requests = apps.get_model('requests', 'Request').objects.filter(state='sent', reminded_at=None)
    for request in requests.iterator():
        request.remind_at = request.sent_at + (request.answer_by - request.sent_at) / 2
        request.save(update_fields=['remind_at'])


class Migration(migrations.Migration):

    dependencies = [
        ('requests', '0002_quantity'),
    ]

    operations = [
        migrations.AddField(
            model_name='request',
            name='week_amount',
            field=models.DecimalField(blank=True, decimal_places=2, help_text='For every seven nights in a row at the usual price, if this is cheaper.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount for a week'),
        ),
        migrations.AddField(
            model_name='request',
            name='month_amount',
            field=models.DecimalField(blank=True, decimal_places=2, help_text='For every thirty nights in a row at the usual price, if this is cheaper.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount for a month'),
        ),
        migrations.AddField(
            model_name='request',
            name='seasons',
            field=models.JSONField(blank=True, default=list, editable=False, verbose_name='seasons'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='week_amount',
            field=models.DecimalField(blank=True, decimal_places=2, help_text='For every seven nights in a row at the usual price, if this is cheaper.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount for a week'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='month_amount',
            field=models.DecimalField(blank=True, decimal_places=2, help_text='For every thirty nights in a row at the usual price, if this is cheaper.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount for a month'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='seasons',
            field=models.JSONField(blank=True, default=list, editable=False, verbose_name='seasons'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='week_amount',
            field=models.DecimalField(blank=True, decimal_places=2, help_text='For every seven nights in a row at the usual price, if this is cheaper.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount for a week'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='month_amount',
            field=models.DecimalField(blank=True, decimal_places=2, help_text='For every thirty nights in a row at the usual price, if this is cheaper.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount for a month'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='seasons',
            field=models.JSONField(blank=True, default=list, editable=False, verbose_name='seasons'),
        ),
        migrations.AddField(
            model_name='request',
            name='remind_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunPython(fill_reminders, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='request',
            index=models.Index(fields=['state', 'remind_at'], name='request_by_reminder'),
        ),
    ]
