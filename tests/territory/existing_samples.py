"""A small network that said what exists: two libraries, five items, machines, a team, a past plan."""

from __future__ import annotations

from datetime import date

from builders import minimal_text, project_for, read_text
from maillage.accounts.models import Network
from maillage.base.plugs import Project
from maillage.portability.services import save_programme

DAY = date(2026, 4, 20)
TERRITORY = """
territory:
  libraries:
    - { code: LI1, name: Médiathèque, town: Bourges }
    - { code: LI2, name: Point lecture, town: Achères }
  inventory:
    - code: I1
      kind: resource
      name: Presse en ligne
      provider: Kiosque Ambre
      starts_on: 2024-07-01
      ends_on: 2026-08-31
      tacit: oui
      notice_months: 3
      yearly_cost_ht: 1200.50
      cost_year: 2026
      users: 60
      users_year: 2025
      users_source: Rapport
      certainty: confirmed
    - { code: I2, kind: resource, name: Films, ends_on: 2026-05-31, tacit: oui, notice_months: 2 }
    - { code: I3, kind: ils, name: SIGB, scope: service, yearly_cost_ht: 0, standards: [UNIMARC, SIP2] }
    - { code: I4, kind: portal, name: Portail, scope: places, places: [LI2, ailleurs], ends_on: 2026-01-31 }
    - { code: I5, kind: tool, name: Agenda, ends_on: 2029-12-31, tacit: non, decision: compete }
  equipment:
    - { code: EQ1, library: LI1, kind: computer, quantity: 4, bought_in: 2018, state: worn, owner: Commune }
    - { code: EQ2, library: LI1, kind: tablet, bought_in: 2025 }
    - { code: EQ3, kind: reader, quantity: 12, bought_in: 2024 }
    - { code: EQ4, library: LI9, kind: tablet, quantity: 2 }
  connections:
    - { code: CX1, library: LI1, technology: fibre, down_mbps: 310.5, measured_on: 2026-03-02, wifi_conforming: oui }
  posts:
    - { code: F1, role: Direction, posts: 1, fte: 1, digital_level: 2 }
    - { code: F2, role: Médiation, posts: 2, fte: 1.8, digital_level: 4, leaving_year: 2027 }
    - { code: F3, role: Navette, posts: 2 }
  budgets:
    - { code: B1, year: 2025, nature: resources, voted: 5000, executed: 4800 }
    - { code: B2, year: 2025, nature: hardware, voted: 2000 }
    - { code: B3, year: 2026, nature: resources, voted: 5200 }
    - { code: B4, year: 2026, nature: software, voted: 900, tax: ht }
  offers:
    - { code: SV1, name: Navette, volume: 96, unit: bacs, volume_year: 2025, wish: develop }
    - { code: SV2, name: Conseil }
  past_plans:
    - code: SC1
      title: Schéma 2019-2024
      start: 2019
      end: 2024
      commitments:
        - { code: E1, title: Ouvrir huit lieux, orientation: Territoire, means: 240000, result: partly,
            lesson: Compter les postes. }
        - { code: E2, title: Former, orientation: Équipes, result: kept }
        - { code: E3, title: Portail, orientation: Territoire, result: missed, why: Coût }
        - { code: E4, title: Évaluer, orientation: Équipes }
"""


def existing_network(more: str = "") -> Network:
    return save_programme(file=read_text(minimal_text() + TERRITORY + more)).network


def existing_project(network: Network) -> Project:
    return project_for(network, DAY)
