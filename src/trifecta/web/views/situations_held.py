"""The preparation that a browser holds: found by its session, counted, and let go."""

from __future__ import annotations

from typing import Final

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from trifecta.apps.people.models import User
from trifecta.apps.records.limits import count_one
from trifecta.apps.situations.selectors import KeptWhole, draft_of, kept_one
from trifecta.apps.situations.services import forget_draft, hold_draft, touch_draft
from trifecta.domain.errors import NotFoundError
from trifecta.domain.situations.preparing import Preparation

DRAFT: Final = "preparation"
KEPT: Final = "preparation_kept"
STATE: Final = "preparation_kept_state"

WINDOW: Final = 600
MOST_OF_AN_ADDRESS: Final = 120
"""In ten minutes: a whole office may share one address."""
MOST_OF_A_BROWSER: Final = 40


def held(request: HttpRequest) -> Preparation | None:
    """What this browser holds, for two hours more; None where it holds nothing."""
    draft_id = _id(request)
    found = draft_of(draft_id=draft_id) if draft_id else None
    if found is not None:
        touch_draft(draft_id=draft_id)
    return found


def has_ended(request: HttpRequest) -> bool:
    """Whether something was held here that is gone; says so once."""
    if not _id(request) or draft_of(draft_id=_id(request)) is not None:
        return False
    let_go(request)
    return True


def hold(request: HttpRequest, preparation: Preparation) -> None:
    """Hold it for this browser instead of what was held before."""
    request.session[DRAFT] = hold_draft(draft_id=_id(request), preparation=preparation)


def let_go(request: HttpRequest) -> None:
    """Delete it now, and do not know it any more."""
    forget_draft(draft_id=_id(request))
    for name in (DRAFT, KEPT, STATE):
        request.session.pop(name, None)


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


def count_reading(request: HttpRequest) -> None:
    """Raises TooManyError when too much has been read for one address, person or browser."""
    address = get_adapter(request).get_client_ip(request)
    count_one(what="read_address", who=address, most=MOST_OF_AN_ADDRESS, seconds=WINDOW)
    who = request.user.id if isinstance(request.user, User) else _id(request)
    if who:
        count_one(what="read_browser", who=who, most=MOST_OF_A_BROWSER, seconds=WINDOW)


def _id(request: HttpRequest) -> str:
    found: str = request.session.get(DRAFT, "")
    return found
