"""What people write in the programme, and how: the programme itself, its tree, and each part of an action sheet."""

from maillage.base.ui.editing import Editor
from maillage.campaigns.editors import epcis, libraries
from maillage.programme.models import Action, Axis, LabelCriterion, Objective, Orientation, Programme
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
    home_label="Orientations et label",
)

CRITERION = Editor(
    model=LabelCriterion,
    section=SECTION,
    slug="criteres",
    noun="critère",
    fields=("title", "text", "source", "certainty"),
    code_start="CL",
    home="programme:criteria",
    home_label="Critères du label",
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
    fields=("title", "text", "findings", "orientations", "criteria", "answers"),
    parent="axis",
    **TREE,
)

ACTIONS = {"model": Action, "section": SECTION, "slug": "actions", "noun": "action", "feminine": True, **TREE}

ACTION = Editor(
    fields=("title", "kind", "scope", "lead", "context", "description", "result"),
    more=("target_group", "partners", "bodies", "findings", "priority", "answers"),
    rows="steps",
    row_noun="étape",
    row_fields=("title", "weeks", "person_days"),
    row_more=("predecessors", "lag_weeks", "gate", "fixed", "earliest", "latest", "public", "done"),
    row_chain="predecessors",
    parent="objective",
    **ACTIONS,
)

STATUS = Editor(part="avancement", title="Avancement", fields=("status", "outlook"), **ACTIONS)

TEAM = Editor(
    part="equipe",
    title="Équipe",
    fields=("lead",),
    rows="team",
    row_noun="fonction",
    row_fields=("role", "days_a_month", "task"),
    row_more=("starts", "ends"),
    **ACTIONS,
)

REACH = Editor(
    part="bibliotheques",
    title="Bibliothèques et publics visés",
    fields=("reach", "target_group", "population_from", "population_to", "group", "epcis"),
    # More than a hundred boxes: folded, for the few who choose one by one.
    more=("libraries",),
    proposals={"territory.Epci": epcis, "territory.Library": libraries},
    **ACTIONS,
)

RISKS = Editor(
    part="risques",
    title="Risques",
    fields=(),
    rows="risks",
    row_noun="risque",
    row_feminine=False,
    row_fields=("title", "likelihood", "impact", "answer"),
    row_code="R",
    row_more=("owner",),
    **ACTIONS,
)

DELIVERABLES = Editor(
    part="livrables",
    title="Livrables",
    fields=(),
    rows="deliverables",
    row_noun="livrable",
    row_feminine=False,
    row_fields=("title", "due", "delivered"),
    row_more=("link",),
    **ACTIONS,
)

LEGAL = Editor(
    part="droit",
    title="Points de droit",
    fields=(),
    rows="legal",
    row_noun="point de droit",
    row_feminine=False,
    row_fields=("topic", "state", "note"),
    **ACTIONS,
)

NOTES = Editor(
    part="notes",
    title="Notes d'avancement",
    fields=(),
    rows="notes",
    row_noun="note",
    row_fields=("day", "text", "outlook", "author"),
    **ACTIONS,
)

PARTS = (STATUS, TEAM, REACH, RISKS, DELIVERABLES, LEGAL, NOTES)
EDITORS = (PROGRAMME, ORIENTATION, CRITERION, AXIS, OBJECTIVE, ACTION, *PARTS)
