"""`maillage demo`: an invented network and its programme in a base, with the whole dossier written, then served."""

from __future__ import annotations

import hashlib
import json
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.core.management import call_command
from django.db import connection

import maillage
from maillage.base.plugs import figures_of
from maillage.base.values.french import count, long_date, number
from maillage.cli import screen
from maillage.cli.demo_campaigns import add_demo_campaigns
from maillage.cli.demo_contacts import add_demo_contacts
from maillage.cli.demo_entries import add_demo_entries
from maillage.cli.demo_people import add_demo_people, demo_port, serve_demo, tell_demo_people
from maillage.cli.demo_reference import add_demo_reference
from maillage.cli.demo_talk import add_demo_talk
from maillage.config.environment import ROOT, VAR, BadSetting, flag
from maillage.dossier.linter import remarks_of, summary
from maillage.portability.build import Built, build
from maillage.portability.services import read_programme
from maillage.territory.services import read_files

# The day the demo lives: its texts, deadlines and pictures never age.
DEMO_TODAY = date(2027, 4, 19)

PROGRAMME = Path("demo/programme.yaml")
MEASURES = Path("demo/mesures.csv")
CONTRIBUTIONS = Path("demo/contributions.csv")
LIBRARIES = (Path("demo/bibliotheques-fictives-2024.csv"), Path("demo/bibliotheques-fictives-2025.csv"))
COMMUNES = Path("demo/communes.csv")
FOLDER = VAR / "demo"
DOSSIER = FOLDER / "dossier"
STAMP = FOLDER / "stamp"


@dataclass(frozen=True)
class Document:
    """A file of the dossier, as the summary tells it; `size` in bytes."""

    name: str
    label: str
    size: int


@dataclass(frozen=True)
class Made:
    """What a run made, from what (`digest`): enough to tell it again without making it again."""

    digest: str
    network: str
    facts: tuple[str, ...]
    documents: tuple[Document, ...]


def demo(arguments: Namespace) -> int:
    """Build the demo unless it stands already, tell what it is. Raises ValueError outside of a clone."""
    serve, port = _serve(), demo_port()
    digest = _digest(_inputs())
    base = Path(str(connection.settings_dict["NAME"]))
    made = _standing(digest, base)
    if made is None:
        made = _make(digest, base)
    else:
        screen.out.print("  · rien n'a changé depuis la dernière construction : rien n'est refait")
    _tell(made, base)
    tell_demo_people()
    if serve:
        return serve_demo(port=port, day=DEMO_TODAY)
    return 0


def _serve() -> bool:
    try:
        return flag("SERVE", default=True)
    except BadSetting as error:
        raise ValueError(str(error)) from error


def _inputs() -> list[Path]:
    found = [ROOT / path for path in (PROGRAMME, MEASURES, CONTRIBUTIONS, *LIBRARIES, COMMUNES)]
    missing = [str(path.relative_to(ROOT)) for path in found if not path.is_file()]
    if missing:
        raise ValueError(
            f"La démonstration ne trouve pas {', '.join(missing)} dans {ROOT}. Lancez-la depuis la racine d'un "
            "clone du dépôt de Maillage (make demo), ou indiquez cette racine par MAILLAGE_ROOT."
        )
    return found


def _digest(inputs: list[Path]) -> str:
    """SHA-256 of everything the demo comes from: its data, its day, the version and the source of Maillage."""
    source = Path(maillage.__file__).parent
    read = {path.name: path for path in inputs}
    for path in source.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            read[path.relative_to(source.parent).as_posix()] = path
    found = hashlib.sha256(f"{maillage.__version__} {DEMO_TODAY}".encode())
    for name, path in sorted(read.items()):
        found.update(f"\n{name} {hashlib.sha256(path.read_bytes()).hexdigest()}".encode())
    return found.hexdigest()


def _standing(digest: str, base: Path) -> Made | None:
    """What the last run made, if it came from the same sources and everything is still there."""
    try:
        kept = json.loads(STAMP.read_text("utf-8"))
        documents = tuple(Document(**document) for document in kept["documents"])
        made = Made(kept["digest"], kept["network"], tuple(kept["facts"]), documents)
    except (OSError, ValueError, KeyError, TypeError):
        return None  # never made, or the stamp is not ours: make it
    outputs = [base, *(DOSSIER / document.name for document in documents)]
    return made if made.digest == digest and all(path.is_file() for path in outputs) else None


