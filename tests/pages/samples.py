"""What the walk over every address opens: the demo, and the few things that only people's work makes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from house.site import Samples
from maillage.accounts.domain import Role
from maillage.accounts.models import Membership, Network, User
from maillage.base.clock import today
from maillage.base.models import AuditEntry, Job, JobState, Removal
from maillage.campaigns.cards_job import KIND as CARDS
from maillage.campaigns.cards_job import archive_of
from maillage.campaigns.domain.framework_editing import next_version
from maillage.campaigns.exports.job import KIND as EXPORT
from maillage.campaigns.exports.job import file_of
from maillage.campaigns.exports.wanted import Wanted
from maillage.campaigns.framework_store import keep_framework
from maillage.campaigns.links import confirm, link_of, make_link
from maillage.campaigns.models import Campaign, Participation
from maillage.campaigns.packaged import packaged_frameworks
from maillage.campaigns.survey_links import make_survey_link
from maillage.cli.demo_entries import add_demo_entries
from maillage.cli.demo_reference import add_demo_reference
from maillage.diagnosis.models import Comparable, Contribution, PublicPage
from maillage.dossier.action_sheets.job import KIND as SHEETS
from maillage.dossier.action_sheets.job import file_of as sheets_file
from maillage.dossier.generation import KIND as GENERATION
from maillage.dossier.generation import folder_of
from maillage.funding.accounting import trials as entry_trials
from maillage.funding.letters import LETTERS
from maillage.funding.models import EntryFile, FundingLine
from maillage.phasing.proposals import KIND as REPLAN
from maillage.phasing.proposals import fingerprint
from maillage.programme.attaching import MEGABYTE, Room, attach
from maillage.programme.domain.plans.sharing import Shared
from maillage.programme.exchange import taking_trials
from maillage.programme.exchange import trials as plan_trials
from maillage.programme.exchange.sharing_file import shared_text
from maillage.programme.exchange.writing import programme_in
from maillage.programme.models import Action, Attachment, Comment, Step
from maillage.rulebook.projects import project_of
from maillage.territory.domain.own_files.inputs import Options
from maillage.territory.models import Contact, LibraryGroup, SavedView
from maillage.territory.own.trials import choose, columns_in, glance
from maillage.territory.services import read_files
from maillage.territory.undoing import last_run
from maillage.territory.uploads import keep
from web import DEMO, person

# Addresses that only take a POST: they answer 405 to whoever opens them.
POSTS_ONLY = {
    "territory:library-value-forget",
    "territory:contacts-purge",
    "territory:view-save",
    "territory:view-delete",
    "sign-out",
    "change-role",
    "remove-person",
    "new-password",
    "send-link",
    "territory:import-new",
    "territory:import-online",
    "territory:own-new",
    "territory:quality-decide",
    "diagnosis:finding-move",
    "diagnosis:task-done",
    "diagnosis:public-page",
    "diagnosis:consultation-form",
    "diagnosis:contributions-sort",
    "diagnosis:contribution-erase",
    "diagnosis:case-copy",
    "programme:step-done",
    "programme:criteria-take",
    "programme:status",
    "programme:move",
    "programme:bulk",
    "programme:bulk-undo",
    "programme:comment-settle",
    "programme:comment-remove",
    "programme:agenda",
    "programme:attach",
    "programme:attachment-remove",
    "funding:letter-add",
    "funding:cost-paste-undo",
    "funding:letter-remove",
    "programme:duplicate",
    "programme:archive",
    "programme:unarchive",
    "programme:templates-add",
    "programme:templates-begin",
    "programme:templates-undo",
    "phasing:proposal-adopt",
    "phasing:proposal-dismiss",
    "evaluation:measure-add",
    "dossier:generate",
    "dossier:action-sheets-make",
    "rulebook:rule-set",
    "rulebook:rule-reset",
    "portability:import",
    "portability:confirm",
    "portability:first-file",
    "portability:first-confirm",
    "desk:draft",
    "desk:undo",
    "campaigns:framework-take",
    "campaigns:framework-move",
    "campaigns:framework-import-confirm",
    "campaigns:cards-make",
    "campaigns:export-make",
    "campaigns:offline-confirm",
    "campaigns:campaign-call",
    "questionnaire-publish",
    "questionnaire-save",
}
# Addresses that lead to a part of another page.
LEADS_ELSEWHERE = {
    # Open already: it leads to its page.
    "campaigns:campaign-open",
    "diagnosis:swotline",
    "programme:step",
    "programme:comment",
    # Nobody here wrote it: it leads back to the action.
    "programme:comment-edit",
    "phasing:budgetceiling",
    # The demo has its programme: what begins one sends to the programme file.
    "portability:new-programme",
}
FILES = {
    "programme:actions-file",
    "funding:costs-file",
    "territory:map-libraries-csv",
    "territory:map-communes-csv",
    "territory:map-epci-csv",
    "territory:inventory-csv",
    "territory:inventory-ods",
    "territory:inventory-xlsx",
    "territory:register-csv",
    "territory:quality-csv",
    "territory:register-xlsx",
    "territory:register-ods",
    "territory:contacts-csv",
    "territory:import-trial-csv",
    "territory:importrun-csv",
    "diagnosis:typologies-csv",
    "campaigns:framework-yaml",
    "campaigns:framework-xlsform",
    "campaigns:cards-archive",
    "campaigns:export-file",
    "campaigns:export-dictionary",
    "campaigns:export-ready",
    "campaigns:open-data-zip",
    "campaigns:survey-export-file",
    "campaigns:card-pdf",
    "campaigns:offline-blank",
    "campaigns:offline-epci",
    "campaigns:offline-library",
    "questionnaire-form",
    "campaigns:campaign-response-csv",
    "campaigns:campaign-calls-csv",
    "campaigns:letter-docx",
    "campaigns:letter-pdf",
    "campaigns:plans-csv",
    "campaigns:wishes-csv",
    "questionnaire-card",
    "questionnaire-letter-docx",
    "questionnaire-letter-pdf",
    "programme:attachment-file",
    "funding:letter-file",
    "dossier:archive",
    "dossier:action-sheets-file",
    "dossier:action-sheet-pdf",
    "dossier:action-sheet-docx",
    "dossier:funder-request-docx",
    "dossier:funder-request-pdf",
    "dossier:funder-request-xlsx",
    "dossier:download",
    "dossier:remarks-file",
    "portability:download",
    "portability:export",
    "programme:plan-template",
}
NO_PAGE = LEADS_ELSEWHERE | FILES
# The pages of a campaign that is open; those that open it lead back to its page.
CAMPAIGN_PAGES = (
    "campaigns:campaign",
    "campaigns:campaign-close",
    "campaigns:campaign-sending",
    "campaigns:campaign-response",
    "campaigns:campaign-response-csv",
    "campaigns:campaign-calls",
    "campaigns:campaign-calls-csv",
    "campaigns:campaign-links",
    "campaigns:campaign-pairs",
)

# Pages of a survey, by its code.
SURVEY_PAGES = tuple(
    f"campaigns:survey{rest}" for rest in ("", "-links", "-paper", "-key-in", "-texts", "-method")
)

# What is taken away from a campaign that is closed.
EXPORTS = tuple(
    f"campaigns:{name}"
    for name in ("exports", "export-file", "export-dictionary", "export-make", "open-data", "open-data-zip")
)


def make_samples(network: Network) -> Samples:
    """Make one of each thing that the programme file does not bring; returns the arguments of their addresses."""
    paula = person("paula", network, Role.READER)
    member = {"pk": str(Membership.objects.get(user=paula).pk)}
    rule = {"code": "procurement.threshold.dispense"}
    dossier = {"pk": str(_generation(network).pk)}
    proposal = {"pk": str(_proposal(network).pk)}
    trial, own_file = {"token": _trial(network)}, {"token": _own_file(network)}
    last_import = {"pk": str(last_run(network).pk)}
    PublicPage.objects.create(network=network)
    demo_files = [DEMO / f"bibliotheques-fictives-{year}.csv" for year in (2024, 2025)]
    add_demo_reference(read_files(demo_files), departments=10)
    case = {"code": "loiret-2020"}
    heard = {"number": str(Contribution.objects.filter(network=network).earliest("number").number)}
    library = {"code": "LI90003"}
    value = {**library, "variable": "weekly_hours"}
    opened = {"code": "MIR27"}
    group = {"code": _group(network).code}
    contact = {"pk": str(_contact(network).pk)}
    view = {"pk": str(_view(network, paula).pk)}
    sent = {"code": "AUT26", "library": _sent(network).library_code}
    own_link = {"token": _own_link(network)}
    comment, piece = {"pk": str(_comment(network).pk)}, {"pk": str(_piece(network).pk)}
    return {
        "contribute": {"token": "jeton"},
        **{key: {"code": "AUT26"} for key in ("campaigns:results", "campaigns:cards-make")},
        **dict.fromkeys(
            ("campaigns:card", "campaigns:card-pdf", "campaigns:letter-docx", "campaigns:letter-pdf"), sent
        ),
        **{key: {"code": "AUT26"} for key in EXPORTS},
        **{key: {"code": "LECT26"} for key in ("campaigns:survey-export", "campaigns:survey-export-file")},
        "campaigns:export-ready": {"code": "AUT26", "pk": str(_export(network).pk)},
        "campaigns:cards-archive": {"code": "AUT26", "pk": str(_cards(network).pk)},
        **dict.fromkeys(CAMPAIGN_PAGES, opened),
        **{key: {"code": "ATEL"} for key in SURVEY_PAGES},
        "survey-form": {"token": _poster(network)},
        "campaigns:campaign-call": {"code": "MIR27", "pk": str(_asked(network).pk)},
        "campaigns:participation": {"code": "MIR27", "library": "LI90003"},
        "territory:librarygroup": group,
        **dict.fromkeys([f"territory:librarygroup-{verb}" for verb in ("edit", "remove", "history")], group),
        **_frameworks(network),
        "campaigns:offline": {"code": "MIR27"},
        "campaigns:offline-import": {"code": "MIR27"},
        "campaigns:offline-confirm": {"code": "MIR27"},
        "campaigns:offline-blank": {"code": "MIR27", "form": "courte", "kind": "pdf"},
        "campaigns:offline-epci": {"code": "MIR27", "epci": "200000933", "kind": "pdf"},
        "campaigns:offline-library": {"code": "MIR27", "library": "LI90075", "kind": "pdf"},
        "campaigns:key-in": {"code": "MIR27", "library": "LI90075"},
        "questionnaire-form": {**own_link, "kind": "pdf"},
        "campaigns:plan": {"library": sent["library"]},
        "campaign-public": {"department": network.department, "code": "AUT26"},
        **dict.fromkeys(
            (
                "questionnaire",
                "questionnaire-answers",
                "questionnaire-save",
                "questionnaire-send",
                "questionnaire-results",
                "questionnaire-plan",
                "questionnaire-card",
                "questionnaire-publish",
                "questionnaire-letter-docx",
                "questionnaire-letter-pdf",
            ),
            own_link,
        ),
        "questionnaire-domain": {**own_link, "code": "acces"},
        **dict.fromkeys(("diagnosis:contribution", "diagnosis:contribution-erase"), heard),
        **dict.fromkeys(("diagnosis:case", "diagnosis:case-copy"), case),
        "diagnosis:task-done": {"code": "T06-1"},
        **dict.fromkeys(("person", "change-role", "remove-person", "new-password", "send-link"), member),
        "choose-password": {"uidb64": "MQ", "token": "set-password"},
        "agenda": {"token": "jeton"},
        **dict.fromkeys(("territory:import-trial", "territory:import-trial-csv"), trial),
        **dict.fromkeys(("territory:own-columns", "territory:own-trial"), own_file),
        **dict.fromkeys(
            ("territory:importrun", "territory:importrun-csv", "territory:importrun-undo"), last_import
        ),
        "programme:move": {"kind": "axe", "code": "A"},
        "programme:move-elsewhere": {"kind": "action", "code": "A11"},
        "programme:bulk-undo": {"pk": "1"},
        "funding:cost-paste-undo": {"pk": "1"},
        "programme:actions-file": {"form": "csv"},
        "funding:costs-file": {"form": "csv"},
        **{f"programme:{name}": {"code": "A12"} for name in ("note", "comment-new")},
        "programme:agenda": {"body": "COPIL", "day": "2027-06-10"},
        **{f"programme:comment{verb}": comment for verb in ("", "-edit", "-settle", "-remove")},
        **_plans(network),
        **_entries(network),
        **{f"programme:attachment{rest}": piece for rest in ("", "-file", "-remove")},
        **{f"programme:{name}": {"code": "A12"} for name in ("attach", "duplicate", "archive", "unarchive")},
        "programme:template": {"code": "M24"},
        "programme:templates-undo": {"pk": "1"},
        "diagnosis:figure": {"code": "weekly_hours"},
        "campaigns:item": {"campaign": "AUT26", "item": "acces-debit"},
        "campaigns:hours-check": {"library": "LI90003"},
        "diagnosis:epci": {"code": "200066330"},
        "diagnosis:card": {"code": "LI90003"},
        **dict.fromkeys(("territory:library-value", "territory:library-value-forget"), value),
        **dict.fromkeys(("territory:library-values", "territory:contact-new"), library),
        **dict.fromkeys(("territory:contact-edit", "territory:contact-erase"), contact),
        **dict.fromkeys(("territory:view-edit", "territory:view-delete"), view),
        **dict.fromkeys(("phasing:proposal", "phasing:proposal-adopt", "phasing:proposal-dismiss"), proposal),
        "funding:action-costs": {"code": "A12"},
        **{key: {"code": "F03"} for key in ("funding:letter-add", "funding:fundingline-advance")},
        **dict.fromkeys((f"funding:letter{rest}" for rest in ("", "-file", "-remove")), _letter(network)),
        "funding:move": {"code": "A12"},
        "funding:why": {"figure": "cout-net"},
        "evaluation:measure-add": {"code": "I01"},
        "dossier:archive": dossier,
        "dossier:action-sheets-file": {"pk": str(_sheets(network).pk)},
        **{f"dossier:action-sheet-{form}": {"code": "A12"} for form in ("pdf", "docx")},
        **{f"dossier:funder-request-{form}": {"code": "DGD"} for form in ("docx", "pdf", "xlsx")},
        "dossier:download": {**dossier, "name": "dossier.pdf"},
        "dossier:remarks-file": {"form": "controle.csv"},
        **dict.fromkeys(("rulebook:rule", "rulebook:rule-set", "rulebook:rule-reset"), rule),
        "desk:undo": {"pk": str(_removal(network).pk)},
        "desk:job": {"pk": str(_running(network).pk)},
    }


def _poster(network: Network) -> str:
    return make_survey_link(campaign=Campaign.objects.get(network=network, code="ATEL"), occasion="Contes")


def _sent(network: Network) -> Participation:
    """A library that answered the campaign of the autumn, which shows what libraries agree to show."""
    Campaign.objects.filter(network=network, code="AUT26").update(public=True)
    rows = Participation.objects.filter(network=network, campaign__code="AUT26").submitted().of_libraries()
    return rows.select_related("campaign").order_by("library_code")[0]


def _own_link(network: Network) -> str:
    row = _sent(network)
    token = make_link(campaign=row.campaign, participation=row, today=today())
    found = link_of(token)
    assert found is not None
    confirm(link=found)
    return token


def _cards(network: Network) -> Job:
    """An archive of report cards as the job leaves it."""
    job = _done(network, CARDS, "Fiches")
    job.arguments = {"campaign": "AUT26"}
    job.save()
    path = archive_of(job)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"PK\x05\x06" + bytes(18))
    return _with(job, {})


def _export(network: Network) -> Job:
    """A workbook of answers as the job leaves it."""
    job = _done(network, EXPORT, "Export")
    job.arguments = {"campaign": "AUT26", **Wanted(format="xlsx").arguments()}
    job.save()
    path = file_of(job)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"PK\x05\x06" + bytes(18))
    return _with(job, {})


def _frameworks(network: Network) -> Samples:
    """The draft that follows the grid of the demo, and one of its questions."""
    grid = packaged_frameworks()["services-numeriques"]
    row = keep_framework(network=network, framework=next_version(grid, "2"))
    one = {"code": row.code, "version": row.version}
    domain, item = {**one, "part": "acces"}, {**one, "part": "acces-debit"}
    shipped = {"code": "service-departemental"}
    names = (
        *("", "-edit", "-domain-new", "-item-new", "-move", "-version", "-copy", "-seal", "-remove"),
        *("-compare", "-yaml", "-xlsform"),
    )
    return {
        **dict.fromkeys((f"campaigns:framework{name}" for name in names), one),
        **dict.fromkeys(("campaigns:framework-domain", "campaigns:framework-domain-remove"), domain),
        **dict.fromkeys(("campaigns:framework-item", "campaigns:framework-item-remove"), item),
        **dict.fromkeys(("campaigns:framework-packaged", "campaigns:framework-take"), shipped),
    }


def _plans(network: Network) -> Samples:
    """A table and a programme file put aside, their choices made; an import that may be taken back."""
    table = keep(network, [SimpleUploadedFile("plan.csv", b"Action;Pilote;Nature\nOuvrir;Equipe;danse\n")])
    plan_trials.choose(table, plan_trials.glance(table).columns, plan_trials.options_of(table))
    section = programme_in(network)
    codes = [action.code for _, _, action in section.actions()][:2]
    text = shared_text(network, section, codes, Shared())
    file = keep(network, [SimpleUploadedFile("voisin.yaml", text.encode())])
    taking_trials.choose(file, taking_trials.TakingChoice(codes=tuple(codes)))
    entry = AuditEntry.objects.create(
        network=network,
        verb="programme.plan-import",
        target="programme",
        detail={"label": "plan.csv", "entries": []},
    )
    sheet, other = {"token": table.token}, {"token": file.token}
    return {
        **dict.fromkeys(("programme:plan-columns", "programme:plan-trial"), sheet),
        **dict.fromkeys(("programme:plan-choose", "programme:plan-taken"), other),
        "programme:plan-undo": {"pk": str(entry.pk)},
    }


def _entries(network: Network) -> Samples:
    """A file of the finance software put aside, its columns chosen; another that may be taken back."""
    text = "Date;Montant;Type;Libellé\n31/12/2026;1 234,56;MDT;D01 Acompte\nhier;abc;danse;\n"
    upload = keep(network, [SimpleUploadedFile("mandats.csv", text.encode())])
    entry_trials.choose(upload, entry_trials.glance(upload).wanted)
    add_demo_entries(network, today())
    file = EntryFile.objects.filter(network=network).latest("pk")
    return {
        **{key: {"token": upload.token} for key in ("funding:entries-columns", "funding:entries-trial")},
        "funding:entries-undo": {"pk": str(file.pk)},
    }


def _own_file(network: Network) -> str:
    """A table of the service, whose columns were chosen."""
    text = "Code;Commune;Prêts 2026;Remarque\nLI90003;;1 200;\nLI99999;Nulle-Part;abc;vu\n"
    upload = keep(network, [SimpleUploadedFile("prets.csv", text.encode())])
    seen = glance(network, upload)
    choose(upload, columns_in(seen["columns"]), Options(year=2026), "Prêts")
    return upload.token


def _group(network: Network) -> LibraryGroup:
    return LibraryGroup.objects.create(
        network=network, code="G1", title="Pilotes", libraries=["LI90003"], position=1
    )


def _comment(network: Network) -> Comment:
    """What somebody said of an action."""
    action = Action.objects.get(network=network, code="A12")
    return Comment.objects.create(network=network, action=action, author_name="Paula", text="À **relire**.")


def _asked(network: Network) -> Participation:
    """A questionnaire of the campaign that is open."""
    rows = Participation.objects.filter(network=network, campaign__code="MIR27", library_code="LI90003")
    found: Participation = rows.get()
    return found


def _contact(network: Network) -> Contact:
    return Contact.objects.create(
        network=network, library_code="LI90003", role="Accueil", email="accueil@example.org"
    )


def _piece(network: Network) -> Attachment:
    action = Action.objects.filter(network=network).earliest("pk")
    room = Room(file=MEGABYTE, network=MEGABYTE)
    return attach(owner=action, name="note.txt", content=b"Une note.", title="", room=room, actor=None)


def _letter(network: Network) -> dict[str, str]:
    line = FundingLine.objects.get(network=network, code="F01")
    room = Room(file=MEGABYTE, network=MEGABYTE)
    given = {"name": "arrete.txt", "content": b"Un arrete.", "title": "", "room": room, "actor": None}
    return {"pk": str(attach(owner=line, shelf=LETTERS, **given).pk)}


def _view(network: Network, owner: User) -> SavedView:
    """Everyone may open it; a reader, who would only see it, changes none but her own."""
    return SavedView.objects.create(
        network=network, name="À appeler", query="sans_reponse=1", shared=True, owner=owner
    )


def _generation(network: Network) -> Job:
    """A set of files as a finished generation leaves it; what is in them is tested where they are written."""
    job = _done(network, GENERATION, "Génération du dossier")
    folder = folder_of(job)
    folder.mkdir(parents=True)
    files = {"dossier.docx": "le dossier, modifiable", "dossier.pdf": "le dossier, accessible (PDF/UA)"}
    for name in files:
        (folder / name).write_bytes(b"%PDF-1.7")
    listed = [{"name": name, "label": label, "size": 8} for name, label in files.items()]
    return _with(job, {"files": listed, "trail": 0})


def _sheets(network: Network) -> Job:
    """A file of action sheets as the job leaves it."""
    job = _done(network, SHEETS, "Fiches action")
    job.arguments = {"format": "pdf", "axis": ""}
    job.save()
    path = sheets_file(job)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.7")
    return _with(job, {})


def _proposal(network: Network) -> Job:
    """Every step that is not done moves by four weeks: that is enough to read."""
    shift = timedelta(weeks=4)
    left = Step.objects.filter(network=network, done=None, planned_start__isnull=False).order_by("pk")
    dates = {
        step.code: [(day + shift).isoformat() for day in (step.planned_start, step.planned_end)]
        for step in left
    }
    result = {
        "found": True,
        "status": "feasible",
        "dates": dates,
        "notes": ["Une note."],
        "problem": fingerprint(project_of(network, today())),
    }
    return _with(_done(network, REPLAN, "Recalcul du calendrier"), result)


def _done(network: Network, kind: str, label: str) -> Job:
    return Job.objects.create(network=network, kind=kind, label=label, state=JobState.RUNNING)


def _with(job: Job, result: dict[str, Any]) -> Job:
    job.end(JobState.DONE, result=result)
    return job


def _running(network: Network) -> Job:
    job = Job.objects.create(
        network=network, kind="territory.try", label="Essai de l'import", state=JobState.RUNNING
    )
    job.tell("Lecture des fichiers", 40)
    return job


def _removal(network: Network) -> Removal:
    gone = Comparable.objects.filter(network=network).order_by("pk").last()
    return Removal.objects.create(
        network=network, target=f"diagnosis.Comparable/{gone.code}", label=str(gone), rows="[]"
    )


def _trial(network: Network) -> str:
    communes: Path = DEMO / "communes.csv"
    return keep(network, [SimpleUploadedFile(communes.name, communes.read_bytes())]).token
