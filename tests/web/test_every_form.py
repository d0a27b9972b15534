"""Every form of the product, found by walking its pages, sent with what nobody should send.

Whatever comes in, nothing breaks, a message says what to do, what was typed is still there, and
nothing is half-written. To somebody outside, a form that a member was shown leads nowhere.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from copy import copy, deepcopy
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import quote_plus

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import resolve
from tests.apps.demo.people_of_it import told
from tests.browsing import PageForm, browser, forms_of
from tests.crawling import links_of
from tests.privacy.addresses import addresses, elsewhere, name_of, names, partnership_of, rows_of
from tests.privacy.filling import filled
from tests.privacy.machine import OPEN_TO_ROLES, same, start
from tests.privacy.people import ours
from tests.privacy.secrets import WRITES
from tests.privacy.stages import agreed, opened, planning, suggested, understanding
from tests.privacy.stores import SESSIONS, tables

from trifecta.apps.compromise.models import Agreement
from trifecta.apps.compromise.services.writing import discard_draft, start_change
from trifecta.apps.demo.cast import EVERYBODY
from trifecta.apps.people.models import OrganisationRole, PartnershipMember, User
from trifecta.apps.people.partnerships import leave_partnership
from trifecta.apps.records.keys import forget_keys
from trifecta.apps.tensions.models import Tension
from trifecta.apps.tensions.services import withdraw_tension
from trifecta.config import urls
from trifecta.domain.errors import TrifectaError

pytestmark = pytest.mark.django_db

OF_A_KIND = 1
KEPT_HIDDEN = ("csrfmiddlewaretoken", "once")
LONG = "a word and " * 9_300
ODD = (
    "\x00\x07\u202egnol\u202c \ud800 {{ x }} <script>alert(1)</script>\r\nBcc: all@example.com\r\n"
)
MESSAGES = ('class="summary"', 'class="wrongtext"', 'class="lead"')
REFUSED = (409, 413, 422, 429)
TYPED = "what somebody typed"


@dataclass(frozen=True, slots=True)
class Shown:
    """A form that somebody was shown."""

    browser: Client
    form: PageForm

    @property
    def client(self) -> Client:
        """Their browser as it was then: closing an account, for one, takes its session away."""
        same = copy(self.browser)
        same.cookies = deepcopy(self.browser.cookies)
        return same

    @property
    def name(self) -> str:
        return name_of(self.form.action)


# -------------------------------------------------------------------- finding them


@pytest.fixture(scope="module")
def shown(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[Shown]]:
    """Every form, once: from the worked example, and from partnerships that have come further."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert urls.urlpatterns  # read without the demonstration, for whatever runs afterwards
        with override_settings(TRIFECTA_DEMO=True):
            forget_keys()
            told()
        users = [User.objects.get(email=one.email) for one in EVERYBODY]
        world = start(opened, understanding, planning, suggested, agreed).world
        found: dict[str, Shown] = {}
        for user in users:
            walk(user, found)
        for user, some in ((world.alice, 2), (world.bob, 1)):
            look_everywhere(user, world.partnership.id, found, some=some)
        yield list(found.values())
        transaction.set_rollback(True)


def walk(user: User, found: dict[str, Shown]) -> None:
    """Follow links, a page of each kind, and keep every form that is new."""
    client, waiting, seen = quiet(user), ["/"], {"/"}
    kinds: Counter[str] = Counter()
    while waiting:
        address = waiting.pop(0)
        html = keep_forms(client, client.get(address, follow=True), found)
        for link in links_of(html):
            kind = kind_of(link)
            if link not in seen and kinds[kind] < OF_A_KIND and not link.startswith("/account/"):
                seen.add(link)
                kinds[kind] += 1
                waiting.append(link)


def quiet(user: User) -> Client:
    """A browser that shows a fault as its page."""
    client = browser(user)
    client.raise_request_exception = False
    return client


