"""Pages of evidence: what is known of a partnership's work, adding to it, and looking at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trifecta.apps.calibration.models import EvidenceKind
from trifecta.apps.calibration.selectors.evidence import (
    EvidenceView,
    evidence_for,
    piece_for,
)
from trifecta.apps.calibration.selectors.rooms import CaseRoom, enter_case, first_name
from trifecta.apps.calibration.services import evidence as services
from trifecta.apps.calibration.services.gathering import gather_evidence
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.votes import OUTCOMES
from trifecta.domain.errors import NotFoundError
from trifecta.web.forms.calibration_evidence import (
    KINDS,
    CommentForm,
    EmptyForm,
    EvidenceForm,
    as_written,
)
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.calibration import about_case

MANY = {EvidenceKind.AGREEMENT: "Agreements", EvidenceKind.CONTRIBUTION: "Contributions"}
form_page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Pieces under one heading; a piece may stand under several outcomes."""

    name: str
    title: str
    pieces: tuple[EvidenceView, ...]


def about_evidence(room: CaseRoom) -> dict[str, Any]:
    """What every page of evidence shows: the case, and who reads what is here."""
    facilitator = room.cycle.facilitator
    rated = [first_name(one.user) for one in room.members]
    calibrators = [first_name(seat.user) for seat in room.present_seats]
    leads = [first_name(facilitator)] if facilitator else []
    return {
        **about_case(room),
        "rated": rated,
        "calibrators": calibrators,
        "facilitator": "".join(leads),
        "readers": [*rated, *calibrators, *leads],
    }


@require_safe
def evidence(request: HttpRequest, case_id: str) -> HttpResponse:
    """Everything that is known, by what it is or by the outcome it says something about."""
    found = evidence_for(actor=signed_in(request), case_id=case_id)
    by_outcome = request.GET.get("by") == "outcome"
    pieces = found.pieces
    context = {
        **about_evidence(found.room),
        "pieces": pieces,
        "unseen": found.unseen,
        "by_outcome": by_outcome,
        "groups": _by_outcome(found.room, pieces) if by_outcome else _by_kind(pieces),
    }
    return render(request, "calibration/evidence.html", context)


def _by_kind(pieces: Sequence[EvidenceView]) -> list[Group]:
    groups = [
        Group(
            name=kind.value,
            title=MANY.get(kind, str(kind.label)),
            pieces=tuple(one for one in pieces if one.kind is kind),
        )
        for kind in EvidenceKind
    ]
    return [group for group in groups if group.pieces]


def _by_outcome(room: CaseRoom, pieces: Sequence[EvidenceView]) -> list[Group]:
    """A heading for each outcome that is rated, with nothing under it too: that says something."""
    groups = [
        Group(
            name=outcome,
            title=OUTCOMES[outcome],
            pieces=tuple(one for one in pieces if outcome in one.outcomes),
        )
        for outcome in room.outcomes
    ]
    rest = tuple(one for one in pieces if not one.outcomes)
    return [*groups, Group(name="none", title="About none in particular", pieces=rest)][
        : len(groups) + bool(rest)
    ]


@form_page
def evidence_one(request: HttpRequest, evidence_id: str) -> HttpResponse:
    """One piece, what was said about it, and saying something oneself."""
    actor = signed_in(request)
    room, piece = piece_for(actor=actor, evidence_id=evidence_id)
    form = CommentForm(request.POST or None)

    def act() -> str:
        services.comment_on(actor=actor, evidence_id=evidence_id, text=form.cleaned_data["text"])
        return f"{page_of('evidence_one', evidence_id)}#comments"

    return handle_form(
        request,
        form=form,
        template="calibration/evidence_one.html",
        act=act,
        context={**about_evidence(room), "piece": piece},
        said="Your comment is there.",
    )


@require_safe
def evidence_kinds(request: HttpRequest, case_id: str) -> HttpResponse:
    """What can be added, a link for each."""
    room = enter_case(actor=signed_in(request), case_id=case_id)
    room.require(Act.ADD_EVIDENCE)
    context = {**about_evidence(room), "kinds": list(KINDS.items())}
    return render(request, "calibration/evidence_kinds.html", context)


