"""Contributions that did not come by the form: typed by the team, one by one or from a file tried first."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from maillage.base.ui.components import Link
from maillage.base.ui.pages import NetworkRequest, needs, page, to
from maillage.base.values.french import count, plain_date
from maillage.diagnosis import contributing
from maillage.diagnosis.domain import Consultation
from maillage.diagnosis.domain.contribution_lines import Line, LinesRead, read_lines
from maillage.diagnosis.forms import TypedContributionForm
from maillage.diagnosis.models import Consultation as ConsultationRow
from maillage.diagnosis.readings import diagnosis_of
from maillage.diagnosis.views.contributions import CONTRIBUTIONS, crumbs

MOST_BYTES = 1_000_000
SHOWN_LINES = 20


def _chosen(request: NetworkRequest) -> Consultation | None:
    """The consultation asked for; the only one when there is one."""
    found = diagnosis_of(request.project).consultations
    asked = request.POST.get("demarche") or request.GET.get("demarche", "")
    if not asked and len(found) == 1:
        return found[0]
    return next((one for one in found if one.code == asked), None)


def _row(request: NetworkRequest, chosen: Consultation) -> ConsultationRow:
    found: ConsultationRow = ConsultationRow.objects.select_related("network").get(
        network=request.network, code=chosen.code
    )
    return found


@needs("team")
def contribution_new(request: NetworkRequest) -> HttpResponse:
    """Type what came on paper, in a meeting, by mail or by phone."""
    chosen, form, today = _chosen(request), None, request.project.today
    if chosen is not None:
        data = request.POST if request.method == "POST" else None
        form = TypedContributionForm(chosen.questions, data, today=today)
        if data is not None and form.is_valid():
            made = contributing.receive(
                consultation=_row(request, chosen), given=form.typed(), actor=request.user
            )
            messages.success(request, f"Contribution {made.number} gardée.")
            again = f"{to(request, 'diagnosis:contribution-new')}?demarche={chosen.code}"
            return redirect(again if "_again" in request.POST else to(request, "diagnosis:contributions"))
    wrong = form is not None and form.is_bound
    return _page(request, "diagnosis/typing.html", "Saisir une contribution", chosen, form, wrong)


def _page(
    request: NetworkRequest,
    template: str,
    title: str,
    chosen: Consultation | None,
    form: Any,
    wrong: bool,
    **more: Any,
) -> HttpResponse:
    return page(
        request,
        template,
        title=title,
        crumbs=[*crumbs(request), Link(CONTRIBUTIONS, to(request, "diagnosis:contributions"))],
        steps=None,
        status=422 if wrong else 200,
        form_errors=wrong,
        chosen=chosen,
        consultations=diagnosis_of(request.project).consultations,
        form=form,
        **more,
    )


@needs("team")
def contributions_file(request: NetworkRequest) -> HttpResponse:
    """Try a file of contributions, see what it would make, then keep it."""
    chosen = _chosen(request)
    if request.method != "POST" or chosen is None:
        return _page(request, "diagnosis/file.html", "Importer des contributions", chosen, None, False)
    text, wrong = _text(request)
    found = (
        read_lines(text, chosen.questions) if text else LinesRead(lines=(), problems=(wrong,), questions=())
    )
    if "confirmer" in request.POST and found.lines:
        done = contributing.receive_all(
            consultation=_row(request, chosen),
            given=[_received(line) for line in found.lines],
            actor=request.user,
        )
        messages.success(request, f"{count(done, 'contribution importée', 'contributions importées')}.")
        return redirect(to(request, "diagnosis:contributions"))
    return _page(
        request, "diagnosis/file.html", "Importer des contributions", chosen, None, not found.lines,
        found=found, text=text, told=count(len(found.lines), "contribution"),
        lines=[_shown(line) for line in found.lines[:SHOWN_LINES]], more=max(0, len(found.lines) - SHOWN_LINES),
    )  # fmt: skip


def _text(request: NetworkRequest) -> tuple[str, str]:
    """The text of the file sent, or kept by the page that tried it; and what is wrong when there is none."""
    sent = request.FILES.get("fichier")
    if sent is None:
        kept = request.POST.get("texte", "")
        return kept, "" if kept else "Choisissez un fichier CSV."
    if sent.size is None or sent.size > MOST_BYTES:
        return "", "Ce fichier dépasse 1 Mo : coupez-le en plusieurs."
    raw = sent.read()
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding).replace("\0", ""), "Ce fichier est vide."
        except UnicodeDecodeError:
            continue
    return "", "Ce fichier n'est pas un texte : enregistrez-le en CSV depuis votre tableur."


def _received(line: Line) -> contributing.Received:
    moment = None
    if line.day is not None:
        moment = contributing.noon_of(line.day)
    return contributing.Received(
        answers=line.answers, channel=line.channel, quality=line.quality, commune=line.commune, at=moment
    )


def _shown(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "day": plain_date(line.day) if line.day else "aujourd'hui",
        "quality": line.quality.label if line.quality else "non précisée",
        "commune": line.commune or "non précisée",
        "text": " / ".join(answer.text for answer in line.answers)[:200],
    }
