"""What an agreement says, how long it may be, and what differs between two versions of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any, Final, Literal

from trifecta.domain.errors import InvalidError
from trifecta.domain.people.words import counted, day_words, joined

Kind = Literal["plan", "navigate"]

MAX_TITLE: Final = 120
MAX_TEXT: Final = 2000
MAX_PROMISE: Final = 500
MAX_STAGE: Final = 80
MOST_PROMISES: Final = 12
FURTHEST_DUE: Final = timedelta(days=731)
FURTHEST_REVIEW: Final = timedelta(days=366)

NAVIGATE_SECTIONS: Final = {
    "disagree": "What we still disagree on",
    "change_mind": "What would change our mind",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One commitment: what, by whom (a member's id, "" while nobody is named) and by when."""

    key: str
    text: str
    owner: str = ""
    due: date | None = None
    stage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of the plan this rests on, with the work in it; `ends` is None for "later"."""

    name: str
    starts: date | None = None
    ends: date | None = None
    work: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The words everybody signs."""

    kind: Kind = "plan"
    title: str = ""
    summary: str = ""
    disagree: str = ""
    change_mind: str = ""
    promises: tuple[Promise, ...] = ()
    review_on: date | None = None
    stages: tuple[Stage, ...] = ()
    ends: bool = False

    def promise(self, key: str) -> Promise | None:
        return next((one for one in self.promises if one.key == key), None)

    @property
    def stage_names(self) -> tuple[str, ...]:
        return tuple(stage.name for stage in self.stages)


# ---------------------------------------------------------------- data


def as_data(terms: Terms) -> dict[str, Any]:
    """The terms as JSON data, dates as ISO 8601."""
    return json.loads(json.dumps(asdict(terms), default=_iso))  # type: ignore[no-any-return]


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in terms")


