"""Columns: the random primary key, and text or JSON encrypted at rest and bound to its row."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from trifecta.apps.records.ids import ID_LENGTH, new_id


class IdField(models.CharField[str, str]):
    """The random public id, known before the row is saved."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("primary_key", True)
        options.setdefault("max_length", ID_LENGTH)
        options.setdefault("default", new_id)
        options.setdefault("editable", False)
        super().__init__(**options)


class Ciphertext(bytes):
    """A value as it stands in the database, not yet opened."""

    __slots__ = ()


class SealedAttribute(DeferredAttribute):
    """Opens the column on first use, and keeps the plaintext on the instance."""

    field: SealedField

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if instance is not None and isinstance(value, Ciphertext):
            value = self.field.opened(instance, value)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedField(models.BinaryField[Any, Any]):
    """An encrypted column of a model that has an `organisation`; written by save() alone."""

    descriptor_class = SealedAttribute

    def __init__(self, **options: Any) -> None:
        options.setdefault("editable", False)
        super().__init__(**options)

    def place(self, instance: models.Model) -> str:
        return f"{instance._meta.db_table}|{instance.pk}|{self.column}"

    def opened(self, instance: models.Model, ciphertext: Ciphertext) -> Any:
        from trifecta.apps.records.keys import unseal

        return self.decode(unseal(ciphertext, place=self.place(instance)))

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Ciphertext | None:
        return None if value is None else Ciphertext(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Ciphertext | None:  # noqa: ARG002
        from trifecta.apps.records.keys import seal

        raw = model_instance.__dict__.get(self.attname)
        if raw is None or isinstance(raw, Ciphertext):
            return raw
        organisation_id: str = model_instance.organisation_id  # type: ignore[attr-defined]
        sealed = seal(
            self.encode(raw), organisation_id=organisation_id, place=self.place(model_instance)
        )
        return Ciphertext(sealed)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None:
            return None
        if not isinstance(value, Ciphertext):
            raise TypeError(f"{self.name} is sealed: write it with save(), never in a query")
        return super().get_db_prep_value(bytes(value), connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(f"{self.name} of {obj._meta.label} is sealed and is not dumped")

    def encode(self, value: Any) -> bytes:
        raise NotImplementedError

    def decode(self, value: bytes) -> Any:
        raise NotImplementedError


class SealedTextField(SealedField):
    """Text, encrypted at rest."""

    def encode(self, value: Any) -> bytes:
        if not isinstance(value, str):
            raise TypeError(f"{self.name} takes text")
        return value.encode()

    def decode(self, value: bytes) -> str:
        return value.decode()


class SealedJSONField(SealedField):
    """JSON data, encrypted at rest."""

    def encode(self, value: Any) -> bytes:
        return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()

    def decode(self, value: bytes) -> Any:
        return json.loads(value)
