"""A sheet that was filled in while something else was done in another tab: another text, or the
same part of the same sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from trifecta.domain.situations.sheets.meeting import by_part, digest_of_entry
from trifecta.domain.situations.sheets.preparing import (
    SHEET,
    Preparation,
    digest_of,
    own_words,
    tidy_entry,
)
from trifecta.web.forms.situations import SheetForm, answers_that_changed
from trifecta.web.posting import CONFLICT
from trifecta.web.views.situations_settling import (
    OPENED,
    SUGGESTED,
    Sent,
    Settled,
    how_it_stood,
    stand_of,
    that_before,
)
from trifecta.web.views.situations_sheets import groups_of

NOTHING_TYPED: Final = (
    "The sheet that you sent was for another text than the one that is open here now. There was "
    "nothing of your own in it, so nothing is lost."
)


def show_nothing_open(request: HttpRequest, sent: Sent | None) -> HttpResponse:
    """Where nothing is held any more: all that was sent, to be copied."""
    typed = _typed(sent, None) if sent is not None else {}
    if not typed:
        return redirect("situations:write")
    said = [(part.label, typed[part.id]) for part in SHEET if part.id in typed]
    return render(request, "situations/elsewhere.html", {"said": said}, status=CONFLICT)


def show_another_text(request: HttpRequest, now: Preparation, sent: Sent) -> HttpResponse:
    """What was typed, unsaved, and where it could go."""
    was = that_before(now, sent.made_for)
    typed = _typed(sent, was)
    if not typed:
        messages.success(request, NOTHING_TYPED)
        return redirect("situations:sheet")
    same_text = was is not None and was.written.text == now.written.text
    context = {
        "held": now,
        "back": sent.made_for if was is not None else "",
        "sent": {**sent.parts, OPENED: sent.opened, SUGGESTED: sent.suggested},
        "same_text": same_text,
        "changed": answers_that_changed(was.written, now.written) if was and same_text else [],
        **_side_by_side(now, typed),
    }
    return render(request, "situations/elsewhere.html", context, status=CONFLICT)


def show_twice_changed(request: HttpRequest, settled: Settled) -> HttpResponse:
    """Both ways to fill in a part that was changed in another tab too; the rest is saved."""
    context = {"held": settled.now, "twice": True, **_side_by_side(settled.now, settled.twice)}
    return render(request, "situations/elsewhere.html", context, status=CONFLICT)


def _typed(sent: Sent, was: Preparation | None) -> Mapping[str, str]:
    """The parts with words in them that nobody suggested, as far as that is known."""
    digests = by_part(sent.suggested)
    if digests:
        return {
            name: text
            for name, text in sent.parts.items()
            if tidy_entry(text) and digest_of_entry(text) != digests[name]
        }
    stand = stand_of(was) if was is not None else ()
    suggested: dict[str, str] = {entry.id: entry.suggestion for entry in stand}
    return {name: text for name, text in own_words(sent.parts, suggested=suggested).items() if text}


def _side_by_side(now: Preparation, typed: Mapping[str, str]) -> dict[str, Any]:
    """What was typed in the fields of the sheet that is open, and the rest of it as it stands."""
    parts = [part for group in groups_of(now) for part in group.parts]
    form = SheetForm(
        None,
        entries=[replace(one.entry, text=typed.get(one.entry.id, one.entry.text)) for one in parts],
    )
    return {
        "made_for": digest_of(now.written),
        "rows": [
            {"part": part, "bound": form[part.field.id]} for part in parts if part.entry.id in typed
        ],
        "rest": [part.entry for part in parts if part.entry.id not in typed],
        "stood": how_it_stood([part.entry for part in parts]),
    }
