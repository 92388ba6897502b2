"""A programme file with a mistake is refused: the message says the line, the field, what is wrong and the remedy."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from builders import minimal_file, minimal_text, read_text
from maillage.accounts.models import Network
from maillage.base import plugs
from maillage.base.values.files import nodes
from maillage.base.values.files.nodes import FileProblem, UnreadableFile
from maillage.portability.services import read_programme


def problems_of(text: str) -> list[FileProblem]:
    with pytest.raises(UnreadableFile) as refused:
        read_text(text)
    assert refused.value.problems
    return refused.value.problems


def planted(old: str, new: str) -> str:
    """The minimal file with one passage replaced; the passage must be there, once."""
    text = minimal_text()
    assert text.count(old) == 1, f"{text.count(old)} times: {old!r}"
    return text.replace(old, new)


def line_of(text: str, passage: str) -> int:
    return text[: text.index(passage)].count("\n") + 1


# old passage, new passage, what marks the faulty line, path, part of the message, part of the remedy
MISTAKES = {
    "an unknown key": (
        "months: 36", "monts: 36", "monts", "programme.monts",
        "La clé « monts » n'existe pas ici", "Vouliez-vous dire « months » ?",
    ),
    "an unknown part": (
        "evaluation:\n", "evaluations:\n", "evaluations:", "evaluations",
        "La clé « evaluations » n'existe pas ici", "« evaluation »",
    ),
    "a duplicate code": (
        "- code: D2\n", "- code: D1\n", "code: D1\n      label: Intervenants", "funding.costs[2].code",
        "Le code « D1 » est déjà pris", "un code différent",
    ),
    "an unknown reference": (
        "gate: COPIL", "gate: COPILE", "gate:", "programme.axes[1].objectives[1].actions[1].steps[2].gate",
        "renvoie à « COPILE », qui n'existe pas", "Vouliez-vous dire « COPIL » ?",
    ),
    "an unknown reference in a list": (
        "predecessors: [A11-1]", "predecessors:\n                    - A11-1\n                    - Z9",
        "- Z9", "programme.axes[1].objectives[1].actions[1].steps[2].predecessors[2]",
        "« Étapes à finir avant » renvoie à « Z9 »", "Codes connus : A11-1, A11-2",
    ),
    "a bad date": (
        "start: 2026-01-01", "start: 2026-02-30", "start:", "programme.start",
        "« 2026-02-30 » n'est pas une date", "2026-03-31 (année-mois-jour)",
    ),
    "a text for an amount": (
        "amount_ht: 15000", "amount_ht: quinze mille", "amount_ht: quinze", "funding.costs[1].amount_ht",
        "« quinze mille » n'est pas un montant en euros", "12500",
    ),
    "a negative amount": (
        "amount_ht: 15000", "amount_ht: -15000", "amount_ht: -", "funding.costs[1].amount_ht",
        "« Montant HT » vaut -15000, moins que 0", "au moins égal à 0",
    ),
    "an amount finer than the cent": (
        "amount_ht: 15000", "amount_ht: 15000.005", "amount_ht: 15000.005", "funding.costs[1].amount_ht",
        "a plus de 2 décimales", "Arrondissez à 2 décimales",
    ),
    "an amount that reads as thousands or as decimals": (
        "amount_ht: 15000", "amount_ht: 15.000", "amount_ht: 15.000", "funding.costs[1].amount_ht",
        "« 15.000 » se lit de deux façons", "Écrivez 15000 (séparateur de milliers) ou 15 (décimales)",
    ),
    "a département that does not exist": (
        'department: "18"', 'department: "2a"', 'department: "2a"', "network",
        "« 2a » n'est pas le code d'un département", "Corrigez",
    ),
    "a character that is none": (
        "title: Acheter cent liseuses", 'title: "Acheter \\ufffe"', 'title: "Acheter',
        "programme.axes[1].objectives[1].actions[1].title", "caractère invisible (U+FFFE)", "Effacez ce caractère",
    ),
    "an amount of forty digits": (
        "amount_ht: 15000", "amount_ht: " + "9" * 40, "amount_ht: 999", "funding.costs[1].amount_ht",
        "« Montant HT » est trop grand", "nombre de zéros",
    ),
    "a rate above one": (
        "rate: 0.50", "rate: 20", "rate:", "funding.lines[1].rate",
        "Le taux 20 n'est pas compris entre 0 et 1", "Pour 20 %, écrivez 0.2",
    ),
    "a year outside the programme": (
        "targets: { 2026: 20,", "targets: { 2025: 20,", "targets:", "evaluation.indicators[1].targets",
        "une cible en 2025, hors du programme", "Choisissez parmi 2026, 2027 et 2028",
    ),
    "a year of nonsense": (
        "targets: { 2026: 20,", "targets: { 26: 20,", "targets:", "evaluation.indicators[1].targets",
        "« Année » vaut 26, moins que 2000", "au moins égal à 2000",
    ),
    "a step gated at a body without meeting": (
        "      meetings:\n        - day: 2026-02-10\n          agenda: Lancement\n        - day: 2026-09-15\n"
        "          agenda: Choix du matériel\n        - day: 2027-02-09\n          agenda: Bilan de la première année\n",
        "", "gate:", "programme.axes[1].objectives[1].actions[1].steps[2].gate",
        "qui n'a aucune séance pendant le programme", "Ajoutez une séance à COPIL",
    ),
    "a key written twice": (
        "months: 36", "months: 36\n  months: 24", "months: 24", "programme.months",
        "La clé « months » est écrite deux fois", "Gardez-en une",
    ),
    "a required field left out": (
        "  title: Premiers pas vers une bibliothèque numérique de référence\n", "", "start: 2026", "programme.title",
        "« Titre du projet » manque", "Ajoutez « title: »",
    ),
    "a required field left empty": (
        "start: 2026-01-01", "start:", "start:", "programme.start",
        "« Début du programme » manque", "Ajoutez « start: »",
    ),
    "an unknown choice": (
        "kind: weakness", "kind: faible", "kind: faible", "diagnosis.findings[1].kind",
        "« faible » n'est pas une valeur de", "weakness (",
    ),
    "a list where a mapping is expected": (
        "evaluation:\n  indicators:", "evaluation:\n  - indicators:", "- indicators", "evaluation",
        "On attend ici des clés et des valeurs", "parmi : indicators",
    ),
    "a mapping where a list is expected": (
        "  orientations:\n    - code: OR1\n      title", "  orientations:\n      code: OR1\n      title",
        "code: OR1", "programme.orientations",
        "« Orientations du schéma » attend une liste", "tiret",
    ),
    "a list where one value is expected": (
        "months: 36", "months: [36]", "months:", "programme.months",
        "« Durée (mois) » attend une seule valeur", "après les deux-points",
    ),
    "a title of ten thousand characters": (
        "title: Équiper et accompagner", "title: " + "é" * 10_000, "title: ééé", "programme.axes[1].title",
        "« Axe » a 10\u202f000 caractères", "Raccourcissez à 300 caractères",
    ),
    "two meetings of one body on one day": (
        "day: 2026-09-15", "day: 2026-02-10", "day: 2026-02-10\n          agenda: Choix",
        "governance.bodies[1].meetings[2].day",
        "« Date de la séance » : 2026-02-10 est écrit deux fois", "Réunissez les deux",
    ),
    "a code cited twice": (
        "findings: [C1]", "findings: [C1, C1]", "findings: [C1", "programme.axes[1].objectives[1].findings",
        "« C1 » est cité deux fois", "Gardez-en un",
    ),
    "a milestone with a workload": (
        "weeks: 0\n", "weeks: 0\n                  person_days: 2\n", "code: A11-2",
        "programme.axes[1].objectives[1].actions[1].steps[2]",
        "L'étape A11-2 est un jalon", "Corrigez",
    ),
    "a programme that starts in the middle of a month": (
        "start: 2026-01-01", "start: 2026-01-15", "start:", "programme.start",
        "commence le 15 janvier 2026, pas un premier du mois", "un premier du mois",
    ),
    "a step that must end before the programme": (
        "weeks: 4\n", "weeks: 4\n                  latest: 2025-12-01\n", "latest:",
        "programme.axes[1].objectives[1].actions[1].steps[1].latest",
        "Le 1er décembre 2025 est hors du programme (1er janvier 2026 – 31 décembre 2028)", "Corrigez la date",
    ),
    "another version of the format": (
        "maillage: 1\n", "maillage: 7\n", "maillage: 7", "maillage",
        "La version « 7 » du format n'est pas connue", "lit le format 1",
    ),
    "no version of the format": (
        "maillage: 1\n", "", "network:", "",
        "La version du format manque", "Commencez le fichier par « maillage: 1 »",
    ),
    "an invisible character in a text": (
        "title: Équiper et accompagner", 'title: "Équiper\\u0000 et accompagner"', "title: \"Équiper",
        "programme.axes[1].title", "contient un caractère invisible (U+0000)", "Effacez",
    ),
    "a list as a key": (
        "months: 36", "? [months]\n  : 36", "? [months]", "programme",
        "Une clé est un seul mot", "title, schema, start",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_once_with_its_line_field_and_remedy(mistake: str) -> None:
    old, new, mark, path, message, remedy = MISTAKES[mistake]
    text = planted(old, new)
    [problem] = problems_of(text)
    assert problem.place.line == line_of(text, mark)
    assert problem.path == path
    assert message in problem.message
    assert remedy in problem.remedy
    assert str(problem).startswith(f"ligne {problem.place.line}, colonne {problem.place.column}")


# the whole text, the line, part of the message, part of the remedy
BROKEN = {
    "an empty file": ("", 1, "Le fichier est vide", "examples/minimal.yaml"),
    "a file of comments": ("# rien\n# encore\n", 1, "Le fichier est vide", "examples/minimal.yaml"),
    "a tab for alignment": ("maillage: 1\nnetwork:\n\tname: x\n", 3, "tabulation", "par des espaces"),
    "a tab after spaces": ("maillage: 1\nnetwork:\n  \tname: x\n", 3, "tabulation", "par des espaces"),
    "two colons on a line": ("maillage: 1\ntitle: Bilan : an 1\n", 2, "« : »", "entre guillemets"),
    "an unclosed quote": ('maillage: 1\nname: "Réseau\nowner: x\n', 2, "guillemet ouvert", "guillemet qui manque"),
    "an unclosed bracket": ("maillage: 1\nname: [a, b\nowner: x\n", 2, "n'est pas refermé", "Refermez"),
    "a value that begins with @": ("maillage: 1\nname: @x\n", 2, "commencer par « @ »", "entre guillemets"),
    "a misaligned key": ("a:\n  b: 1\n c: 2\n", 3, "mal formé", "l'alignement"),
    "a bad escape": ('maillage: 1\nname: "C:\\qui"\n', 2, "barre oblique", "deux fois"),
    "several documents": ("maillage: 1\n---\nmaillage: 1\n", 2, "plusieurs documents", "un seul programme"),
    "a YAML alias": ("maillage: &v 1\nnetwork: *v\n", 2, "renvois YAML", "en toutes lettres"),
    "a control character": ("maillage: 1\nname: a\x07b\n", 2, "caractère invisible (U+0007)", "UTF-8"),
    "a list at the root": ("- maillage: 1\n", 1, "des clés et des valeurs", "network"),
    "a sentence": ("Bonjour\n", 1, "des clés et des valeurs", "network"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_a_file_that_is_not_a_programme_is_refused_in_french_at_its_line(kind: str) -> None:
    text, line, message, remedy = BROKEN[kind]
    [problem] = problems_of(text)
    assert (problem.place.line, problem.path) == (line, "")
    assert message in problem.message
    assert remedy in problem.remedy
    assert not any(english in str(problem) for english in ("found", "expected", "while ", "token"))


def test_the_python_loader_reads_and_refuses_as_the_c_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = minimal_file()
    monkeypatch.setattr(nodes, "_LOADER", nodes.yaml.BaseLoader)
    assert minimal_file() == usual
    for kind in ("a tab for alignment", "two colons on a line", "an unclosed quote", "several documents"):
        text, line, message, remedy = BROKEN[kind]
        [problem] = problems_of(text)
        assert (problem.place.line, message in problem.message, remedy in problem.remedy) == (
            line,
            True,
            True,
        )


def test_a_billion_laughs_is_refused_at_once() -> None:
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 10)]
    [problem] = problems_of("\n".join(["maillage: 1", "l0: &l0 [lol]", *levels]))
    assert problem.place.line == 3
    assert "renvois" in problem.message


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_ten_thousand_nested_brackets_are_refused_without_ending_the_process(opening: str) -> None:
    [problem] = problems_of("maillage: 1\nx:\n  " + opening * 10_000)
    assert "imbriqué sur plus de 40 niveaux" in problem.message


def test_a_file_past_twenty_megabytes_is_refused() -> None:
    [problem] = problems_of("# " + "x" * 20_000_000)
    assert "trop grand" in problem.message


def test_a_file_in_latin_1_is_refused_at_the_line_of_its_first_accent(tmp_path: Path) -> None:
    path = tmp_path / "programme.yaml"
    path.write_bytes("maillage: 1\nnetwork:\n  name: Réseau\n".encode("latin-1"))
    with pytest.raises(UnreadableFile) as refused:
        read_programme(path)
    [problem] = refused.value.problems
    assert problem.place.line == 3
    assert "UTF-8" in problem.message
    assert "Enregistrez-le en UTF-8" in problem.remedy


def test_a_byte_order_mark_is_not_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "programme.yaml"
    path.write_bytes(minimal_text().encode("utf-8-sig"))
    assert read_programme(path) == minimal_file()


def test_windows_line_ends_change_nothing_but_the_places() -> None:
    assert read_text(minimal_text().replace("\n", "\r\n")).sections == minimal_file().sections


def test_a_cycle_of_predecessors_is_told_whole() -> None:
    text = planted(
        "weeks: 4\n", "weeks: 4\n                  predecessors: [A12-1]\n"
    )  # A11-1 waits for A12-1, which waits for A11-3, which waits for A11-2, which waits for A11-1
    [problem] = problems_of(text)
    told = problem.message.split(" : ")[1].rstrip(".").split(" → ")
    assert told[0] == told[-1]
    assert set(told) == {"A11-1", "A11-2", "A11-3", "A12-1"}
    after = {("A11-1", "A11-2"), ("A11-2", "A11-3"), ("A11-3", "A12-1"), ("A12-1", "A11-1")}
    assert set(pairwise(told)) == after
    assert problem.path.endswith(".predecessors")
    assert "Retirez l'un des prédécesseurs" in problem.remedy


def test_a_step_that_waits_for_itself_is_a_cycle() -> None:
    [problem] = problems_of(planted("predecessors: [A11-1]", "predecessors: [A11-2]"))
    assert "A11-2 → A11-2" in problem.message


def test_two_separate_cycles_are_both_told() -> None:
    text = planted("predecessors: [A11-1]", "predecessors: [A11-2]").replace(
        "predecessors: [A11-3]", "predecessors: [A12-1]"
    )
    assert [p.message.split(" : ")[1] for p in problems_of(text)] == ["A11-2 → A11-2.", "A12-1 → A12-1."]


def test_a_chain_of_three_thousand_steps_is_read() -> None:
    chain = "".join(
        f"                - {{code: K{n}, title: t, weeks: 0, predecessors: [K{n + 1}]}}\n"
        for n in range(3000)
    )
    end = "                - {code: K3000, title: t, weeks: 0}\n"
    text = planted("                - code: A12-1\n", chain + end + "                - code: A12-1\n")
    assert sum(1 for _ in read_text(text).sections["programme"].steps()) == 3005


def test_every_problem_is_reported_at_once_in_the_order_of_the_file() -> None:
    text = minimal_text()
    for old, new in (
        ("fictitious: oui", "fictitious: peut-être"),
        ("kind: copil", "kind: comité"),
        ("day: 2026-09-15", "day: 15 septembre"),
        ("months: 36", "mois: 36"),
        ("findings: [C1]", "findings: [C9]"),
        ("weeks: 12", "weeks: -12"),
        ("predecessors: [A11-3]", "predecessors: [A11-9]"),
        ("operation: OP1\n      section", "operation: OP9\n      section"),
        ("amount_ht: 6000", "amount_ht: six mille"),
        ("rate: 0.50", "rate: 50"),
        ("objective: A1\n", "objective: A2\n"),
        ("2026: 20,", "2026: vingt,"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    found = problems_of(text)
    assert [problem.path.rsplit(".", 1)[-1] for problem in found] == [
        "fictitious", "kind", "day", "mois", "findings[1]", "weeks", "predecessors[1]", "operation",
        "amount_ht", "rate", "objective", "targets",
    ]  # fmt: skip
    assert [p.place.line for p in found] == sorted(p.place.line for p in found)
    assert len({p.place.line for p in found}) == 12


def test_a_mistake_in_one_part_does_not_make_what_cites_it_look_wrong() -> None:
    [problem] = problems_of(planted("kind: copil", "kind: comité"))
    assert problem.path == "governance.bodies[1].kind"


def test_a_cycle_is_reported_beside_a_mistake_elsewhere() -> None:
    text = planted("predecessors: [A11-1]", "predecessors: [A11-2]").replace(
        "amount_ht: 15000", "amount_ht: x"
    )
    assert [p.path.rsplit(".", 1)[-1] for p in problems_of(text)] == ["predecessors", "amount_ht"]


@pytest.mark.parametrize(
    "written",
    ["15000.50", "15 000,50", "15\u202f000,50", "15\u00a0000.5", "15000,50 €", "15_000.50", '"15 000,50€"'],
)
def test_an_amount_is_read_exactly_however_french_people_write_it(written: str) -> None:
    file = read_text(planted("amount_ht: 15000", f"amount_ht: {written}"))
    assert str(file.sections["funding"].costs[0].amount_ht) in ("15000.50", "15000.5")


@pytest.mark.parametrize(
    ("written", "rate"), [("0.2", "0.2"), ("0,2", "0.2"), ("20 %", "0.2"), ("5,5%", "0.055")]
)
def test_a_rate_is_read_exactly_with_or_without_percent(written: str, rate: str) -> None:
    file = read_text(planted("rate: 0.50", f"rate: {written}"))
    assert f"{file.sections['funding'].lines[0].rate.normalize():f}" == rate


@pytest.mark.parametrize(
    "written", ["no", "0640", "1e3", "true", "2026-01-01", "0x1F", "1:30:00", "=", "12.0"]
)
def test_a_text_stays_as_it_was_written(written: str) -> None:
    file = read_text(planted("title: Équiper et accompagner", f"title: {written}"))
    assert file.sections["programme"].axes[0].title == written


def test_an_emoji_is_kept() -> None:
    file = read_text(planted("title: Équiper et accompagner", "title: Équiper 📚 et 👩‍🏫 accompagner"))
    assert file.sections["programme"].axes[0].title == "Équiper 📚 et 👩‍🏫 accompagner"


@pytest.mark.parametrize("empty", ["", " ~", " null"])
def test_an_optional_field_left_empty_is_left_out(empty: str) -> None:
    file = read_text(planted("gate: COPIL", f"gate:{empty}"))
    _, step = list(file.sections["programme"].steps())[1]
    assert step.gate is None


def test_the_place_of_a_thing_falls_back_to_what_holds_it() -> None:
    file = minimal_file()
    held = file.place(("programme", "axes", 0))
    assert file.place(("programme", "axes", 0, "nothing", "here")) == held
    assert held.line == line_of(minimal_text(), "- code: A\n")


@pytest.mark.django_db
@pytest.mark.parametrize("mistake", ["a duplicate code", "two meetings of one body on one day", "a bad date"])
def test_a_refused_file_leaves_nothing_in_the_base(mistake: str, tmp_path: Path) -> None:
    old, new, *_ = MISTAKES[mistake]
    path = tmp_path / "programme.yaml"
    path.write_text(planted(old, new), "utf-8")
    with pytest.raises(UnreadableFile):
        read_programme(path)
    stored = [
        model for section in plugs.sections() for model in (*section.parts.values(), section.root) if model
    ]
    assert len(stored) > 15
    assert [model.__name__ for model in (Network, *stored) if model.objects.exists()] == []
