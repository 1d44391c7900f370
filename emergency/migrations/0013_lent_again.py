import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('emergency', '0012_near'),
    ]

    operations = [
        migrations.AddField(
            model_name='housingoffer',
            name='called_again_in',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='emergency.activation'),
        ),
    ]
