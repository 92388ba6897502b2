"""What people write in the programme, and how: the programme itself, orientations, axes, objectives, actions."""

from maillage.base.ui.editing import Editor
from maillage.programme.models import Action, Axis, Objective, Orientation, Programme
from maillage.programme.section import SECTION

TREE = {"home": "programme:tree", "home_label": "Axes et actions"}

PROGRAMME = Editor(
    model=Programme,
    section=SECTION,
    slug="programme",
    noun="programme",
    title="Le programme",
    fields=("title", "schema", "start", "months"),
    page=False,
    **TREE,
)

ORIENTATION = Editor(
    model=Orientation,
    section=SECTION,
    slug="orientations",
    noun="orientation",
    feminine=True,
    fields=("title", "text"),
    code_start="OR",
    home="programme:orientations",
    home_label="Orientations",
)

AXIS = Editor(
    model=Axis,
    section=SECTION,
    slug="axes",
    noun="axe",
    fields=("title", "text", "orientations"),
    code_start="AX",
    **TREE,
)

OBJECTIVE = Editor(
    model=Objective,
    section=SECTION,
    slug="objectifs",
    noun="objectif",
    fields=("title", "text", "findings", "answers"),
    parent="axis",
    **TREE,
)

ACTION = Editor(
    model=Action,
    section=SECTION,
    slug="actions",
    noun="action",
    feminine=True,
    fields=("title", "kind", "scope", "lead", "description", "result"),
    more=("target_group", "partners", "risk", "priority", "answers"),
    rows="steps",
    row_noun="étape",
    row_fields=("title", "weeks", "person_days"),
    row_more=("predecessors", "gate", "earliest", "latest", "public", "done"),
    row_chain="predecessors",
    parent="objective",
    **TREE,
)

EDITORS = (PROGRAMME, ORIENTATION, AXIS, OBJECTIVE, ACTION)
