"""A sheet that was filled in for another text than the one that this browser holds now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from trifecta.domain.situations.preparing import (
    SHEET,
    Preparation,
    digest_of,
    go_back,
    own_words,
)
from trifecta.web.forms.situations import SheetForm
from trifecta.web.posting import CONFLICT
from trifecta.web.views.situations_held import held, hold
from trifecta.web.views.situations_words import groups_of

NOTHING_TYPED: Final = (
    "The sheet that you sent was for another text than the one that is open here now. There was "
    "nothing of your own in it, so nothing is lost."
)


def answer_for_another_text(request: HttpRequest) -> HttpResponse | None:
    """What was typed, unsaved, and where it could go; None where it fits the text that is held.

    Who asks for it goes `back` to the text before, if it is that one's.
    """
    now, made_for = held(request), request.POST.get("made_for", "")
    if now is None:
        return _answer_for_nothing(request)
    if made_for == digest_of(now.written):
        return None
    was = _that_before(now, made_for)
    if was is not None and "back" in request.POST:
        hold(request, was)
        return None
    typed = _typed(request, was)
    if not typed:
        messages.success(request, NOTHING_TYPED)
        return redirect("situations:sheet")
    context = {
        "held": now,
        "back": made_for if was is not None else "",
        "sent": _sent(request),
        "same_text": was is not None and was.written.text == now.written.text,
        "made_for": digest_of(now.written),
        **_side_by_side(now, typed),
    }
    return render(request, "situations/elsewhere.html", context, status=CONFLICT)


def _answer_for_nothing(request: HttpRequest) -> HttpResponse:
    """Where nothing is held any more: all that was sent, to be copied."""
    typed = _typed(request, None)
    if not typed:
        return redirect("situations:write")
    said = [(part.label, typed[part.id]) for part in SHEET if part.id in typed]
    return render(request, "situations/elsewhere.html", {"said": said}, status=CONFLICT)


def _that_before(now: Preparation, made_for: str) -> Preparation | None:
    if now.earlier is None or digest_of(now.earlier) != made_for:
        return None
    return go_back(now)


def _typed(request: HttpRequest, was: Preparation | None) -> Mapping[str, str]:
    """The parts with words in them that nobody suggested, as far as that is known."""
    groups = groups_of(was) if was is not None else ()
    suggested: dict[str, str] = {
        part.entry.id: part.entry.suggestion for group in groups for part in group.parts
    }
    return {
        name: text for name, text in own_words(_sent(request), suggested=suggested).items() if text
    }


def _sent(request: HttpRequest) -> dict[str, str]:
    return {part.id: request.POST.get(part.id, "") for part in SHEET}


def _side_by_side(now: Preparation, typed: Mapping[str, str]) -> dict[str, object]:
    """What was typed in the fields of the sheet that is open, and the rest of it as it stands."""
    stand = [part for group in groups_of(now) for part in group.parts]
    form = SheetForm(
        None,
        entries=[replace(one.entry, text=typed.get(one.entry.id, one.entry.text)) for one in stand],
    )
    return {
        "rows": [
            {"part": part, "bound": form[part.field.id]} for part in stand if part.entry.id in typed
        ],
        "rest": [part.entry for part in stand if part.entry.id not in typed],
    }
