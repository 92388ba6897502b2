"""Plain builders of the things tests start from: a programme file, a network, a project, people, rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from maillage.accounts.domain import Role
from maillage.accounts.models import Membership, Network, User
from maillage.base import plugs
from maillage.base.plugs import Project
from maillage.portability.domain.reader import ProgrammeFile, read
from maillage.portability.services import save_programme
from maillage.rulebook.domain import Rules
from maillage.rulebook.packaged import packaged_rules
from maillage.rulebook.services import rules_for

PROJECT = Path(__file__).parent.parent
EXAMPLES = PROJECT / "examples"

# A working day in the first month of both examples.
TODAY = date(2026, 1, 15)


def minimal_text() -> str:
    """The text of the smallest example: one axis, two actions, four steps, two costs, one grant."""
    return (EXAMPLES / "minimal.yaml").read_text("utf-8")


def cher_text() -> str:
    """The text of the full example, without its register of libraries."""
    return (EXAMPLES / "cher.yaml").read_text("utf-8")


def read_text(text: str) -> ProgrammeFile:
    """A text as read by the product. Raises UnreadableFile."""
    return read(text, plugs.sections())


def minimal_file() -> ProgrammeFile:
    return read_text(minimal_text())


def cher_file() -> ProgrammeFile:
    return read_text(cher_text())


ONE_OF_EACH = """
territory:
  declared_size: { count: 12, on: 2025-12-31 }
  libraries: [{ code: LI1, name: Médiathèque }]
  groups: [{ code: G1, title: Première vague, libraries: [LI1] }]
  inventory: [{ code: I1, kind: portal, name: Portail }]
  equipment: [{ code: EQ1, library: LI1, kind: tablet }]
  connections: [{ code: CX1, library: LI1 }]
  posts: [{ code: F1, role: Direction }]
  budgets: [{ code: B1, year: 2026, nature: resources }]
  offers: [{ code: SV1, name: Navette }]
  past_plans: [{ code: SC1, title: Schéma, commitments: [{ code: E1, title: Ouvrir }] }]
campaigns:
  campaigns: [{ code: C1, title: Automne, framework: services-numeriques }]
procurement:
  needs: [{ code: B1, title: Liseuses }]
  purchases: [{ code: M1, title: Liseuses, need: B1, costs: [D1], step: A11-3 }]
training:
  courses: [{ code: F1, title: Liseuses, action: A12, audience: Tous, hours: 7, seats: 12, sessions: { 2026: 1 } }]
phasing:
  ceilings: [{ year: 2026, investment_ht: 20000 }]
dossier:
  texts: [{ chapter: summary, text: Bonjour }]
"""


def one_of_each_file(department: str = "45") -> ProgrammeFile:
    """The minimal programme of another département, and one thing of every class that it lacks."""
    diagnosis = """
  comparables: [{ code: P1, territory: Loiret, project: BNR, source: Label }]
  sessions: [{ code: S1, day: 2025-11-04, title: Travail d'équipe, tasks: [{ code: S1-1, title: Rappeler }] }]
  consultations: [{ code: E1, who: Le réseau, how: Enquête, questions: [{ code: E1-1, title: Pourquoi ? }] }]
  themes: [{ code: T1, title: Ouvrir le soir }]
  swot: [{ code: L1, kind: weakness, title: Peu d'heures, themes: [T1] }]

programme:
  criteria: [{ code: CL1, title: Un personnel qualifié }]
"""
    sheet = """
              team: [{ role: Chargée de projet, days_a_month: 4 }]
              risks: [{ code: A11-R1, title: Un retard de livraison, likelihood: low, impact: medium }]
              deliverables: [{ title: Un mode d'emploi }]
              legal: [{ topic: privacy, note: Registre à compléter }]
              notes: [{ day: 2026-02-01, text: Le besoin est écrit }]
"""
    money = """
  authorisations: [{ code: AP1, title: Matériel, section: investment, operations: [OP1] }]
  scenarios: [{ code: S1, title: Un an plus tard, without: [DGD], moves: [{ action: A12, months: 12 }] }]
  funders:
    - code: REG
      name: Région
      kind: region
      not_with: [DGD]
      payments: [{ share: 1, after: finished, months: 3 }]
"""
    received = """      rate: 0.50
      costs: [D1]
      status: notified
      receipts: [{ day: 2026-12-01, amount: 100 }]
"""
    lead = "lead: Responsable du numérique\n"
    text = minimal_text().replace('department: "18"', f'department: "{department}"')
    text = text.replace("\nprogramme:\n", diagnosis).replace(lead, lead.rstrip() + sheet)
    text = text.replace("\n  funders:\n", money).replace("      rate: 0.50\n", received)
    return read_text(text + ONE_OF_EACH)


def saved_network(db: Any = None, *, file: ProgrammeFile | None = None) -> Network:
    """The network of a programme file (the minimal one by default), saved. `db` only recalls the fixture."""
    return save_programme(file=file or minimal_file()).network


def empty_network(department: str = "45") -> Network:
    """A network without any programme."""
    return Network.objects.create(
        department=department, name=f"Réseau {department}", owner=f"Département {department}"
    )


def project_for(network: Network, today: date = TODAY) -> Project:
    """The network on a day under its own rules (packaged ones with its overrides)."""
    return Project(network=network, rules=rules_for(network), today=today)


def rules() -> Rules:
    """The packaged rules, without any override. No database."""
    return packaged_rules()


class People(NamedTuple):
    """A lead and a reader of a network, and the lead of another network."""

    lead: User
    reader: User
    stranger: User


def people(network: Network) -> People:
    other = empty_network("99" if network.department != "99" else "98")

    def person(name: str, role: Role, of: Network) -> User:
        user = User.objects.create_user(username=f"{name}-{of.department}")
        Membership.objects.create(user=user, network=of, role=role.value)
        return user

    return People(
        lead=person("lead", Role.LEAD, network),
        reader=person("reader", Role.READER, network),
        stranger=person("stranger", Role.LEAD, other),
    )
