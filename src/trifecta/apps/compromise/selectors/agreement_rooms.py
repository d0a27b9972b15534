"""An agreement with the people in it, as services and selectors load it, access first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from django.db.models import F, QuerySet

from trifecta.apps.compromise.models import (
    Agreement,
    AgreementVersion,
    Commitment,
    CommitmentState,
    Signature,
    VersionState,
)
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView, PartnershipView, partnership_for
from trifecta.apps.records.prepared import prepared
from trifecta.domain.compromise.agreements import Standing
from trifecta.domain.compromise.terms import Promise, Terms, from_data
from trifecta.domain.errors import NotFoundError


@dataclass(slots=True, kw_only=True)
class AgreementRoom:
    """An agreement that the actor is let into; `partnership.me` is the actor's membership."""

    agreement: Agreement
    partnership: PartnershipView
    versions: list[AgreementVersion] = field(default_factory=list)
    signatures: dict[str, list[Signature]] = field(default_factory=dict)
    commitments: list[Commitment] = field(default_factory=list)

    @property
    def me(self) -> str:
        return self.partnership.me.id

    @property
    def members(self) -> frozenset[str]:
        return frozenset(member.id for member in self.partnership.members)

    @property
    def everyone(self) -> dict[str, MemberView]:
        people = (*self.partnership.former, *self.partnership.members)
        return {member.id: member for member in people}

    @property
    def names(self) -> dict[str, str]:
        return {key: member.name for key, member in self.everyone.items()}

    def version_in(self, *states: str) -> AgreementVersion | None:
        return next((one for one in self.versions if one.state in states), None)

    @property
    def waiting(self) -> AgreementVersion | None:
        return self.version_in(VersionState.PROPOSED)

    @property
    def drafting(self) -> AgreementVersion | None:
        return self.version_in(VersionState.DRAFT)

    @property
    def in_force(self) -> AgreementVersion | None:
        return self.version_in(VersionState.IN_FORCE)

    @property
    def words(self) -> Terms:
        """The words that count: those signed by all, else those being signed or written."""
        signed = [
            terms_of(one)
            for one in self.versions
            if one.state in {VersionState.IN_FORCE, VersionState.PAST}
        ]
        lasting = [terms for terms in signed if not terms.ends]
        return lasting[-1] if lasting else terms_of(self.versions[-1])

    @property
    def open_words(self) -> Terms:
        """The words that count, with the commitments nobody has answered yet."""
        return replace(self.words, promises=self.still_open(self.words))

    def still_open(self, terms: Terms) -> tuple[Promise, ...]:
        settled = {one.id for one in self.commitments if one.state != CommitmentState.OPEN}
        return tuple(one for one in terms.promises if one.key not in settled)

    def signed(self, version: AgreementVersion | None) -> frozenset[str]:
        if version is None:
            return frozenset()
        return frozenset(one.member_id for one in self.signatures.get(version.id, ()))

    @property
    def open_commitments(self) -> list[Commitment]:
        return [one for one in self.commitments if one.state == CommitmentState.OPEN]

    @property
    def standing(self) -> Standing:
        waiting = self.waiting
        return Standing(
            state=self.agreement.state,  # type: ignore[arg-type]
            latest=self.versions[-1].number,
            in_force=_number(self.in_force),
            drafting=_number(self.drafting),
            waiting=_number(waiting),
            signed=self.signed(waiting),
            ends=waiting is not None and terms_of(waiting).ends,
        )


def _number(version: AgreementVersion | None) -> int | None:
    return version.number if version else None


def terms_of(version: AgreementVersion) -> Terms:
    """What a version says; read once as long as the same words stand in the row."""
    written = version.terms
    read: tuple[object, Terms] | None = version.__dict__.get("_read")
    if read is None or read[0] is not written:
        read = version.__dict__["_read"] = (written, from_data(written))
    return read[1]


def enter(*, actor: User, agreement_id: str, lock: bool = False) -> AgreementRoom:
    """The agreement and all that decides what may happen; raises NotFoundError for anybody outside.

    With `lock` its row is held until the transaction ends, so that what is decided stays true.
    """
    locked = Agreement.objects.select_for_update()
    rows = locked.filter(id=agreement_id) if lock else _one(agreement_id)
    agreement = next(iter(rows), None)
    if agreement is None:
        raise NotFoundError
    partnership = partnership_for(actor=actor, partnership_id=agreement.partnership_id)
    return _furnished([agreement], partnership, _OF_ONE, agreement.id)[0]


def rooms_of(partnership: PartnershipView) -> list[AgreementRoom]:
    """Every agreement of a partnership the reader is let into, the latest first."""
    return _furnished(_agreements(partnership.id), partnership, _OF_ALL, partnership.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Contents:
    """What belongs to the agreements of one key, three questions however many there are."""

    versions: Callable[[str], list[AgreementVersion]]
    signatures: Callable[[str], list[Signature]]
    commitments: Callable[[str], list[Commitment]]


def _contents(key: str) -> _Contents:
    """Of the agreements for which the column `key` has the value that is asked for."""

    @prepared
    def versions(value: str) -> QuerySet[AgreementVersion]:
        return AgreementVersion.objects.filter(**{key: value}).order_by("number")

    @prepared
    def signatures(value: str) -> QuerySet[Signature]:
        rows = Signature.objects.filter(**{f"version__{key}": value})
        return rows.annotate(agreement_id=F("version__agreement_id"))

    @prepared
    def commitments(value: str) -> QuerySet[Commitment]:
        return Commitment.objects.filter(**{key: value})

    return _Contents(versions=versions, signatures=signatures, commitments=commitments)


_OF_ONE: Final = _contents("agreement_id")
_OF_ALL: Final = _contents("agreement__partnership_id")


@prepared
def _one(agreement_id: str) -> QuerySet[Agreement]:
    return Agreement.objects.filter(id=agreement_id)


@prepared
def _agreements(partnership_id: str) -> QuerySet[Agreement]:
    rows = Agreement.objects.filter(partnership_id=partnership_id)
    return rows.order_by("-created_at", "-id")


def _furnished(
    agreements: Iterable[Agreement], partnership: PartnershipView, contents: _Contents, value: str
) -> list[AgreementRoom]:
    rooms = {row.id: AgreementRoom(agreement=row, partnership=partnership) for row in agreements}
    if not rooms:
        return []
    for version in contents.versions(value):
        if room := rooms.get(version.agreement_id):  # not yet there when they were read
            room.versions.append(version)
    for signature in contents.signatures(value):
        if room := rooms.get(signature.agreement_id):  # type: ignore[attr-defined]
            room.signatures.setdefault(signature.version_id, []).append(signature)
    for commitment in contents.commitments(value):
        if room := rooms.get(commitment.agreement_id):
            room.commitments.append(commitment)
    return list(rooms.values())
