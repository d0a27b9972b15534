"""What becomes of a text that is sent, beside the texts that are held by then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import HttpRequest

from trifecta.domain.errors import ConflictError
from trifecta.domain.situations.sheets.preparing import (
    Preparation,
    Written,
    digest_of,
    go_back,
    is_another_text,
    rewrite,
)
from trifecta.web.views.situations_held import begin, begun_lately, change_held, held_by_now

ANEW: Final = (
    "This is another text, so the sheet begins anew from it. What you had written into the sheet "
    "comes back with “Go back to the text before”."
)
AGAIN: Final = (
    "This is the text before, so its sheet is here again. “Go back to the text before” now leads "
    "to the one that you came from, with its sheet."
)
SENT_SINCE: Final = (
    "Another text was sent after you opened this page, from another tab perhaps. “Go back to the "
    "text before” leads to it."
)
SENT_SINCE_WITH_SHEET: Final = SENT_SINCE.replace("to it.", "to it, with what is in its sheet.", 1)
CHOSEN: Final = (
    "The text that you chose is deleted, with its sheet. “Go back to the text before” leads to the "
    "other one, with its sheet."
)
GONE: Final = (
    "What was open here was forgotten, in another tab perhaps, while this was being read. So "
    "nothing of this is held: it stands below and nowhere else. Send it again to have it read all "
    "the same."
)
A_THIRD: Final = (
    "This is a third text, and there is room for two. Nothing is deleted yet. The new one is not "
    "read yet and saved nowhere; all of it stands below."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a form of the text says beside it: for which text it was opened, "" for none, and which
    text may be deleted for it, "" where nobody was asked. `begun` is the draft that was begun last
    in any tab when it came.
    """

    made_for: str
    goes: str
    begun: str


class WhichGoesError(ConflictError):
    """A third text was sent, and nobody has said which of the two that are held `now` goes."""

    def __init__(self, now: Preparation) -> None:
        super().__init__(A_THIRD)
        self.now = now

    @property
    def texts(self) -> tuple[tuple[str, Preparation], ...]:
        """Both that are held, each with what stands for it in a form: the one that is open, and
        the one before it.
        """
        return tuple((digest_of(one.written), one) for one in (self.now, go_back(self.now)))


def made_for_of(now: Preparation | None) -> str:
    """What stands in a form for the text that is open."""
    return "" if now is None else digest_of(now.written)


def choice_in(request: HttpRequest, now: Preparation | None) -> Choice:
    """As it was sent; a form that does not say what was open is taken for one of what is."""
    return Choice(
        made_for=request.POST.get("made_for", made_for_of(now)),
        goes=request.POST.get("goes", ""),
        begun=begun_lately(request),
    )


def hold(request: HttpRequest, written: Written, choice: Choice) -> None:
    """Hold it, beside what other tabs have held until now. Raises WhichGoesError where one of two
    would have to go, and NotFoundError where what was open is gone.
    """
    if held_by_now(request, begun_before=choice.begun):
        said = change_held(request, lambda now: _rewritten(now, written, choice))
        if said:
            messages.success(request, said)
    else:
        begin(request, rewrite(None, written))


def _rewritten(now: Preparation, written: Written, choice: Choice) -> tuple[Preparation, str]:
    stays = that_stays(now, written, choice)
    after = rewrite(stays, written)
    if _is_third(now, written):
        return after, CHOSEN
    is_unseen = choice.made_for != digest_of(now.written)
    return after, _said(now, after, is_unseen=is_unseen)


def that_stays(now: Preparation, written: Written, choice: Choice) -> Preparation:
    """What is held, with the text that may go in the place of the one before. Raises WhichGoesError
    for a third text, as long as nobody has said that one of these two may go for it.
    """
    if not _is_third(now, written):
        return now
    before = go_back(now)
    if choice.goes == digest_of(before.written):
        return now
    if choice.goes == digest_of(now.written):
        return before
    raise WhichGoesError(now)


def _is_third(now: Preparation, written: Written) -> bool:
    """Whether it is about something else than both texts that are held."""
    if now.earlier is None or now.earlier_sheet is None:
        return False
    both = (now.written.text, now.earlier.text)
    return all(is_another_text(written.text, text) for text in both)


def _said(now: Preparation, after: Preparation, *, is_unseen: bool) -> str:
    """What is said where another text counts from now on, and so another sheet; `is_unseen` says
    that whoever sent it had not seen the one that is held `now`.
    """
    if not is_another_text(after.written.text, now.written.text):
        return ""
    if now.earlier_sheet is not None and after.sheet == now.earlier_sheet and after.sheet:
        return AGAIN
    if is_unseen:
        return SENT_SINCE_WITH_SHEET if now.sheet else SENT_SINCE
    return ANEW if now.sheet else ""
