"""The preparation that a browser holds: found by its session, counted, and let go."""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_hex
from typing import Final, TypeVar

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from trifecta.apps.people.models import User
from trifecta.apps.records.limits import count_one, minutes
from trifecta.apps.situations.selectors import KeptWhole, draft_of, kept_one
from trifecta.apps.situations.services import change_draft, forget_draft, new_draft, touch_draft
from trifecta.domain.errors import NotFoundError, TooManyError
from trifecta.domain.situations.sheets.preparing import Preparation
from trifecta.web.views.situations_recent import is_recent

DRAFT: Final = "preparation"
KEPT: Final = "preparation_kept"
STATE: Final = "preparation_kept_state"

WINDOW: Final = 600
MOST_OF_AN_ADDRESS: Final = 120
"""In ten minutes: a whole office may share one address."""
MOST_OF_A_BROWSER: Final = 40
LONG: Final = 20_000
"""Characters from which on looking at a text is counted too, where it has to be read for that."""

Told = TypeVar("Told")


def held(request: HttpRequest) -> Preparation | None:
    """What this browser holds, for two hours more; None where it holds nothing."""
    draft_id = _id(request)
    found = draft_of(draft_id=draft_id) if draft_id else None
    if found is None:
        return None
    touch_draft(draft_id=draft_id, touched_at=found.touched_at)
    return found.preparation


def held_to_read(request: HttpRequest) -> Preparation | None:
    """The same for a page that reads the text. Raises TooManyError where a long one would have to
    be read too often.
    """
    now = held(request)
    if now is not None and len(now.written.text) >= LONG and not is_recent(now.written):
        count_reading(request, what="long")
    return now


def let_go_of_what_ended(request: HttpRequest) -> bool:
    """Do not know any more what is gone; returns whether there was something, once."""
    if not _id(request):
        return False
    let_go(request)
    return True


def begun_lately(request: HttpRequest) -> str:
    """Which draft a tab of this browser has begun within the last minutes, "" for none."""
    found: str = cache.get(_browser(request), "")
    return found


def held_by_now(request: HttpRequest, *, begun_before: str) -> bool:
    """Whether this browser holds something, be it that another tab has begun since `begun_before`
    was looked up: from here on that is what it holds, so that nothing is out of reach.
    """
    if _id(request):
        return True
    begun = begun_lately(request)
    if begun == begun_before or draft_of(draft_id=begun) is None:
        return False
    request.session[DRAFT] = begun
    return True


def begin(request: HttpRequest, preparation: Preparation) -> None:
    """Hold it for this browser, which holds nothing."""
    request.session[DRAFT] = new_draft(preparation=preparation)
    cache.set(_browser(request), request.session[DRAFT], timeout=WINDOW)


def change_held(
    request: HttpRequest, change: Callable[[Preparation], tuple[Preparation, Told]]
) -> Told:
    """Hold what `change` makes of what is held by then; returns what it tells beside that.

    Raises NotFoundError where nothing is held any more.
    """
    return change_draft(draft_id=_id(request), change=change)


def let_go(request: HttpRequest, *, only: Preparation | None = None) -> bool:
    """Delete it now and do not know it any more, or only if it still is as given; returns whether
    it is gone.
    """
    if not forget_draft(draft_id=_id(request), only=only):
        return False
    for name in (DRAFT, KEPT, STATE):
        request.session.pop(name, None)
    return True


def kept_as(request: HttpRequest) -> str:
    """The id of the kept preparation that this one was taken from, or ""."""
    found: str = request.session.get(KEPT, "")
    return found


def taken_from(request: HttpRequest) -> KeptWhole | None:
    """The one that they keep which this was taken from, if it is still there."""
    if not kept_as(request) or not isinstance(request.user, User):
        return None
    try:
        return kept_one(actor=request.user, preparation_id=kept_as(request))
    except NotFoundError:
        return None


def remember_kept(request: HttpRequest, found: KeptWhole | None) -> None:
    """Which one that they keep this is taken from, and in which state that was."""
    request.session[KEPT] = "" if found is None else found.line.id
    request.session[STATE] = "" if found is None else state_of(found)


def state_of(found: KeptWhole) -> str:
    """What tells this state of it from those that it is changed to."""
    return found.line.changed_at.isoformat()


def taken_in_state(request: HttpRequest) -> str:
    """The state of the kept one when it was taken up here, "" where that is not known."""
    state: str = request.session.get(STATE, "")
    return state


def count_reading(request: HttpRequest, *, what: str = "read") -> None:
    """Raises TooManyError when too much has been read for one address, person or browser."""
    address = get_adapter(request).get_client_ip(request)
    _count(f"{what}_address", address, most=MOST_OF_AN_ADDRESS, whom="your address")
    if isinstance(request.user, User):
        _count(f"{what}_browser", request.user.id, most=MOST_OF_A_BROWSER, whom="you")
    elif _id(request):
        _count(f"{what}_browser", _id(request), most=MOST_OF_A_BROWSER, whom="this browser")


def _count(what: str, who: str, *, most: int, whom: str) -> None:
    try:
        count_one(what=what, who=who, most=most, seconds=WINDOW)
    except TooManyError as error:
        left = WINDOW if error.seconds is None else error.seconds
        raise TooManyError(
            f"A text was read {most} times for {whom} within {minutes(WINDOW)}, which is the "
            f"limit. Try again in {minutes(left)}.",
            seconds=left,
        ) from None


def _browser(request: HttpRequest) -> str:
    """What stands for a browser as it came, in all its tabs. One that holds nothing may have no
    session yet, but always has the cookie that its forms are checked by.
    """
    cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "") or token_hex()
    return salted_hmac("begun", f"{cookie}|{request.session.session_key or ''}").hexdigest()


def _id(request: HttpRequest) -> str:
    found: str = request.session.get(DRAFT, "")
    return found
