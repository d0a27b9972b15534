"""Long lists a page at a time; the pages are ordinary links, so that they work everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.core.paginator import Paginator
from django.http import HttpRequest

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Where one page of a list stands; an address is "" where there is no such page."""

    number: int
    count: int
    total: int
    before: str
    after: str

    @property
    def needed(self) -> bool:
        return self.count > 1


def page_of(
    request: HttpRequest, rows: Sequence[Row], *, size: int, name: str = "page", to: str = ""
) -> tuple[Sequence[Row], Pages]:
    """The rows of the page that the address asks for, and the way to its neighbours.

    `name` is the parameter of the address, `to` the id of the list on the page. A number that
    there is not leads to the nearest page there is.
    """
    page = Paginator(rows, size).get_page(request.GET.get(name))
    pages = Pages(
        number=page.number,
        count=page.paginator.num_pages,
        total=page.paginator.count,
        before=_address(request, name, page.number - 1, to) if page.has_previous() else "",
        after=_address(request, name, page.number + 1, to) if page.has_next() else "",
    )
    return page.object_list, pages  # type: ignore[return-value]


def _address(request: HttpRequest, name: str, number: int, to: str) -> str:
    query = request.GET.copy()
    query[name] = str(number)
    return f"?{query.urlencode()}" + (f"#{to}" if to else "")
