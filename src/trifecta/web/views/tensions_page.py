"""What the pages of one tension share: its steps, its people, and forms that may be stale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView
from trifecta.apps.tensions.selectors import TensionView
from trifecta.domain.errors import NotFoundError
from trifecta.domain.people.words import joined, you_together
from trifecta.web import journey


def page(actor: User, tension: TensionView) -> dict[str, Any]:
    """The context every page of a tension has."""
    others = [member.name for member in tension.partnership.counterparts]
    return {
        "partnership": tension.partnership,
        "tension": tension,
        "me": tension.me,
        "others": joined(others) or "your counterpart",
        "all_of_us": you_together(others),
        "steps": journey.steps(actor=actor, partnership=tension.partnership, current="tension"),
    }


def address(name: str, *args: str) -> str:
    return reverse(f"tensions:{name}", args=args)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, however empty, or nothing on a page that is shown."""
    return request.POST if request.method == "POST" else None


def counterpart(tension: TensionView, member_id: str) -> MemberView:
    """A present counterpart; raises NotFoundError."""
    for member in tension.partnership.counterparts:
        if member.id == member_id:
            return member
    raise NotFoundError


@dataclass(slots=True)
class Stale:
    """The version a form was made from; `now` is set when something else was saved meanwhile."""

    version: int
    now: Any = None

    @classmethod
    def of(cls, request: HttpRequest, version: int) -> Stale:
        """As posted; the present version on a page that is only shown."""
        if request.method != "POST":
            return cls(version)
        posted = request.POST.get("version", "")
        return cls(int(posted) if posted.isdecimal() and len(posted) < 10 else 0)

    def found(self, now: Any) -> None:
        """Show what is stored now; the next press is a decision to replace it."""
        self.now = now
        self.version = now.version
