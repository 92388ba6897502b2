"""Regenerates the documents derived from the code: a page per rule, the JSON Schema, named figures, commands.

`generated()` gives every file and its text; a test compares them with what is committed.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

os.environ["MAILLAGE_DATABASE_URL"] = "sqlite://:memory:"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillage.config.settings")

PROJECT = Path(__file__).resolve().parent.parent
NOTICE = "<!-- Page engendrée par `make docs` : ne pas modifier à la main. -->\n\n"


def rule_pages() -> Iterator[tuple[str, str]]:
    from maillage.rulebook.domain.rules import format_value  # after the settings are named
    from maillage.rulebook.packaged import packaged_rules

    rules = packaged_rules().rules
    lines = ["# Règles et paramètres\n"]
    lines.append(
        "Chaque seuil, taux ou délai que Maillage applique est une donnée datée, avec sa source et son degré de\n"
        "certitude. Un texte officiel qui a été lu ne se modifie pas ; un paramètre, ou un texte encore à confirmer, se\n"
        "règle pour un réseau, en disant qui, quand et pourquoi.\n"
    )
    lines.append("| Règle | Nature | Valeur la plus récente | Fiabilité |\n|---|---|---|---|")
    for rule_id in sorted(rules):
        rule = rules[rule_id]
        last = max(rule.versions, key=lambda version: version.period.start)
        value = format_value(last.value, rule.unit)
        lines.append(
            f"| [{rule.title}]({rule_id}.md) | {rule.nature.label} | {value} | {last.source.confidence.label} |"
        )
        yield f"docs/rules/{rule_id}.md", rule_page(rule)
    yield "docs/rules/README.md", NOTICE + "\n".join(lines) + "\n"


def rule_page(rule) -> str:  # type: ignore[no-untyped-def]
    from maillage.base.values.french import plain_date  # idem
    from maillage.rulebook.domain.rules import format_value

    lines = [
        f"# {rule.title}\n",
        f"- Identifiant : `{rule.id}`",
        f"- Nature : {rule.nature.label}",
        f"- Sert à : {rule.used_for}\n",
        rule.explanation + "\n",
        "| À partir du | Jusqu'au (exclu) | Valeur | Source | Fiabilité |\n|---|---|---|---|---|",
    ]
    for version in sorted(rule.versions, key=lambda version: version.period.start):
        source = version.source
        title = f"[{source.title}]({source.url})" if source.url else source.title
        end = plain_date(version.period.end) if version.period.end else "sans fin connue"
        lines.append(
            f"| {plain_date(version.period.start)} | {end} | {format_value(version.value, rule.unit)} | {title} "
            f"| {source.confidence.label} |"
        )
    return NOTICE + "\n".join(lines) + "\n"


def schema_file() -> tuple[str, str]:
    from maillage.base import plugs  # idem
    from maillage.portability.domain.json_schema import schema

    text = json.dumps(schema(plugs.sections()), ensure_ascii=False, indent=2)
    return "docs/schema/programme.schema.json", text + "\n"


def framework_schema_file() -> tuple[str, str]:
    from maillage.campaigns.domain.frameworks import Framework  # idem
    from maillage.portability.domain.json_schema import thing_schema

    said = "Ce qu'une campagne demande : domaines, questions, niveaux, prochains pas."
    text = json.dumps(
        thing_schema(Framework, title="Référentiel Maillage", description=said), ensure_ascii=False, indent=2
    )
    return "docs/schema/framework.schema.json", text + "\n"


def figures_page() -> tuple[str, str]:
    from django.core.management import call_command  # idem

    from maillage.base.plugs import figures_of
    from maillage.portability.services import read_programme, save_programme
    from maillage.rulebook.projects import project_of

    call_command("migrate", verbosity=0, run_syncdb=True, interactive=False)
    file = read_programme(PROJECT / "examples" / "minimal.yaml")
    project = project_of(save_programme(file=file).network, date(2026, 1, 1))
    rows = [f"| `{{{name}}}` | {figure.label} |" for name, figure in sorted(figures_of(project).items())]
    text = (
        "# Les chiffres que l'on peut citer\n\n"
        "Dans un texte du fichier programme, `{funding.total_ht}` est remplacé par le coût total, écrit en français\n"
        "avec son unité. Le même chiffre sert aux tableaux et aux figures : ils ne peuvent pas se contredire. Un nom qui\n"
        "n'existe pas est un blocage du contrôle.\n\n| Nom | Ce qu'il vaut |\n|---|---|\n"
        + "\n".join(rows)
        + "\n"
    )
    return "docs/guide/chiffres.md", NOTICE + text


def commands_page() -> tuple[str, str]:
    from maillage.cli.parser import parser  # idem

    os.environ["COLUMNS"] = "100"
    parts = ["# Les commandes\n"]
    for name, command in subcommands(parser()):
        parts.append(f"## {name}\n\n```text\n{command.format_help().rstrip()}\n```\n")
    return "docs/guide/commandes.md", NOTICE + "\n".join(parts)


def subcommands(root: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in root._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                inner = list(subcommands(command))
                yield from inner or [(command.prog, command)]


def generated() -> dict[str, str]:
    """Path from the project's root -> text."""
    import django  # idem

    django.setup()
    return dict([*rule_pages(), schema_file(), framework_schema_file(), figures_page(), commands_page()])


def main() -> None:
    files = generated()
    for old in (PROJECT / "docs" / "rules").glob("*.md"):
        if f"docs/rules/{old.name}" not in files:
            old.unlink()
    for name, text in files.items():
        path = PROJECT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    print(f"{len(files)} fichiers")


if __name__ == "__main__":
    main()
