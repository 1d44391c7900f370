import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('emergency', '0015_texts'),
    ]

    operations = [
        migrations.AddField(
            model_name='housingoffer',
            name='reminded_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='activation',
            name='near_hours',
            field=models.PositiveSmallIntegerField(default=72, help_text='Two hosts may be asked at once then, and after an ask in vain, each with less time to answer.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(336)], verbose_name='hours before the start from which it is near'),
        ),
    ]
