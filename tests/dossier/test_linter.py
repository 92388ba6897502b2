"""The linter: each remark appears when its fault is planted, and goes when it is repaired."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps

import maillage
from builders import TODAY, cher_file, minimal_text, project_for, read_text, saved_network
from maillage.base.plugs import Project, sections
from maillage.base.values.fields import class_name, has_code, walk
from maillage.base.values.remarks import Remark, Severity
from maillage.dossier.linter import counts, remarks_of, report, summary
from maillage.evaluation.models import Indicator, Measure
from maillage.phasing.services import adopt, phase
from maillage.portability.build import load_all
from maillage.territory.services import read_files

pytestmark = pytest.mark.django_db

# What the minimal programme lacks to be sound: (what is there, what is written instead).
REPAIRS = (
    ("months: 36\n", "months: 36\n  schema: Schéma 2024-2029\n"),
    ("      step: A11-3\n", "      step: A12-1\n"),
    (
        "      evidence: Constat de l'équipe lors de ses tournées, à chiffrer.\n      certainty: to_confirm\n",
        "      evidence: Douze bibliothèques sur cent en prêtent.\n      source: Enquête de 2025\n"
        "  comparables:\n"
        "    - { code: CO1, territory: Loiret, project: Liseuses, source: Rapport }\n"
        "  sessions:\n"
        "    - { code: SE1, day: 2025-11-04, title: Besoins }\n"
        "  consultations:\n"
        "    - { code: CN1, who: Bibliothèques, how: Questionnaire, invited: 10, answers: 8 }\n",
    ),
    (
        "      lead: Responsable du numérique\n",
        "",
    ),
    (
        "              lead: Responsable du numérique\n",
        "              lead: Responsable du numérique\n              description: Cent liseuses.\n"
        "              reach: all\n",
    ),
    (
        "              lead: Responsable de la formation\n",
        "              lead: Responsable de la formation\n              description: Une journée chacun.\n"
        "              reach: all\n",
    ),
    (
        "                  weeks: 4\n                  person_days: 5\n",
        "                  weeks: 4\n                  person_days: 5\n"
        "                  planned_start: 2026-01-05\n                  planned_end: 2026-01-31\n",
    ),
    (
        "                  gate: COPIL\n",
        "                  gate: COPIL\n                  planned_start: 2026-02-10\n"
        "                  planned_end: 2026-02-10\n",
    ),
    (
        "                  person_days: 12\n",
        "                  person_days: 12\n                  planned_start: 2026-02-16\n"
        "                  planned_end: 2026-04-11\n",
    ),
    (
        "                  person_days: 20\n                  predecessors: [A11-3]\n",
        "                  person_days: 20\n                  predecessors: [A11-3]\n"
        "                  planned_start: 2026-04-13\n                  planned_end: 2026-07-04\nOTHERS",
    ),
    ("      basis: Estimation\n", "      basis: Devis\n"),
    (
        "      amount_ht: 6000\n      step: A12-1\n",
        "      amount_ht: 6000\n      step: A12-1\n      basis: Devis\nD3",
    ),
    (
        "      unit: bibliothèques\n",
        "      unit: bibliothèques\n      baseline: 12\n      owner: Direction\n",
    ),
)

CELLS = ("training internal", "mediation internal", "mediation network", "tool internal", "resource internal",
         "resource network")  # fmt: skip


def other_actions() -> str:
    """One action for each kind and scope that the minimal programme leaves empty."""
    found = ""
    for number, cell in enumerate(CELLS):
        kind, scope = cell.split()
        found += (
            f"            - code: X{number}\n              title: Action {cell}\n              kind: {kind}\n"
            f"              scope: {scope}\n              lead: Direction\n              description: Utile.\n"
            "              reach: all\n"
            f"              steps:\n                - {{ code: X{number}-1, title: Faire, weeks: 1, person_days: 1,"
            " planned_start: 2026-09-07, planned_end: 2026-09-12 }\n"
        )
    return found


ARGUED = ("summary", "diagnosis", "strategy", "phasing", "funding", "training", "evaluation")

MORE = (
    "training:\n  courses:\n"
    "    - { code: K1, title: Référents, action: A12, audience: Bénévoles, hours: 7, seats: 12,"
    " sessions: { 2026: 4 } }\n"
    "    - { code: K2, title: Équipe, action: X0, audience: Agents, hours: 7, seats: 12, sessions: { 2026: 1 } }\n"
    "phasing:\n  person_days_per_week: 5\n  ceilings:\n"
    "    - { year: 2026, investment_ht: 20000, running_ht: 10000 }\n"
    "procurement:\n  needs:\n    - { code: N1, title: Matériel }\n  purchases:\n"
    "    - { code: P1, title: Liseuses, need: N1, costs: [D1], step: A12-1 }\n"
    "territory:\n  libraries:\n    - { code: LI1, name: Médiathèque }\n"
    "  inventory:\n"
    "    - { code: I1, kind: ils, name: SIGB, ends_on: 2026-12-31, tacit: oui, notice_months: 3, decision: renew }\n"
    "    - { code: I2, kind: portal, name: Portail }\n    - { code: I3, kind: resource, name: Presse, users: 120 }\n"
    "  equipment:\n    - { code: EQ1, library: LI1, kind: tablet, quantity: 4 }\n"
    "  posts:\n    - { code: F1, role: Direction, fte: 2 }\n"
    "  past_plans:\n    - { code: SC1, title: Schéma, commitments: [{ code: E1, title: Ouvrir, result: kept }] }\n"
    "dossier:\n  texts:\n" + "".join(f"    - {{ chapter: {slot}, text: Un texte. }}\n" for slot in ARGUED)
)


def sound_text() -> str:
    """The minimal programme, repaired until nothing is left to say of it but its missing communes."""
    text = minimal_text()
    for old, new in REPAIRS:
        if new:
            assert old in text, old
            text = text.replace(old, new, 1)
    subscription = (
        "    - { code: D3, label: Abonnement, action: A12, operation: OP2, section: running, amount_ht: 900,"
        " year: 2028, recurrent: oui, basis: Devis }\n"
    )
    return text.replace("OTHERS", other_actions()).replace("D3", subscription, 1) + MORE


def project(text: str, today: date = TODAY) -> Project:
    return project_for(saved_network(file=read_text(text)), today)


def codes(made: Project) -> set[str]:
    return {remark.code for remark in remarks_of(made)}


# The last line of the diagnosis: what a fault adds to it comes after.
_HEARD = "    - { code: CN1, who: Bibliothèques, how: Questionnaire, invited: 10, answers: 8 }\n"
_CAMPAIGN = "campaigns:\n  campaigns:\n    - { code: CA1, title: Essai, "
# Each fault: what of the sound programme is replaced, and by what.
FAULTS: dict[str, tuple[tuple[str, str], ...]] = {
    "PRG-01": (("lead: Responsable du numérique\n", "lead: ''\n"),),
    "PRG-02": (
        (
            "              steps:\n                - { code: X5-1, title: Faire, weeks: 1, person_days: 1,"
            " planned_start: 2026-09-07, planned_end: 2026-09-12 }\n",
            "",
        ),
    ),
    "PRG-03": (("              description: Cent liseuses.\n", ""),),
    "PRG-04": (("          findings: [C1]\n", ""),),
    "PRG-05": (("\nfunding:\n", "        - { code: A2, title: Vide, findings: [C1] }\n\nfunding:\n"),),
    "PRG-06": (("kind: resource\n              scope: internal", "kind: resource\n              scope: network"),),
    "PRG-07": (("      orientations: [OR1]\n", ""),),
    "PRG-21": (("months: 36\n", "months: 36\n  criteria: [{ code: CL1, title: Un personnel qualifié }]\n"),),
    "PRG-22": (("      orientations: [OR1]\n", ""),),
    "PRG-17": (("          findings: [C1]\n", ""),),
    "PRG-18": (
        (
            "              description: Cent liseuses.\n",
            "              description: Cent liseuses.\n"
            "              risks: [{ code: A11-R1, title: Un retard de livraison }]\n",
        ),
    ),
    "PRG-23": (
        (
            "              description: Cent liseuses.\n",
            "              description: Cent liseuses.\n              status: under_way\n"
            "              legal: [{ topic: privacy }]\n",
        ),
    ),
    "PRG-25": (
        (
            "              description: Cent liseuses.\n",
            "              description: Cent liseuses.\n"
            "              deliverables: [{ title: Le choix du modèle, due: 2025-12-01 }]\n",
        ),
    ),
    "PRG-26": (("              reach: all\n", ""),),
    "PRG-08": (
        ("                  planned_start: 2026-01-05\n                  planned_end: 2026-01-31\n", ""),
        ("                  planned_start: 2026-02-16\n                  planned_end: 2026-04-11\n", ""),
    ),
    "PRG-09": (
        (
            "planned_start: 2026-09-07, planned_end: 2026-09-12 }",
            "planned_start: 2027-11-01, planned_end: 2027-11-06, public: oui }",
        ),
    ),
    "FIN-01": (("rate: 0.50", "rate: 0.90"),),
    "FIN-02": (("rate: 0.50", "amounts: { 2026: 15000.01 }"),),
    "FIN-03": (("rate: 0.50", "rate: 0.81"),),
    "FIN-04": (("      operation: OP1\n      rate: 0.50", "      operation: OP2\n      rate: 0.50"),),
    "FIN-05": (("      operation: OP1\n      rate: 0.50", "      operation: OP2\n      rate: 0.50"),),
    "FIN-06": (("                  planned_start: 2026-04-13\n                  planned_end: 2026-07-04\n", ""),),
    "FIN-07": (("{ code: X0-1, title: Faire, weeks: 1, person_days: 1,", "{ code: X0-1, title: Faire, weeks: 1,"),),
    "FIN-08": ((", recurrent: oui", ""),),
    "FIN-09": (("      step: A12-1\n      basis: Devis\n", "      step: A12-1\n"),),
    "FIN-10": (("rate: 0.50", "amounts: { 2027: 5000 }"),),
    "ACH-01": (("step: A12-1 }", "step: A11-1 }"),),
    "ACH-02": (("step: A12-1 }", "step: A12-1, framework: oui, maximum_ht: 20000, years: 5 }"),),
    "ACH-03": (("step: A12-1 }", "step: A12-1, exclusivity: Seul éditeur }"),),
    "ACH-05": (("amount_ht: 15000", "amount_ht: 45000"), (", costs: [D1]", "")),
    "ACH-06": (("amount_ht: 15000\n      step: A12-1", "amount_ht: 15000\n      step: A11-3"),),
    "PHA-01": (("investment_ht: 20000", "investment_ht: 14999.99"),),
    "PHA-02": (("person_days_per_week: 5", "person_days_per_week: 0.5"),),
    "PHA-03": (("planned_start: 2026-02-16", "planned_start: 2026-02-09"),),
    "PHA-04": (("person_days: 12\n", "person_days: 12\n                  latest: 2026-04-09\n"),),
    "PHA-05": (
        ("                  planned_start: 2026-02-10\n", "                  planned_start: 2026-02-11\n"),
        ("                  planned_end: 2026-02-10\n", "                  planned_end: 2026-02-11\n"),
    ),
    "PHA-06": (("weeks: 12\n", "weeks: 30\n"),),
    "PHA-07": (("person_days: 12\n", "person_days: 12\n                  fixed: 2026-03-02\n"),),
    "PHA-08": (("                  gate: COPIL\n", "                  gate: COPIL\n                  fixed: 2026-03-16\n"),),
    "PRG-20": (("lead: Responsable du numérique\n", "lead: Direction\n              archived: 2026-01-02\n"),),
    "FIN-14": (("lead: Responsable de la formation\n", "lead: Direction\n              archived: 2026-01-02\n"),),
    "ACH-10": ((", costs: [D1]", ""),),
    "ACH-11": (("amount_ht: 15000", "amount_ht: 30000"),),
    "ACH-09": (("lead: Responsable de la formation\n", "lead: Direction\n              archived: 2026-01-02\n"),),
    "EVA-01": (("\nfunding:\n", "        - code: A2\n          title: Autre\n          findings: [C1]\n\nfunding:\n"),),
    "EVA-02": (("      baseline: 12\n", ""),),
    "EVA-03": (("      targets: { 2026: 20, 2027: 60, 2028: 100 }\n", ""),),
    "EVA-04": (("      owner: Direction\n", ""),),
    "EVA-05": (("      owner: Direction\n", "      owner: Direction\n      share_of_population: oui\n"),),
    "EVA-06": (("      baseline: 12\n", "      baseline_figure: territory.nothing\n"),),
    "DIA-01": (("          findings: [C1]\n", ""), ("FINDINGS", "")),
    "DIA-02": (("  comparables:\n    - { code: CO1, territory: Loiret, project: Liseuses, source: Rapport }\n", ""),),
    "DIA-03": (("  sessions:\n    - { code: SE1, day: 2025-11-04, title: Besoins }\n", ""),),
    "DIA-04": (("  consultations:\n    - { code: CN1, who: Bibliothèques, how: Questionnaire, invited: 10, answers: 8 }\n", ""),),
    "DIA-05": (("      evidence: Douze bibliothèques sur cent en prêtent.\n", ""),),
    "DIA-06": (("en prêtent.\n", "en prêtent.\n      certainty: to_confirm\n"),),
    "DIA-07": ((_HEARD, _HEARD + "  swot: [{ code: SW1, kind: weakness, title: Peu de liseuses }]\n"),),
    "DIA-08": (("      source: Enquête de 2025\n", ""),),
    "DIA-09": (("title: Besoins }", "title: Besoins, tasks: [{ code: SE1-1, title: Rappeler, due: 2025-11-20 }] }"),),
    "DIA-10": ((_HEARD, _HEARD + "  themes: [{ code: TH1, title: Wifi, published: oui }]\n"),),
    "DIA-11": ((_HEARD, _HEARD + "  themes: [{ code: TH1, title: Wifi, state: declined, answer: Non. }]\n"),),
    "PRG-15": (
        ("  comparables:\n", "    - { code: C9, title: Peu, kind: weakness, evidence: Vu., source: Nous }\n  comparables:\n"),
    ),
    "PRG-16": ((_HEARD, _HEARD + "  themes: [{ code: TH1, title: Wifi, state: adopted, answer: Oui. }]\n"),),
    "PRG-10": (("planned_end: 2026-01-31\n", "planned_end: 2026-01-31\n                  done: 2026-02-02\n"),),
    "PRG-11": (),
    "PRG-12": (("planned_end: 2026-01-31\n", "planned_end: 2026-01-31\n                  done: 2026-02-02\n"),),
    "PRG-13": (("planned_end: 2026-04-11\n", "planned_end: 2026-04-11\n                  done: 2026-04-10\n"),),
    "PRG-19": (
        ("description: Cent liseuses.\n", "description: Cent liseuses.\n              status: done\n"),
    ),
    "PRG-24": (
        (
            "description: Cent liseuses.\n",
            "description: Cent liseuses.\n              status: under_way\n"
            "              notes: [{ day: 2026-01-06, text: Commencé. }]\n",
        ),
    ),
    "PRG-27": (
        ("description: Cent liseuses.\n", "description: Cent liseuses.\n              outlook: low\n"),
    ),
    "GOV-01": (("agenda: Lancement\n", "agenda: Lancement\n          decision: Le projet est lancé.\n"),),
    "FIN-11": (("rate: 0.50", "rate: 0.50\n      status: promised"),),
    "FIN-12": (("rate: 0.50", "rate: 0.50\n      status: notified\n      notified_on: 2023-10-16"),),
    "FIN-13": (("rate: 0.50", "rate: 0.50\n      status: notified"),),
    "FIN-15": (("amount_ht: 900,", ""),),
    "FIN-16": ((", recurrent: oui", ", recurrent: oui, vat_rate: 0.19"),),
    "FIN-17": (("amount_ht: 900,", "amount_ht: 900000,"),),
    "FIN-18": ((", recurrent: oui", ", recurrent: oui, priced_from: quote"),),
    "FIN-19": (("kind: dgd\n", "kind: dgd\n      max_rate: 0.40\n"),),
    "FIN-20": (
        (
            "  lines:\n    - code: R1\n",
            "    - { code: ETR, name: État DETR, kind: detr }\n"
            "  lines:\n    - { code: R2, funder: ETR, operation: OP1, rate: 0.10 }\n    - code: R1\n",
        ),
    ),
    "FIN-21": (
        ("      section: investment\n    - code: OP2", "      section: investment\n      kind: vehicle\n    - code: OP2"),
        ("rate: 0.50", "rate: 0.50\n      fraction: third"),
    ),
    "FIN-22": (("kind: dgd\n", "kind: dgd\n      floor_ht: 20000\n"),),
    "FIN-23": (
        (
            "  lines:\n    - code: R1\n",
            "    - { code: REG, name: Région, kind: region }\n"
            "  lines:\n    - { code: R2, funder: REG, operation: OP1, rate: 0.60, costs: [D1] }\n    - code: R1\n",
        ),
        ("rate: 0.50", "rate: 0.50\n      costs: [D1]"),
        (
            "    - code: D2\n",
            "    - { code: D9, label: Chariot, action: A11, operation: OP1, section: investment, amount_ht: 9000,"
            " year: 2026, basis: Devis }\n    - code: D2\n",
        ),
    ),
    "FIN-24": (("rate: 0.50", "amounts: { 2027: 500 }"),),
    "FIN-25": (("      amount_ht: 15000\n", "      amount_ht: 15000\n      given_away: oui\n"),),
    "FIN-26": (
        (
            "funding:\n",
            "funding:\n  authorisations: [{ code: AP1, title: Lot, section: investment, operations: [OP1], amount_ttc: 1 }]\n",
        ),
    ),
    "FIN-27": (
        (", recurrent: oui", ", recurrent: oui, family: staff"),
        (
            "funding:\n",
            "funding:\n  authorisations: [{ code: AE1, title: Ateliers, section: running, operations: [OP2] }]\n",
        ),
    ),
    "FIN-28": (("rate: 0.50", "rate: 0.50\n      status: requested"),),
    "FIN-35": (("funding:\n", "funding:\n  scenarios:\n    - { code: S1, title: Refus, refused_year: 2035 }\n"),),
    "FIN-29": (("rate: 0.50", "rate: 0.50\n      ask_by: 2025-12-01"),),
    "FIN-30": (("rate: 0.50", "rate: 0.50\n      status: promised\n      asked_on: 2025-11-03\n      promised_on: 2025-10-01"),),
    "ACH-07": (("step: A12-1 }", "step: A12-1, launched_on: 2026-05-18 }"),),
    "ACH-08": (("step: A12-1 }", "step: A12-1, launched_on: 2026-01-05, notified_on: 2026-01-12 }"),),
    "TER-01": (("  libraries:\n    - { code: LI1, name: Médiathèque }\n", ""),),
    "TER-10": ((", decision: renew", ""), ("ends_on: 2026-12-31", "ends_on: 2026-03-31")),
    "TER-11": (("kind: portal, name: Portail", "kind: tool, name: Agenda"),),
    "TER-12": ((", users: 120", ""),),
    "TER-13": (("library: LI1", "library: LI9"),),
    "TER-14": (("ends_on: 2026-12-31, tacit: oui, notice_months: 3, decision: renew", "ends_on: 2025-12-31"),),
    "TER-15": ((", result: kept", ""),),
    "PRG-14": ((", decision: renew", ""),),
    "FOR-01": (("action: A12, audience", "action: A11, audience"),),
    "CAM-01": (("dossier:\n  texts:\n", _CAMPAIGN + "framework: rien }\ndossier:\n  texts:\n"),),
    "CAM-04": (
        (
            "dossier:\n  texts:\n",
            _CAMPAIGN + "framework: services-numeriques, opens: 2027-03-01, closes: 2027-04-02 }\ndossier:\n  texts:\n",
        ),
    ),
    "DOS-01": (("    - { chapter: strategy, text: Un texte. }\n", ""),),
    "DOS-02": (("chapter: strategy, text: Un texte.", "chapter: strategy, text: 'Il coûte {funding.nothing}.'"),),
    "DOS-03": (("chapter: strategy, text: Un texte.", "chapter: strategy, text: '[à compléter]'"),),
}  # fmt: skip

# FIN-02 also makes the year and the own share fail; PRG-05 leaves an objective without an indicator, and so on.
BLOCKING = {
    "PRG-01", "PRG-02", "PRG-05", "PRG-08", "FIN-01", "FIN-02", "FIN-06", "ACH-02", "PHA-01", "PHA-03",
    "PHA-05", "PHA-07", "FIN-14", "FIN-20", "EVA-03", "EVA-06", "DOS-02",
}  # fmt: skip
ADVICE = {
    "PRG-06", "PRG-11", "GOV-01", "FIN-08", "FIN-09", "FIN-13", "FIN-35", "ACH-03", "ACH-10", "DIA-06", "DIA-08", "DIA-09",
    "ACH-11", "FOR-01", "PRG-15", "PRG-17", "PRG-24", "PRG-26", "CAM-04", "FIN-18", "FIN-25", "FIN-28",
    "TER-11", "TER-12", "TER-13", "TER-15",
}  # fmt: skip


# Faults of execution are seen once time has gone by: the day on which each is looked for.
DAYS = {
    "PRG-10": date(2026, 6, 1),
    "PRG-11": date(2026, 6, 1),
    "PRG-13": date(2026, 6, 1),
    "PRG-24": date(2026, 6, 1),
    "GOV-01": date(2026, 10, 1),
    "ACH-07": date(2026, 6, 1),
}


def planted(code: str) -> str:
    text = sound_text()
    for old, new in FAULTS[code]:
        if old == "FINDINGS":
            start, end = text.index("  findings:\n    - code: C1"), text.index("  comparables:\n")
            old = text[start:end]
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def test_a_sound_programme_gets_no_remark_but_on_its_unknown_communes() -> None:
    made = project(sound_text())
    assert {remark.code: remark.message for remark in remarks_of(made)}.keys() == {"TER-03"}


@pytest.mark.parametrize("code", FAULTS)
def test_a_planted_fault_gets_its_remark_with_its_place_and_its_remedy(code: str) -> None:
    made = project(planted(code), DAYS.get(code, TODAY))
    found = [remark for remark in remarks_of(made) if remark.code == code]
    assert found
    for remark in found:
        expected = (
            Severity.BLOCKING if code in BLOCKING else Severity.ADVICE if code in ADVICE else Severity.WARNING
        )
        assert remark.severity is expected
        assert remark.where
        assert_french_sentence(remark.message)
        assert_french_sentence(remark.remedy)


def assert_french_sentence(text: str) -> None:
    """A capital, a full stop (or a question, or what may go on), no doubled mark, no shy plural, no number of one."""
    assert text[0].isupper() or text[0].isdigit() or text[0] == "«", text
    assert text[-1] in ".?…", text
    assert not re.search(r"\.\.|…\.|\(e\)|\(s\)|  |None|\{|\bdu investissement", text), text
    assert not re.search(r"\b1[ \u00a0](?!an\b|mois)\w+s\b", text), text


def test_the_remarks_of_one_fault_name_what_is_at_fault() -> None:
    (remark,) = [r for r in remarks_of(project(planted("PRG-01"))) if r.code == "PRG-01"]
    assert remark.where == "Action A11, Acheter cent liseuses"


def test_every_remark_of_the_house_is_known_to_these_tests() -> None:
    """A code written in a `checks.py` and planted nowhere would be a rule that nobody verified."""
    written: set[str] = set()
    for path in Path(maillage.__file__).parent.glob("*/*checks.py"):
        written |= set(re.findall(r'"([A-Z]{3}-\d\d)"', path.read_text("utf-8")))
    # Those that need open data, a far year or a stored local value have tests of their own, below and in rulebook.
    elsewhere = {"TER-02", "TER-03", "TER-04", "TER-05", "ACH-04", "REG-01", "EVA-07", "EVA-08", "TER-16"}
    # Those of a campaign that was opened: tests/campaigns/test_managing_plugs.py.
    elsewhere |= {"CAM-02", "CAM-03", "CAM-05"}
    # Those of the entries of the finance software: tests/funding/test_execution_checks.py.
    elsewhere |= {"FIN-31", "FIN-32", "FIN-33", "FIN-34"}
    assert len(written) >= 40
    assert written - elsewhere == set(FAULTS)


@pytest.mark.parametrize("code", FAULTS)
def test_a_remark_leads_to_a_thing_that_exists(code: str) -> None:
    made = project(planted(code), DAYS.get(code, TODAY))
    declared = {class_name(cls) for section in sections() for cls in walk(section.value_type)}
    for remark in remarks_of(made):
        if not remark.target:
            continue
        name, key = remark.target.split("/")
        assert name in declared, remark
        model = apps.get_model(name)
        field = "code" if has_code(model.value_type) else {"phasing.BudgetCeiling": "year"}.get(name)
        if field:  # a chapter without a text is led to although it is not written
            assert model.objects.filter(network=made.network, **{field: key}).exists(), remark


@pytest.mark.parametrize("code", FAULTS)
def test_a_screen_names_no_field_of_the_file(code: str) -> None:
    made = project(planted(code), DAYS.get(code, TODAY))
    keys = {field.name for section in sections() for cls in walk(section.value_type) for field in fields(cls)}
    keys |= {section.key for section in sections()}
    for remark in remarks_of(made):
        shown = f"{remark.message} {remark.remedy_on_screen}"
        assert not keys & set(re.findall(r"«\s([a-z_]+)(?:: \w+)?\s»", shown)), shown


# The faults that are about one thing say which.
WHOLE = {
    "PRG-06",
    "PRG-08",
    "PRG-11",
    "FIN-06",
    "FIN-08",
    "FIN-10",
    "FIN-28",
    "PHA-02",
    "DIA-01",
    "DIA-02",
    "DIA-03",
    "DIA-04",
    "TER-01",
    "TER-11",
    "TER-12",
    "TER-13",
}


@pytest.mark.parametrize("code", sorted(set(FAULTS) - WHOLE))
def test_a_remark_on_one_thing_leads_to_it(code: str) -> None:
    made = project(planted(code), DAYS.get(code, TODAY))
    assert all(remark.target for remark in remarks_of(made) if remark.code == code)


@pytest.mark.parametrize(("value", "code"), [(13, "EVA-07"), (16, "EVA-08"), (20, "")])
def test_an_indicator_below_its_trajectory_is_told(value: int, code: str) -> None:
    network = saved_network(file=read_text(sound_text()))
    indicator = Indicator.objects.get(network=network)
    Measure.objects.create(network=network, indicator=indicator, day=date(2026, 12, 31), value=Decimal(value))
    found = [r for r in remarks_of(project_for(network, date(2027, 1, 15))) if r.code in ("EVA-07", "EVA-08")]
    assert [r.code for r in found] == ([code] if code else [])
    for remark in found:
        assert remark.target == "evaluation.Indicator/I1"
        assert_french_sentence(remark.message)
        assert_french_sentence(remark.remedy)


def test_a_late_step_of_an_urgent_action_has_a_remark_of_its_own() -> None:
    text = planted("PRG-10").replace("scope: network\n", "scope: network\n              priority: 5\n", 1)
    found = {r.target: r.message for r in remarks_of(project(text, date(2026, 6, 1))) if r.code == "PRG-10"}
    assert set(found) == {"programme.Action/A11"}
    assert "devait finir le 10 février 2026 : 111\u00a0jours de retard." in found["programme.Action/A11"]
    assert found["programme.Action/A11"].endswith("1\u00a0autre étape attend derrière (A12-1).")


def test_nothing_is_late_while_nobody_marks_steps_done() -> None:
    found = codes(project(sound_text(), date(2026, 3, 2)))
    assert found.isdisjoint({"PRG-10", "PRG-11", "ACH-07", "GOV-01"})


def test_impossible_answers_and_a_size_that_differs_are_told_on_the_demo_network() -> None:
    demo = Path(__file__).parent.parent.parent / "demo"
    files = read_files([demo / "bibliotheques-fictives-2024.csv", demo / "bibliotheques-fictives-2025.csv"])
    declared = "territory:\n  declared_size: { count: 150, on: 2025-06-30 }\n"
    text = re.sub(r"(?m)^territory:\n(  .*\n)+", declared, sound_text())
    assert text.count(declared) == 1
    network, _ = load_all(file=read_text(text), exports=files, territory=[demo / "communes.csv"])
    found = {remark.code: remark for remark in remarks_of(project_for(network))}
    assert "150" in found["TER-02"].message
    assert "143" in found["TER-02"].message
    assert "donnée impossible" in found["TER-05"].message


def test_an_unknown_procedure_is_told_when_no_threshold_is_published() -> None:
    text = sound_text().replace("start: 2026-01-01", "start: 2030-01-01")
    text = re.sub(r"(?<=[ :{])(202[678])(?=[-:])", lambda m: str(int(m[1]) + 4), text)
    text = text.replace("year: 2028", "year: 2032").replace("year: 2026", "year: 2030")
    text = text.replace("amount_ht: 15000", "amount_ht: 500000")
    assert "ACH-04" in codes(project(text))


def test_remarks_come_by_severity_then_code_then_place() -> None:
    found = remarks_of(project(minimal_text()))
    order = list(Severity)
    assert list(found) == sorted(found, key=lambda r: (order.index(r.severity), r.code, r.where))
    assert len({remark.code for remark in found}) >= 12


def test_counts_and_summary_agree_with_the_remarks() -> None:
    found = remarks_of(project(minimal_text()))
    assert sum(counts(found).values()) == len(found)
    assert summary(found) == ", ".join(
        f"{n}\u00a0{severity.label}{'s' if n > 1 else ''}" for severity, n in counts(found).items()
    )


def test_nothing_to_say_is_said() -> None:
    assert summary(()) == "0\u00a0blocage, 0\u00a0alerte, 0\u00a0conseil"


def test_the_report_names_the_place_the_remedy_and_the_source_of_each_remark() -> None:
    made = project(planted("FIN-01"))
    text = report(made)
    (remark,) = [r for r in remarks_of(made) if r.code == "FIN-01"]
    assert f"[FIN-01] {remark.where}\n    {remark.message}\n    → {remark.remedy}\n" in text
    assert "    Source : CGCT, art. L1111-10 III, texte lu au 6 décembre 2023\n" in text
    assert text.startswith(
        "Contrôle du programme « Premiers pas vers une bibliothèque numérique de référence »\n"
    )
    assert "Le 15 janvier 2026 : 1\u00a0blocage, " in text


def test_a_finding_that_cites_an_unknown_figure_is_blocked_too() -> None:
    text = (
        sound_text()
        .replace("Douze bibliothèques", "'{territory.nothing} bibliothèques")
        .replace("en prêtent.", "en prêtent.'")
    )
    found = [r for r in remarks_of(project(text)) if r.code == "DOS-02"]
    assert [(r.where, r.severity) for r in found] == [("Constat C1", Severity.BLOCKING)]


def test_a_cited_figure_that_exists_gets_no_remark() -> None:
    text = sound_text().replace("strategy, text: Un texte.", "strategy, text: 'Il coûte {funding.total_ht}.'")
    assert "DOS-02" not in codes(project(text))


def test_the_dgd_that_bears_on_a_recurrent_cost_alone_is_still_reported() -> None:
    """It gives no grant: it must not go without a word."""
    text = sound_text().replace("      operation: OP1\n      rate", "      operation: OP2\n      rate")
    text = text.replace(
        "amount_ht: 6000\n      step: A12-1\n", "amount_ht: 6000\n      step: A12-1\n      recurrent: oui\n"
    )
    assert "FIN-04" in codes(project(text))


def test_the_example_of_the_cher_has_no_blocking_remark_once_planned() -> None:
    network = saved_network(file=cher_file())
    made = project_for(network)
    adopt(project=made, phased=phase(made))
    found: tuple[Remark, ...] = remarks_of(project_for(network))
    assert {r.code for r in found if r.severity is Severity.BLOCKING} == set()
    for remark in found:
        assert_french_sentence(remark.message)
        assert_french_sentence(remark.remedy)