def look_everywhere(user: User, partnership_id: str, found: dict[str, Shown], *, some: int) -> None:
    """Open every address of a partnership, with some rows of each kind."""
    client, rows = quiet(user), rows_of(partnership_id)
    for name, parameters in names().items():
        there = addresses(name, parameters, rows)
        for address in there[:: max(1, len(there) // some)]:
            keep_forms(client, client.get(address), found)


def keep_forms(client: Client, answer: Any, found: dict[str, Shown]) -> str:
    """The page, after its forms were kept."""
    if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
        return ""
    html: str = answer.content.decode()
    page = answer.wsgi_request.get_full_path()
    for form in forms_of(html, page):
        if ours(form):
            found.setdefault(what_it_is(form), Shown(client, form))
    return html


def kind_of(address: str) -> str:
    found = resolve(address.partition("?")[0])
    return f"{found.view_name} {found.kwargs.get('kind', '')}"


def what_it_is(form: PageForm) -> str:
    """Forms of the same address and fields are the same form, whatever row they are of."""
    names = sorted({name.split("_")[0].split("-")[0] for name in form.fields})
    return f"{kind_of(form.action)} {names}"


# -------------------------------------------------------------------- what is sent


def too_long(form: PageForm) -> dict[str, Any]:
    return plain(form) | {one.name: LONG for one in form.fields.values() if one.typed}


def odd_letters(form: PageForm) -> dict[str, Any]:
    return plain(form) | {one.name: f"x{ODD}y" for one in form.fields.values() if one.typed}


def nothing(form: PageForm) -> dict[str, Any]:
    return {name: form.fields[name].values for name in KEPT_HIDDEN if name in form.fields}


def wrong_choices(form: PageForm) -> dict[str, Any]:
    wrong = {"number": "9" * 400, "date": "2001-01-01", "hidden": "nonsense"}
    return plain(form) | {
        one.name: wrong.get(one.kind, "nonsense")
        for one in form.fields.values()
        if not one.typed and one.name not in KEPT_HIDDEN
    }


def strange_numbers(form: PageForm) -> dict[str, Any]:
    wrong = {"number": "NaN", "date": "9999-12-31", "hidden": "\x00"}
    return plain(form) | {
        one.name: wrong.get(one.kind, one.choices)
        for one in form.fields.values()
        if not one.typed and one.name not in KEPT_HIDDEN
    }


def plain(form: PageForm) -> dict[str, Any]:
    """As somebody fills it in who means it."""
    return filled(form, random.Random(3), lambda: TYPED, odd=0)  # noqa: S311


WAYS: tuple[Callable[[PageForm], dict[str, Any]], ...] = (
    too_long,
    odd_letters,
    nothing,
    wrong_choices,
    strange_numbers,
)


def send_raw(client: Client, form: PageForm, data: Mapping[str, Any]) -> Any:
    """Letters that are none in any encoding are sent as they are."""
    pairs = [
        (name, value)
        for name, values in data.items()
        for value in ([values] if isinstance(values, str) else values)
    ]
    body = "&".join(f"{quote_plus(name)}={quote_plus(raw(value))}" for name, value in pairs)
    return client.post(
        form.action,
        body,
        content_type="application/x-www-form-urlencoded",
        headers={"referer": f"http://testserver{form.page}"},
    )


def raw(value: str) -> bytes:
    return value.encode("utf-8", "surrogatepass")


# -------------------------------------------------------------------- what must be true


def test_forms_are_found(shown: list[Shown]) -> None:
    names = {one.name for one in shown}
    assert len(names) > 55, sorted(names)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_whatever_is_sent_is_answered_and_nothing_is_lost(
    way: Callable[[PageForm], dict[str, Any]], shown: list[Shown]
) -> None:
    complaints: list[str] = []
    unwritten = Unwritten()
    for one in shown:
        with unwritten.watched():
            found = complaints_of(one.client, one.form, way(one.form), unwritten)
            complaints += [f"{one.name}: {words}" for words in found]
    assert not complaints, "\n".join(complaints)


def complaints_of(
    client: Client, form: PageForm, data: dict[str, Any], unwritten: Unwritten
) -> Iterator[str]:
    """What is wrong with the answer to a form."""
    answer = send_raw(client, form, data)
    if answer.status_code in {302, 200, 204}:
        yield from accepted(client, answer)
    elif answer.status_code == 404 and not any(one.typed for one in form.fields.values()):
        return  # a button for something that has gone since
    elif answer.status_code not in REFUSED:
        yield f"{answer.status_code}"
    else:
        html = answer.content.decode()
        if unwritten.changed():
            yield f"was refused and has written to {unwritten.changed()}"
        if not any(mark in html for mark in MESSAGES):
            yield "says nothing"
        yield from lost(form, data, html)


def accepted(client: Client, answer: Any) -> Iterator[str]:
    if answer.status_code == 302:
        there = client.get(answer.headers["Location"], follow=True)
        if there.status_code != 200:
            yield f"leads to {there.status_code}"


def lost(form: PageForm, data: Mapping[str, Any], html: str) -> Iterator[str]:
    """What was typed, and stands neither in a form that comes back nor on the page."""
    shown = letters(unescape(html))
    for one in form.fields.values():
        typed = data.get(one.name)
        if one.typed and typed and letters(str(typed)) not in shown:
            yield f"has lost {one.name}"


def letters(text: str) -> str:
    """Without what no page can hold."""
    kept = (letter for letter in text if letter >= " " and letter not in "\ud800\ufffd")
    return "".join("".join(kept).split())


class Unwritten:
    """Notices what is written: the tables that are named in a query, compared with the start."""

    def __init__(self) -> None:
        self.start = {table: hashed(table) for table in tables() if table != SESSIONS}
        self.now = self.start
        self.named: set[str] = set()

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        found = WRITES.match(sql)
        if found and found.group(1) in self.start:
            self.named.add(found.group(1))
        return execute(sql, *rest)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Undo everything afterwards."""
        self.named, self.now = set(), self.start
        with connection.execute_wrapper(self), transaction.atomic():
            yield
            transaction.set_rollback(True)

    def from_now_on(self) -> None:
        """Compare with what stands now."""
        self.now = self.now | {table: hashed(table) for table in self.named}

    def changed(self) -> list[str]:
        return sorted(table for table in self.named if hashed(table) != self.now[table])


def hashed(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
        return hash(tuple(map(repr, cursor.fetchall())))


def test_two_tabs_never_undo_each_other_unseen(shown: list[Shown]) -> None:
    """The second tab is either told, or what it sends is what stands then."""
    complaints = []
    unwritten = Unwritten()
    for one in shown:
        with unwritten.watched():
            html = one.client.get(one.form.page).content.decode()
            other = [
                form for form in forms_of(html, one.form.page) if form.action == one.form.action
            ]
            send_raw(one.client, one.form, plain(one.form))
            for second in other[:1]:
                unwritten.from_now_on()
                late = filled(second, random.Random(5), lambda: "in the second tab", odd=0)  # noqa: S311
                found = complaints_of(one.client, second, late, unwritten)
                complaints += [f"{one.name}: {words}" for words in found]
    assert not complaints, "\n".join(complaints)


def test_a_form_that_is_sent_twice_acts_once_and_leads_to_the_same_page(
    shown: list[Shown],
) -> None:
    complaints = []
    watch = Unwritten()
    for one in shown:
        with watch.watched():
            data = plain(one.form)
            first = send_raw(one.client, one.form, data)
            if first.status_code != 302 or "once" not in one.form.fields:
                continue  # answers of a check-in: keeping them twice is harmless
            watch.from_now_on()
            again = send_raw(one.client, one.form, data)
            if again.headers.get("Location") != first.headers["Location"]:
                complaints.append(f"{one.name}: leads to {again.status_code}")
            if watch.changed():
                complaints.append(f"{one.name}: acts twice on {watch.changed()}")
    assert not complaints, "\n".join(complaints)


def put_aside(partnership_id: str, user_id: str) -> None:
    """Everything of a partnership that can be put aside is, by somebody else in it."""
    rows = PartnershipMember.objects.filter(partnership_id=partnership_id, left_at=None)
    other = rows.exclude(user_id=user_id).select_related("user").first()
    if other is not None:
        for row in Tension.objects.filter(partnership_id=partnership_id):
            with suppress(TrifectaError):
                withdraw_tension(actor=other.user, tension_id=row.id, reason="It can rest now.")
        for agreement in Agreement.objects.filter(partnership_id=partnership_id):
            for act in (start_change, discard_draft):
                with suppress(TrifectaError):
                    act(actor=other.user, agreement_id=agreement.id)
        leave_partnership(actor=other.user, partnership_id=partnership_id)


def test_a_form_that_comes_too_late_loses_nothing(shown: list[Shown]) -> None:
    complaints = []
    for owner, forms in by_partnership(shown).items():
        with transaction.atomic():
            put_aside(owner, forms[0].client.session["_auth_user_id"])
            unwritten = Unwritten()
            for one in forms:
                with unwritten.watched():
                    answer = send_raw(one.client, one.form, plain(one.form))
                    if answer.status_code in REFUSED:
                        html = answer.content.decode()
                        found = [*lost(one.form, plain(one.form), html), *unwritten.changed()]
                    else:
                        found = [] if answer.status_code < 500 else [str(answer.status_code)]
                    complaints += [f"{one.name}: {words}" for words in found]
            transaction.set_rollback(True)
    assert not complaints, "\n".join(complaints)


def by_partnership(shown: list[Shown]) -> dict[str, list[Shown]]:
    found: dict[str, list[Shown]] = {}
    for one in shown:
        owner = partnership_of(one.form.action)
        if owner is not None:
            found.setdefault(owner, []).append(one)
    return found


def test_to_strangers_every_form_leads_nowhere_and_changes_nothing(shown: list[Shown]) -> None:
    complaints = []
    unwritten = Unwritten()
    for owner, forms in by_partnership(shown).items():
        for who, client in strangers(owner).items():
            for one in forms:
                if one.name in OPEN_TO_ROLES or has_a_part(who, one):
                    continue
                with unwritten.watched():
                    answer = client.post(one.form.action, plain(one.form))
                    absent = client.post(elsewhere(one.form.action), plain(one.form))
                    if not same(answer, absent):
                        complaints.append(f"{one.name} tells {who} that it is there")
                    if unwritten.changed():
                        complaints.append(f"{one.name} lets {who} change {unwritten.changed()}")
    assert not complaints, "\n".join(complaints)


def has_a_part(who: str, one: Shown) -> bool:
    """Whether somebody with a role may have a part in the review cycle that a form is of.

    What of it opens to each part, tests/web/calibration and tests/privacy/test_blindness.py say.
    """
    held = OrganisationRole.objects.filter(member__user__email=who, ended_at=None)
    return one.name.startswith("calibration:") and held.exists()


def strangers(partnership_id: str) -> dict[str, Client]:
    """Whoever is not in it: three with a role there, one without, one from elsewhere, nobody."""
    rows = PartnershipMember.objects.filter(partnership_id=partnership_id, left_at=None)
    inside = set(rows.values_list("user_id", flat=True))
    organisation = rows.values_list("organisation_id", flat=True).first()
    around = User.objects.filter(belongings__organisation_id=organisation).exclude(id__in=inside)
    far = User.objects.exclude(belongings__organisation_id=organisation).order_by("id")[:1]
    no_role = around.exclude(belongings__roles__role__isnull=False)[:1]
    found = {"nobody": Client()}
    for user in (*around.filter(belongings__roles__role__isnull=False)[:3], *no_role, *far):
        found[user.email] = Client()
        found[user.email].force_login(user)
    return found
