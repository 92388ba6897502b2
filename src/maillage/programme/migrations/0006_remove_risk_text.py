"""The free text of risks is gone: each is a thing of its own."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programme", "0005_risks_from_texts")]

    operations = [migrations.RemoveField(model_name="action", name="risk")]
