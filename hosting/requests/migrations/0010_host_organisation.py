"""The organisation that hosts, beside the person who acts for it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_hidden_organisations"),
        ("requests", "0009_for_host"),
    ]

    operations = [
        migrations.AddField(
            model_name="request",
            name="host_organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="received_requests",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="host_organisation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="host_organisation_name",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="agreement",
            name="host_organisation_identifiers",
            field=models.CharField(blank=True, max_length=120),
        ),
    ]
