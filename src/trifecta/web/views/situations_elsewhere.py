"""A sheet that was filled in while something else was done in another tab: another text, or the
same part of the same sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from trifecta.domain.errors import InvalidError
from trifecta.domain.situations.meeting import Met, by_part, digest_of_entry, digests_of, meet
from trifecta.domain.situations.preparing import (
    SHEET,
    Preparation,
    digest_of,
    fill_in,
    go_back,
    own_words,
    tidy_entry,
)
from trifecta.domain.situations.sheet import Entry
from trifecta.web.forms.situations import SheetForm, answers_that_changed
from trifecta.web.posting import CONFLICT
from trifecta.web.views.situations_held import held, hold
from trifecta.web.views.situations_words import groups_of

OPENED: Final = "opened"
SUGGESTED: Final = "suggested"
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
    same_text = was is not None and was.written.text == now.written.text
    context = {
        "held": now,
        "back": made_for if was is not None else "",
        "sent": _sent(request) | _stood_in(request),
        "same_text": same_text,
        "changed": answers_that_changed(was.written, now.written) if was and same_text else [],
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
    sent, digests = _sent(request), by_part(request.POST.get(SUGGESTED, ""))
    if digests:
        return {
            name: text
            for name, text in sent.items()
            if tidy_entry(text) and digest_of_entry(text) != digests[name]
        }
    groups = groups_of(was) if was is not None else ()
    suggested: dict[str, str] = {
        part.entry.id: part.entry.suggestion for group in groups for part in group.parts
    }
    return {name: text for name, text in own_words(sent, suggested=suggested).items() if text}


def _sent(request: HttpRequest) -> dict[str, str]:
    return {part.id: request.POST.get(part.id, "") for part in SHEET}


def _stood_in(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST[name] for name in (OPENED, SUGGESTED) if name in request.POST}


def answer_for_twice_changed(
    request: HttpRequest, now: Preparation, stand: Sequence[Entry]
) -> HttpResponse | None:
    """Both ways to fill in a part that was changed in another tab too; None where there is none.

    All other parts are saved. Where something that was sent cannot be, that is to be said first.
    """
    met, suggested = met_with(_sent(request), request=request, stand=stand), suggested_in(stand)
    if not met.twice:
        return None
    try:
        fill_in(now, met.entries, suggested=suggested)
    except InvalidError:
        return None
    mine = {name: met.entries[name] for name in met.twice}
    theirs: dict[str, str] = {entry.id: entry.text for entry in stand if entry.id in met.twice}
    saved = fill_in(now, {**met.entries, **theirs}, suggested=suggested)
    hold(request, saved)
    context = {"held": saved, "twice": True, "made_for": digest_of(saved.written)}
    context |= _side_by_side(saved, mine)
    return render(request, "situations/elsewhere.html", context, status=CONFLICT)


def met_with(sent: Mapping[str, str], *, request: HttpRequest, stand: Sequence[Entry]) -> Met:
    """What comes of the sheet that was sent, beside what was saved since it was opened."""
    return meet(
        sent,
        opened=by_part(request.POST.get(OPENED, "")),
        stand={entry.id: entry.text for entry in stand},
    )


def suggested_in(stand: Sequence[Entry]) -> dict[str, str]:
    """What is suggested for each part, whatever was written into it."""
    return {entry.id: entry.suggestion for entry in stand}


def how_it_stood(request: HttpRequest, stand: Sequence[Entry]) -> dict[str, str]:
    """The digests that a sheet sends back: how its parts stood when it was opened, and what was
    suggested. A sheet that is shown again was opened when it was shown first.
    """
    as_now = {
        OPENED: digests_of(entry.text for entry in stand),
        SUGGESTED: digests_of(entry.suggestion for entry in stand),
    }
    return as_now | _stood_in(request)


def _side_by_side(now: Preparation, typed: Mapping[str, str]) -> dict[str, Any]:
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
        "stood": {
            OPENED: digests_of(part.entry.text for part in stand),
            SUGGESTED: digests_of(part.entry.suggestion for part in stand),
        },
    }
