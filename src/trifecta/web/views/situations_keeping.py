"""Before something is kept: what is open, what it was taken from, and whether that is as shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from trifecta.apps.situations.selectors import KeptWhole
from trifecta.domain.people.roles import PARTNER_ROLES
from trifecta.domain.people.words import day_words
from trifecta.domain.situations.sheets.preparing import Preparation, digest_of, is_another_text
from trifecta.web.forms.situations import TitleForm
from trifecta.web.posting import CONFLICT
from trifecta.web.views.situations_held import kept_as, state_of, taken_from, taken_in_state
from trifecta.web.views.situations_words import analysis_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """What is open, and the kept one that it was taken from, if that is still there.

    `made_for` and `state` tell this text and that state of the kept one from others; a form that
    was shown sends them back. `kept_id` is the id of the kept one, "" where it is from none.
    """

    held: Preparation
    made_for: str
    kept_id: str
    taken: KeptWhole | None
    state: str
    is_another: bool
    """Whether the text is another one than that of the kept one."""
    changed_since: bool
    """Whether the kept one was changed since it was taken up here."""

    @property
    def gone(self) -> bool:
        """Whether the kept one was deleted since."""
        return bool(self.kept_id) and self.taken is None

    @property
    def apart(self) -> bool:
        """Whether it is to be kept as another one in the first place."""
        return self.is_another or self.changed_since


def keeping(request: HttpRequest, now: Preparation) -> Keeping:
    """How things stand for keeping what is open."""
    taken = taken_from(request)
    state = "" if taken is None else state_of(taken)
    return Keeping(
        held=now,
        made_for=digest_of(now.written),
        kept_id=kept_as(request),
        taken=taken,
        state=state,
        is_another=taken is not None
        and is_another_text(now.written.text, taken.preparation.written.text),
        changed_since=taken is not None and taken_in_state(request) not in ("", state),
    )


def is_of_another_text(request: HttpRequest, about: Keeping) -> bool:
    """Whether what was sent was shown with another text than the one that is open now."""
    return request.POST.get("made_for", about.made_for) != about.made_for


def is_of_another_one(request: HttpRequest, about: Keeping) -> bool:
    """Whether what was sent is to change another kept one than what is open was taken from."""
    return request.POST.get("kept", about.kept_id) != about.kept_id


def must_ask(request: HttpRequest, about: Keeping) -> bool:
    """Whether the changes cannot be kept without asking: not to this one, or not yet knowingly."""
    if is_of_another_text(request, about) or is_of_another_one(request, about) or about.gone:
        return True
    if _is_of_another_state(request, about):
        return True
    return about.apart and "replace" not in request.POST


def _is_of_another_state(request: HttpRequest, about: Keeping) -> bool:
    return request.POST.get("state", about.state) != about.state


def ask_again(request: HttpRequest, about: Keeping) -> HttpResponse:
    """Nothing is kept yet: why, and the ways to keep what is open now."""
    context = {
        "about": about,
        "form": TitleForm(initial={"title": name_for(about.held)}),
        "other_text": is_of_another_text(request, about),
        "other_one": is_of_another_one(request, about),
        "other_state": _is_of_another_state(request, about),
    }
    return render(request, "situations/keep.html", context, status=CONFLICT)


def name_for(preparation: Preparation) -> str:
    """A name to begin with: with whom, and the day."""
    other = analysis_of(preparation).counterpart
    today = timezone.localdate()
    day = day_words(today, today=today)
    return f"With {PARTNER_ROLES[other].field}, {day}" if other else f"A conversation, {day}"
