from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('requests', '0008_words_of_organisations'),
    ]

    operations = [
        migrations.AddField(
            model_name='proposal',
            name='for_host',
            field=models.BooleanField(default=False, editable=False, help_text='A co-host made it in the host’s name.'),
        ),
    ]