def from_data(data: Mapping[str, Any]) -> Terms:
    """The inverse of `as_data`."""
    promises = tuple(
        Promise(**{**one, "due": _day(one.get("due"))}) for one in data.get("promises", ())
    )
    stages = tuple(
        Stage(
            name=one["name"],
            starts=_day(one.get("starts")),
            ends=_day(one.get("ends")),
            work=tuple(one.get("work", ())),
        )
        for one in data.get("stages", ())
    )
    rest = {k: v for k, v in data.items() if k not in {"promises", "stages", "review_on"}}
    return Terms(promises=promises, stages=stages, review_on=_day(data.get("review_on")), **rest)


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def mark_of(value: Terms | Promise) -> str:
    """A short digest of what a person read, so that a later write can tell whether it still stands.

    Of terms it covers the words around the promises; of a promise all of it.
    """
    data = asdict(replace(value, promises=()) if isinstance(value, Terms) else value)
    text = json.dumps(data, default=_iso, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


# ---------------------------------------------------------------- checks


def clean(text: str) -> str:
    """Text as it is kept: one kind of line end, no control characters, nothing around it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in text if letter == "\n" or letter >= " ").strip()


def checked_heading(terms: Terms, *, today: date) -> Terms:
    """The terms with their words cleaned; a draft may be unfinished but not too long.

    Raises InvalidError with the fields title, summary, disagree, change_mind and review_on.
    """
    terms = replace(
        terms,
        title=" ".join(terms.title.split()),
        summary=clean(terms.summary),
        disagree=clean(terms.disagree),
        change_mind=clean(terms.change_mind),
    )
    wrong = {
        **({} if terms.title else {"title": "Give it a name the others will recognise."}),
        **_too_long("title", terms.title, MAX_TITLE),
        **_too_long("summary", terms.summary, MAX_TEXT),
        **_too_long("disagree", terms.disagree, MAX_TEXT),
        **_too_long("change_mind", terms.change_mind, MAX_TEXT),
        **_review_wrong(terms.review_on, today),
    }
    if wrong:
        raise InvalidError("Some of this cannot be kept as it is.", fields=wrong)
    return terms


def checked_promise(
    promise: Promise, *, today: date, members: Iterable[str], due_before: date | None = None
) -> Promise:
    """The promise cleaned; owner and day may still be missing in a draft.

    `due_before` is the day it had already, which may have passed since. Raises InvalidError with
    the fields text, owner, due and stage.
    """
    promise = replace(promise, text=clean(promise.text), stage=" ".join(promise.stage.split()))
    wrong = {
        **({} if promise.text else {"text": "Say what will be done."}),
        **_too_long("text", promise.text, MAX_PROMISE),
        **_too_long("stage", promise.stage, MAX_STAGE),
    }
    if promise.owner and promise.owner not in set(members):
        wrong["owner"] = "Choose somebody who is in this partnership now."
    if promise.due and promise.due != due_before:
        wrong |= _due_wrong(promise.due, today)
    if wrong:
        raise InvalidError("This commitment cannot be kept as it is.", fields=wrong)
    return promise


def room_for_one(terms: Terms) -> None:
    """Raises InvalidError when there are MOST_PROMISES commitments already."""
    if len(terms.promises) >= MOST_PROMISES:
        raise InvalidError(
            f"An agreement holds at most {MOST_PROMISES} commitments. What is on a short list gets "
            "done: join two of them, or take one out.",
        )


Place = Literal["words", "new_commitment", "commitment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """What still has to be written, as a sentence, and where.

    `field` is that of the form in which it is written; `promise` the key of a promise to change.
    """

    words: str
    place: Place
    field: str = ""
    promise: str = ""


def missing(
    terms: Terms, *, members: Mapping[str, str], today: date, before: Terms | None
) -> list[Lack]:
    """What still has to be written before `terms` can be proposed; [] when it is ready.

    `members` maps the ids of the active members to their names; `before` are the terms in force,
    whose promises may be past their day.
    """
    if terms.ends:
        return []
    found = _heading_missing(terms, today=today, before=before)
    if not terms.promises:
        found.append(_no_promise("Write at least one commitment: who does what by when."))
    if terms.kind == "navigate":
        owners = {promise.owner for promise in terms.promises}
        silent = [name for key, name in members.items() if key not in owners]
        if silent:
            each = joined(silent, last="and one thing")
            found.append(_no_promise(f"Write at least one thing {each} will do."))
    for promise in terms.promises:
        found += _promise_missing(promise, members=members, today=today, before=before)
    return found


def _no_promise(words: str) -> Lack:
    return Lack(words=words, place="new_commitment", field="text")


def _heading_missing(terms: Terms, *, today: date, before: Terms | None) -> list[Lack]:
    found = []
    if not terms.title:
        found.append(Lack(words="Give the agreement a name.", place="words", field="title"))
    if terms.kind == "navigate":
        found += [
            Lack(words=f"Fill in “{label}”.", place="words", field=name)
            for name, label in NAVIGATE_SECTIONS.items()
            if not getattr(terms, name)
        ]
    wrong: list[str] = []
    if terms.review_on is None:
        wrong = ["Choose a day on which you look back."]
    elif before is None or terms.review_on != before.review_on:
        wrong = list(_review_wrong(terms.review_on, today).values())
    return [*found, *(Lack(words=words, place="words", field="review_on") for words in wrong)]


def _promise_missing(
    promise: Promise, *, members: Mapping[str, str], today: date, before: Terms | None
) -> list[Lack]:
    words, field = _promise_wrong(promise, members=members, today=today, before=before)
    if not words:
        return []
    return [Lack(words=words, place="commitment", field=field, promise=promise.key)]


def _promise_wrong(
    promise: Promise, *, members: Mapping[str, str], today: date, before: Terms | None
) -> tuple[str, str]:
    """What is missing of a promise and the field it is written in; "" and "" where nothing is."""
    name = f"“{shortened(promise.text)}”"
    if not promise.owner:
        return f"Say who does {name}.", "owner"
    if promise.owner not in members:
        return f"The person who was to do {name} has left. Say who does it now.", "owner"
    if promise.due is None:
        return f"Say by when {name} is done.", "due"
    earlier = before.promise(promise.key) if before else None
    if promise.due < today and (earlier is None or earlier.due != promise.due):
        return f"The day for {name} has passed. Choose a new one.", "due"
    return "", ""


def remarks(terms: Terms) -> list[str]:
    """Things worth a second look that stop nobody."""
    if terms.review_on is None:
        return []
    late = [one for one in terms.promises if one.due and one.due > terms.review_on]
    if not late:
        return []
    verb = "is" if len(late) == 1 else "are"
    what = counted(len(late), "commitment")
    return [f"You look back before {what} {verb} due. That can be right; it is worth a look."]


def shortened(text: str, *, most: int = 60) -> str:
    """The text in one line of at most `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _too_long(field: str, text: str, most: int) -> dict[str, str]:
    if len(text) <= most:
        return {}
    return {field: f"Use at most {most} characters; this has {len(text)}."}


def _due_wrong(due: date, today: date) -> dict[str, str]:
    if due < today:
        words = day_words(due, today=today)
        return {"due": f"{words} has passed. Choose today or a later day."}
    if due > today + FURTHEST_DUE:
        return {"due": "That is more than two years away. Choose a nearer day, or a first step."}
    return {}


def _review_wrong(review_on: date | None, today: date) -> dict[str, str]:
    if review_on is None:
        return {}
    if review_on <= today:
        words = day_words(review_on, today=today)
        return {"review_on": f"You cannot look back on {words}. Choose a day after today."}
    if review_on > today + FURTHEST_REVIEW:
        return {"review_on": "That is more than a year away. Choose a day within a year."}
    return {}


# ---------------------------------------------------------------- what differs


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that differs: `before` or `after` is "" where it was added or taken out."""

    what: str
    before: str
    after: str


HEADINGS: Final = {
    "title": "Name",
    "summary": "What you agree",
    **NAVIGATE_SECTIONS,
}


def changes(before: Terms, after: Terms, *, names: Mapping[str, str], today: date) -> list[Change]:
    """What `after` says differently, in the order of the page; `names` maps member ids to names."""
    if after.ends:
        return [Change(what="The agreement", before="In force", after="Ends early")]
    found = [
        Change(what=label, before=getattr(before, name), after=getattr(after, name))
        for name, label in HEADINGS.items()
        if getattr(before, name) != getattr(after, name)
    ]
    keys = [one.key for one in before.promises]
    keys += [one.key for one in after.promises if one.key not in keys]
    for key in keys:
        old, new = before.promise(key), after.promise(key)
        if old != new:
            found.append(
                Change(
                    what="A commitment",
                    before=promise_words(old, names=names, today=today),
                    after=promise_words(new, names=names, today=today),
                )
            )
    if before.review_on != after.review_on:
        days = [
            day_words(one.review_on, today=today) if one.review_on else ""
            for one in (before, after)
        ]
        found.append(Change(what="When you look back", before=days[0], after=days[1]))
    return found


def promise_words(promise: Promise | None, *, names: Mapping[str, str], today: date) -> str:
    """ "Alice, by 6 October: build the kit (Build)"; "" for None."""
    if promise is None:
        return ""
    who = names.get(promise.owner, "Nobody yet")
    when = f"by {day_words(promise.due, today=today)}" if promise.due else "no day yet"
    stage = f" ({promise.stage})" if promise.stage else ""
    return f"{who}, {when}: {promise.text}{stage}"


def renewed(terms: Terms, *, unfinished: Iterable[str]) -> Terms:
    """New terms from old ones: the same words, the `unfinished` promises (keys), and no days."""
    keys = set(unfinished)
    return replace(
        terms,
        promises=tuple(replace(one, due=None) for one in terms.promises if one.key in keys),
        review_on=None,
        ends=False,
    )
