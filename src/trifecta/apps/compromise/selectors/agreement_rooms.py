"""An agreement with the people in it, as services and selectors load it, access first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

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
    return from_data(version.terms)


def enter(*, actor: User, agreement_id: str, lock: bool = False) -> AgreementRoom:
    """The agreement and all that decides what may happen; raises NotFoundError for anybody outside.

    With `lock` its row is held until the transaction ends, so that what is decided stays true.
    """
    rows = Agreement.objects.select_for_update() if lock else Agreement.objects.all()
    agreement = rows.filter(id=agreement_id).first()
    if agreement is None:
        raise NotFoundError
    partnership = partnership_for(actor=actor, partnership_id=agreement.partnership_id)
    return rooms_of([agreement], partnership=partnership)[0]


def rooms_of(
    agreements: Iterable[Agreement], *, partnership: PartnershipView
) -> list[AgreementRoom]:
    """Agreements of one partnership, in a number of queries that does not grow with them."""
    rooms = {row.id: AgreementRoom(agreement=row, partnership=partnership) for row in agreements}
    if not rooms:
        return []
    for version in AgreementVersion.objects.filter(agreement__in=rooms).order_by("number"):
        rooms[version.agreement_id].versions.append(version)
    for signature in Signature.objects.filter(version__agreement__in=rooms).select_related(
        "version"
    ):
        signed = rooms[signature.version.agreement_id].signatures
        signed.setdefault(signature.version_id, []).append(signature)
    for commitment in Commitment.objects.filter(agreement__in=rooms):
        rooms[commitment.agreement_id].commitments.append(commitment)
    return list(rooms.values())
