"""The audit trail: one row a state change, chained by HMAC, with its heads also kept in a file."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from trifecta.apps.records.ids import new_id
from trifecta.apps.records.keys import derived_key
from trifecta.apps.records.models import AuditEvent, AuditHead

INSTALLATION: Final = "installation"
START: Final = "0" * 64
HEADS_FILE: Final = "audit-heads.log"


class Identified(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str: ...


def record(
    *,
    actor: Identified | None,
    organisation: Identified | None,
    action: str,
    subject: models.Model,
    reason: str = "",
) -> None:
    """Add one event, last in the transaction; `reason` is a short code, never people's text."""
    if not connection.in_atomic_block:
        raise RuntimeError("an audit row belongs to the transaction of its change")
    chain = organisation.id if organisation else INSTALLATION
    head = _locked_head(chain)
    event = AuditEvent(
        id=new_id(),
        chain=chain,
        seq=head.seq + 1,
        at=timezone.now(),
        actor_id=actor.id if actor else "",
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        reason=reason,
        previous=head.digest,
    )
    event.digest = digest_of(event)
    event.save(force_insert=True)
    head.seq, head.digest = event.seq, event.digest
    head.save(update_fields=["seq", "digest"])
    transaction.on_commit(lambda: _keep_outside(event))


def digest_of(event: AuditEvent) -> str:
    """HMAC-SHA-256 over the event and its predecessor's digest."""
    fields = [
        event.chain,
        event.seq,
        _moment(event.at),
        event.actor_id,
        event.action,
        event.subject_type,
        event.subject_id,
        event.reason,
        event.previous,
    ]
    message = json.dumps(fields, separators=(",", ":")).encode()
    return hmac.new(derived_key("audit chain"), message, hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a check of the whole trail found."""

    events: int
    chains: int
    problems: tuple[str, ...]


def verify() -> Verification:
    """Walk every chain and compare it with the heads kept outside the database."""
    problems: list[str] = []
    heads = {head.chain: head for head in AuditHead.objects.all()}
    outside = _outside_heads()
    total = 0
    chains = set(heads) | set(outside)
    chains |= set(AuditEvent.objects.values_list("chain", flat=True).distinct())
    for chain in sorted(chains):
        count, found = _verify_chain(chain, heads.get(chain), outside.get(chain, {}))
        total += count
        problems += found
    return Verification(events=total, chains=len(chains), problems=tuple(problems))


def _verify_chain(
    chain: str, head: AuditHead | None, outside: dict[int, str]
) -> tuple[int, list[str]]:
    problems: list[str] = []
    previous, seq = START, 0
    for event in AuditEvent.objects.filter(chain=chain).order_by("seq").iterator(2000):
        seq += 1
        if event.seq != seq:
            problems.append(f"{chain}: event {seq} is missing")
            seq = event.seq
        elif event.previous != previous:
            problems.append(f"{chain}: event {seq} does not follow the one before it")
        if event.digest != digest_of(event):
            problems.append(f"{chain}: event {seq} was altered")
        if outside.get(seq, event.digest) != event.digest:
            problems.append(f"{chain}: event {seq} differs from the copy kept outside")
        previous = event.digest
    if outside and max(outside) > seq:
        problems.append(f"{chain}: events {seq + 1} to {max(outside)} were removed")
    if head is None or (head.seq, head.digest) != (seq, previous):
        problems.append(f"{chain}: the stored head is not the last event")
    return seq, problems


def heads_path() -> Path:
    return Path(settings.TRIFECTA_DATA_DIR) / HEADS_FILE


def _locked_head(chain: str) -> AuditHead:
    head = AuditHead.objects.select_for_update().filter(chain=chain).first()
    if head is None:
        AuditHead.objects.get_or_create(chain=chain, defaults={"seq": 0, "digest": START})
        head = AuditHead.objects.select_for_update().get(chain=chain)
    return head


def _keep_outside(event: AuditEvent) -> None:
    line = f"{event.chain} {event.seq} {event.digest}\n".encode()
    handle = os.open(heads_path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, line)
    finally:
        os.close(handle)


def _outside_heads() -> dict[str, dict[int, str]]:
    heads: dict[str, dict[int, str]] = {}
    for chain, seq, digest in _outside_lines():
        heads.setdefault(chain, {})[seq] = digest
    return heads


def _outside_lines() -> Iterator[tuple[str, int, str]]:
    path = heads_path()
    if not path.exists():
        return
    with path.open() as lines:
        for line in lines:
            parts = line.split()
            if len(parts) == 3 and parts[1].isdigit():
                yield parts[0], int(parts[1]), parts[2]


def _moment(at: datetime) -> str:
    return at.astimezone(timezone.get_fixed_timezone(0)).isoformat(timespec="microseconds")
