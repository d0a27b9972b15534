"""Data keys: one an organisation, wrapped by the master key, and named in each ciphertext."""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Callable
from threading import Lock, local
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection, transaction

from trifecta.apps.records.ids import ID_LENGTH
from trifecta.apps.records.models import DataKey

VERSION: Final = b"\x01"
NONCE_BYTES: Final = 12
HEADER_BYTES: Final = 1 + ID_LENGTH + NONCE_BYTES

_lock = Lock()
_ciphers: dict[str, AESGCM] = {}
_current: dict[str, str] = {}
_made_here: set[str] = set()
"""Keys that this process has made; whether their transactions hold is known once they are over."""


class _Held(local):
    """Keys made in the open transaction of this thread: id, and what waits for its commit, where.

    A key that is rolled back takes what waits for the commit along, so one look there tells whether
    the key still holds.
    """

    def __init__(self) -> None:
        self.keys: dict[str, tuple[str, int, Callable[[], None]]] = {}

    def key_id(self, organisation_id: str) -> str | None:
        if organisation_id not in self.keys:
            return None
        key_id, place, remember = self.keys[organisation_id]
        waiting = connection.run_on_commit
        return key_id if place < len(waiting) and waiting[place][1] is remember else None

    def hold(self, organisation_id: str, key_id: str, remember: Callable[[], None]) -> None:
        place = len(connection.run_on_commit)
        transaction.on_commit(remember)
        self.keys[organisation_id] = (key_id, place, remember)


_held = _Held()


class UnreadableError(Exception):
    """A ciphertext that was altered, moved to another row or sealed under another key."""


def master_key() -> bytes:
    """The 32 bytes that wrap every data key."""
    return base64.urlsafe_b64decode(settings.TRIFECTA_MASTER_KEY)


def derived_key(purpose: str) -> bytes:
    """32 bytes for one `purpose`, from the master key (HMAC-SHA-256 as the derivation)."""
    return hmac.digest(master_key(), purpose.encode(), "sha256")


def seal(plaintext: bytes, *, organisation_id: str, place: str) -> bytes:
    """Encrypt for one place (`table|row|column`); the result opens nowhere else."""
    key_id = _current_key_id(organisation_id)
    nonce = secrets.token_bytes(NONCE_BYTES)
    body = _cipher(key_id).encrypt(nonce, plaintext, place.encode())
    return VERSION + key_id.encode() + nonce + body


def unseal(sealed: bytes, *, place: str) -> bytes:
    """The plaintext sealed for `place`; raises UnreadableError for anything else."""
    if sealed[:1] != VERSION or len(sealed) <= HEADER_BYTES:
        raise UnreadableError(f"{place}: not a sealed value")
    key_id = sealed[1 : 1 + ID_LENGTH].decode("ascii", errors="replace")
    nonce = sealed[1 + ID_LENGTH : HEADER_BYTES]
    try:
        return _cipher(key_id).decrypt(nonce, sealed[HEADER_BYTES:], place.encode())
    except InvalidTag as error:
        raise UnreadableError(f"{place}: altered, moved, or sealed under another key") from error


def seal_for_session(text: str, *, place: str) -> str:
    """What a session keeps for the browser it belongs to, unreadable where sessions are stored."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    body = AESGCM(derived_key("session")).encrypt(nonce, text.encode(), place.encode())
    return base64.urlsafe_b64encode(nonce + body).decode()


def unseal_from_session(sealed: str, *, place: str) -> str:
    """The text, "" where nothing was kept or it was kept for another place."""
    try:
        raw = base64.urlsafe_b64decode(sealed)
        nonce, body = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
        return AESGCM(derived_key("session")).decrypt(nonce, body, place.encode()).decode()
    except (InvalidTag, ValueError):
        return ""


def opens(row: DataKey) -> bool:
    """Whether the installation's master key is the one that wrapped this data key."""
    try:
        _unwrapped(row)
    except UnreadableError:
        return False
    return True


def forget_keys() -> None:
    """Drop the keys held in memory; the next use unwraps them again."""
    with _lock:
        _ciphers.clear()
        _current.clear()
    _held.keys.clear()


def destroy_keys(*, organisation_id: str) -> None:
    """What an organisation has sealed opens nowhere any more; the caller has the transaction."""
    DataKey.objects.filter(organisation_id=organisation_id).delete()
    transaction.on_commit(forget_keys)


def _current_key_id(organisation_id: str) -> str:
    known = _current.get(organisation_id) or _held.key_id(organisation_id)
    if known:
        return known
    row = DataKey.objects.filter(organisation_id=organisation_id).order_by("-created_at").first()
    if row is None:
        row = _create_key(organisation_id)
    key_id = row.id

    def remember() -> None:
        with _lock:
            _current[organisation_id] = key_id
            _made_here.discard(key_id)

    # A key of a transaction that fails is gone with it, and must not seal anything afterwards. One
    # that was made elsewhere could only be read once it was there for good.
    if key_id in _made_here:
        _held.hold(organisation_id, key_id, remember)
    else:
        remember()
    return key_id


def _create_key(organisation_id: str) -> DataKey:
    row = DataKey(organisation_id=organisation_id)
    nonce = secrets.token_bytes(NONCE_BYTES)
    wrapped = AESGCM(master_key()).encrypt(nonce, AESGCM.generate_key(256), _wrap_place(row))
    row.wrapped = nonce + wrapped
    with _lock:
        _made_here.add(row.id)
    row.save(force_insert=True)
    return row


def _cipher(key_id: str) -> AESGCM:
    cipher = _ciphers.get(key_id)
    if cipher is not None:
        return cipher
    row = DataKey.objects.filter(id=key_id).first()
    if row is None:
        raise UnreadableError(f"no data key {key_id}")
    key = _unwrapped(row)
    with _lock:
        _ciphers[key_id] = AESGCM(key)
        return _ciphers[key_id]


def _unwrapped(row: DataKey) -> bytes:
    wrapped = bytes(row.wrapped)
    try:
        return AESGCM(master_key()).decrypt(
            wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], _wrap_place(row)
        )
    except InvalidTag as error:
        raise UnreadableError(f"data key {row.id}: the master key is another one") from error


def _wrap_place(row: DataKey) -> bytes:
    return f"data key|{row.organisation_id}|{row.id}".encode()
