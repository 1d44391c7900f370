"""The table of what a trip costs."""

import core.ids
import django.core.validators
import django.db.models.deletion
import travel_stories.trips.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('trips', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Expense',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0, editable=False)),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('trip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='trips.trip')),
                ('removed_at', models.DateTimeField(editable=False, null=True)),
                ('title', models.CharField(max_length=120, verbose_name='what it was for')),
                ('kind', models.CharField(choices=[('lodging', 'Accommodation'), ('meals', 'Meals and shopping'), ('travel', 'Transport'), ('visits', 'Visits and activities'), ('gear', 'Gear and rental'), ('other', 'Other'), ('repayment', 'Repayment')], max_length=12, verbose_name='type')),
                ('spent_on', models.DateField(verbose_name='day')),
                ('payer', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='expenses', to='trips.tripmember', verbose_name='who paid')),
                ('amount', models.PositiveBigIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100000000000)], verbose_name='amount')),
                ('currency', models.CharField(max_length=3, validators=[travel_stories.trips.validators.check_currency], verbose_name='currency')),
                ('rate', models.DecimalField(blank=True, decimal_places=9, max_digits=18, null=True, verbose_name='exchange rate')),
                ('rate_source', models.CharField(blank=True, max_length=120, verbose_name='source of the rate')),
                ('split', models.CharField(choices=[('equal', 'Equally'), ('people', 'By number of people'), ('parts', 'By shares'), ('exact', 'By exact amounts')], default='equal', max_length=8, verbose_name='how it’s split')),
                ('shares', models.JSONField(verbose_name='who it’s for')),
                ('unit', models.CharField(editable=False, max_length=3)),
                ('cents', models.PositiveBigIntegerField(editable=False)),
                ('owed', models.JSONField(editable=False)),
            ],
            options={
                'verbose_name': 'expense',
                'verbose_name_plural': 'expenses',
                'indexes': [models.Index(fields=['trip', 'spent_on'], name='expense_by_day')],
            },
        ),
    ]
