"""Tables of checklists."""

import core.ids
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('trips', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Checklist',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0, editable=False)),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('trip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='trips.trip')),
                ('removed_at', models.DateTimeField(editable=False, null=True)),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('kind', models.CharField(choices=[('bring', 'What to bring'), ('do', 'Who does what'), ('papers', 'Paperwork')], max_length=12, verbose_name='what the list is for')),
            ],
            options={
                'verbose_name': 'list',
                'verbose_name_plural': 'lists',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='ChecklistItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0, editable=False)),
                ('public_id', models.CharField(default=core.ids.new_public_id, editable=False, max_length=8, unique=True)),
                ('trip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='trips.trip')),
                ('removed_at', models.DateTimeField(editable=False, null=True)),
                ('checklist', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='trip_lists.checklist')),
                ('title', models.CharField(max_length=120, verbose_name='item')),
                ('count', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10000)], verbose_name='number')),
                ('got', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(10000)], verbose_name='number received')),
                ('who', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='trips.tripmember', verbose_name='who')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due date')),
                ('days_before', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(730)], verbose_name='days before departure')),
                ('done', models.BooleanField(default=False, verbose_name='done')),
                ('rule', models.CharField(blank=True, editable=False, max_length=40)),
            ],
            options={
                'verbose_name': 'list item',
                'verbose_name_plural': 'list items',
                'ordering': ('pk',),
            },
        ),
    ]
