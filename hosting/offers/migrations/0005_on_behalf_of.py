"""An offer may be an organisation's, for which its host acts."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_hidden_organisations"),
        ("offers", "0004_exchange_facts"),
    ]

    operations = [
        migrations.AddField(
            model_name="offer",
            name="on_behalf_of",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="offers",
                to="organisations.organisation",
                verbose_name="on behalf of",
            ),
        ),
    ]