@form_page
def evidence_add(request: HttpRequest, case_id: str, evidence_kind: str) -> HttpResponse:
    """Add one piece."""
    actor = signed_in(request)
    room = enter_case(actor=actor, case_id=case_id)
    if evidence_kind not in {kind.value for kind in KINDS}:
        raise Http404
    if request.method != "POST":
        room.require(Act.ADD_EVIDENCE)
    kind = EvidenceKind(evidence_kind)
    form = EvidenceForm(request.POST or None, kind=kind, rated=room.outcomes)

    def act() -> str:
        services.add_evidence(actor=actor, case_id=case_id, words=form.words())
        return f"{page_of('evidence', case_id)}#{kind.value}"

    return handle_form(
        request,
        form=form,
        template="calibration/evidence_form.html",
        act=act,
        context={**about_evidence(room), "kind": KINDS[kind]},
        said="It is there for everybody who reads the evidence.",
    )


@form_page
def evidence_change(request: HttpRequest, evidence_id: str) -> HttpResponse:
    """Change what I have added."""
    actor = signed_in(request)
    room, piece = piece_for(actor=actor, evidence_id=evidence_id)
    _mine(piece)
    if request.method != "POST":
        room.require(Act.ADD_EVIDENCE)
    form = EvidenceForm(
        request.POST or None, initial=as_written(piece), kind=piece.kind, rated=room.outcomes
    )

    def act() -> str:
        services.change_evidence(
            actor=actor,
            evidence_id=evidence_id,
            words=form.words(),
            version=form.cleaned_data["version"] or 0,
        )
        return page_of("evidence_one", evidence_id)

    return handle_form(
        request,
        form=form,
        template="calibration/evidence_form.html",
        act=act,
        context={**about_evidence(room), "kind": KINDS[piece.kind], "piece": piece},
        said="It says what you wrote now.",
    )


@form_page
def evidence_withdraw(request: HttpRequest, evidence_id: str) -> HttpResponse:
    """Take back what I have added."""
    actor = signed_in(request)
    room, piece = piece_for(actor=actor, evidence_id=evidence_id)
    _mine(piece)
    form = EmptyForm(request.POST or None)

    def act() -> str:
        case_id = services.withdraw_evidence(actor=actor, evidence_id=evidence_id)
        return page_of("evidence", case_id)

    return handle_form(
        request,
        form=form,
        template="calibration/evidence_withdraw.html",
        act=act,
        context={**about_evidence(room), "piece": piece},
        said="It is taken back. Nobody reads it any more.",
    )


@require_POST
def evidence_looked(request: HttpRequest, evidence_id: str) -> HttpResponse:
    """Mark a piece as looked at, or as not."""
    actor = signed_in(request)
    looked = request.POST.get("looked", "yes") != "no"
    one = request.POST.get("from") == "one"
    room, piece = piece_for(actor=actor, evidence_id=evidence_id)

    def act() -> str:
        services.mark_looked_at(actor=actor, evidence_id=evidence_id, looked=looked)
        if one:
            return page_of("evidence_one", piece.id)
        by = "?by=outcome" if request.POST.get("by") == "outcome" else ""
        return f"{page_of('evidence', room.case.id)}{by}#piece-{piece.id}"

    return post_once(request, act)


@require_POST
def evidence_gather(request: HttpRequest, case_id: str) -> HttpResponse:
    """Gather once more from agreements and from what leadership was told."""
    actor = signed_in(request)
    found: list[int] = []

    def act() -> str:
        found.append(gather_evidence(actor=actor, case_id=case_id))
        return page_of("evidence", case_id)

    return post_once(request, act, said="What gathers by itself is as it stands now.")


@require_POST
def comment_withdraw(request: HttpRequest, comment_id: str) -> HttpResponse:
    """Take back what I said about a piece."""
    actor = signed_in(request)

    def act() -> str:
        evidence_id = services.withdraw_comment(actor=actor, comment_id=comment_id)
        return f"{page_of('evidence_one', evidence_id)}#comments"

    return post_once(request, act, said="Your comment is taken back.")


def page_of(name: str, *arguments: str) -> str:
    return reverse(f"calibration:{name}", args=arguments)


def to_page(name: str, *arguments: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(page_of(name, *arguments))


def _mine(piece: EvidenceView) -> None:
    if not piece.mine:
        raise NotFoundError