def _make(digest: str, base: Path) -> Made:
    """Build aside, then put the base and the documents in place together, and the stamp last."""
    DOSSIER.mkdir(parents=True, exist_ok=True)
    STAMP.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER, prefix=".making-") as aside:
        folder = Path(aside)
        with _base_at(folder / "base.sqlite3"), screen.progress() as steps:
            steps("Création de la base")
            call_command("migrate", verbosity=0, interactive=False)
            built = build(
                programme=read_programme(ROOT / PROGRAMME),
                libraries=[ROOT / path for path in LIBRARIES],
                territory=[ROOT / COMMUNES],
                measures=[ROOT / MEASURES],
                contributions=[ROOT / CONTRIBUTIONS],
                out=folder / "dossier",
                today=DEMO_TODAY,
                progress=steps,
                prepare=add_demo_campaigns,
            )
            add_demo_people(built.project.network)
            add_demo_talk(built.project.network)
            add_demo_contacts(built.project.network, DEMO_TODAY)
            add_demo_entries(built.project.network, DEMO_TODAY)
            steps("Repères nationaux fictifs")
            add_demo_reference(read_files([ROOT / path for path in LIBRARIES]))
            made = _made(digest, built)
        for document in made.documents:
            (folder / "dossier" / document.name).replace(DOSSIER / document.name)
        # A journal left by a server that was killed would be replayed into the new base.
        for ending in ("-wal", "-shm"):
            base.with_name(base.name + ending).unlink(missing_ok=True)
        (folder / "base.sqlite3").replace(base)
        written = folder / "stamp"
        written.write_text(json.dumps(asdict(made), ensure_ascii=False, indent=1), "utf-8", newline="\n")
        written.replace(STAMP)
    return made


@contextmanager
def _base_at(path: Path) -> Iterator[None]:
    """Django works in another file for a while."""
    place = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()  # the last one to leave folds the journal into the file
        connection.settings_dict["NAME"] = place


def _made(digest: str, built: Built) -> Made:
    written = tuple(Document(name=item.name, label=item.label, size=item.size) for item in built.files)
    return Made(digest, str(built.project.network), tuple(_facts(built)), written)


def _facts(built: Built) -> Iterator[str]:
    """The network and its programme in a few lines; every figure is the dossier's own."""
    figure = {name: found.text for name, found in figures_of(built.project).items()}
    yield (
        f"réseau fictif : {figure['territory.open_libraries']} bibliothèques ouvertes et une bibliothèque "
        f"départementale, toutes inventées, dans {figure['territory.communes_with_library']} des "
        f"{figure['territory.communes']} communes du Cher"
    )
    yield (
        f"programme fictif : {figure['programme.actions']} actions, {figure['programme.steps']} étapes, "
        f"du {figure['programme.start']} au {figure['programme.end']}"
    )
    yield (
        f"avancement : {figure['programme.steps_done']} étapes finies, {figure['programme.steps_late']} en retard ; "
        f"{figure['procurement.notified']} marchés notifiés sur {figure['procurement.purchases']}, "
        f"{figure['procurement.late']} en retard ; {figure['governance.decisions']} décisions prises"
    )
    yield (
        f"plan de financement : {figure['funding.total_ht']} HT, dont {figure['funding.investment_ht']} "
        f"d'investissement ; {figure['funding.grants_total']} de recettes attendues, dont "
        f"{figure['funding.notified_total']} notifiés ; {figure['funding.own_share_total']} à la charge du Département"
    )
    if built.libraries:
        found = len(built.libraries.report.remarks)
        yield f"qualité des données : {count(found, 'remarque')}, comptées dans l'annexe du dossier"
    yield f"contrôle du dossier : {summary(remarks_of(built.project))}"


def _tell(made: Made, base: Path) -> None:
    def line(text: str) -> None:
        screen.out.print(text, markup=False)

    line(f"\n{made.network}")
    line(f"La démonstration vit le {long_date(DEMO_TODAY)}.")
    for fact in made.facts:
        line(f"  · {fact}")
    line(f"\nBase de données : {_shown(base)}")
    line(f"Dossier : {_shown(DOSSIER)}/")
    for document in made.documents:
        line(f"  {document.name:<26} {number(document.size / 1024):>6} Kio  {document.label}")


def _shown(path: Path) -> str:
    """A path as the person would type it, from the root of the clone when it is inside."""
    full, root = path.resolve(), ROOT.resolve()
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else str(full)
