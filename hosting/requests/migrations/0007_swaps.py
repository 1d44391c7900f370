"""Two requests that hold together, and what is done or brought in return."""

import core.ids
import django.core.validators
import django.db.models.deletion
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calendars', '0003_half_days'),
        ('communities', '0002_answer_hours'),
        ('conversations', '0002_attachments'),
        ('offers', '0004_exchange_facts'),
        ('organisations', '0001_initial'),
        ('requests', '0006_group_kind'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Swap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'house swap',
                'verbose_name_plural': 'house swaps',
                'ordering': ('-pk',),
            },
        ),
        migrations.AddField(
            model_name='agreement',
            name='currency_name',
            field=models.CharField(blank=True, help_text='For example Eusko. Guests see it beside the amount.', max_length=40, verbose_name='name of the currency'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='due_date',
            field=models.DateField(blank=True, null=True, verbose_name='due date'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='hours',
            field=models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.5')), django.core.validators.MaxValueValidator(Decimal('200'))], verbose_name='hours of help'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='in_return',
            field=models.CharField(blank=True, max_length=255, verbose_name='in return'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='currency_name',
            field=models.CharField(blank=True, help_text='For example Eusko. Guests see it beside the amount.', max_length=40, verbose_name='name of the currency'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='due_date',
            field=models.DateField(blank=True, null=True, verbose_name='due date'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='hours',
            field=models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.5')), django.core.validators.MaxValueValidator(Decimal('200'))], verbose_name='hours of help'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='in_return',
            field=models.CharField(blank=True, max_length=255, verbose_name='in return'),
        ),
        migrations.AddField(
            model_name='request',
            name='currency_name',
            field=models.CharField(blank=True, help_text='For example Eusko. Guests see it beside the amount.', max_length=40, verbose_name='name of the currency'),
        ),
        migrations.AddField(
            model_name='request',
            name='due_date',
            field=models.DateField(blank=True, null=True, verbose_name='due date'),
        ),
        migrations.AddField(
            model_name='request',
            name='hours',
            field=models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.5')), django.core.validators.MaxValueValidator(Decimal('200'))], verbose_name='hours of help'),
        ),
        migrations.AddField(
            model_name='request',
            name='in_return',
            field=models.CharField(blank=True, max_length=255, verbose_name='in return'),
        ),
        migrations.AddField(
            model_name='request',
            name='is_counterpart',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='request',
            name='swap',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='requests.swap'),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=models.UniqueConstraint(fields=('swap', 'is_counterpart'), name='one_request_per_side_of_swap'),
        ),
    ]
