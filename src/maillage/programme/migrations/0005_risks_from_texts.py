"""Turn the free text « Risque et parade » of each action into its first risk."""

import re

from django.db import migrations


def move_texts(apps, schema_editor):
    Action, Risk = apps.get_model("programme", "Action"), apps.get_model("programme", "Risk")
    for action in Action.objects.exclude(risk=""):
        text = " ".join(action.risk.split())
        title, answer = (re.split(r"Parade\s*:\s*", text, maxsplit=1) + [""])[:2]
        title = title.strip().rstrip(".")
        if not title or len(title) > 300:  # too long for a title: nothing is cut, the whole becomes the answer
            title, answer = "Risque à préciser", text
        Risk.objects.create(
            network_id=action.network_id,
            action=action,
            code=f"{action.code[:37]}-R1",
            title=title,
            answer=answer[:1].upper() + answer[1:],
        )


class Migration(migrations.Migration):
    dependencies = [("programme", "0004_sheets")]

    operations = [migrations.RunPython(move_texts, migrations.RunPython.noop)]
