"""The part of JSON Schema that the schemas of the documentation use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

Schema = Mapping[str, Any]

_TYPES: Final[Mapping[str, type | tuple[type, ...]]] = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
KNOWN: Final = {
    "$schema", "$defs", "$ref", "title", "description", "type", "const", "oneOf", "anyOf",
    "properties", "required", "additionalProperties", "propertyNames", "minProperties",
    "maxProperties", "items", "minItems", "maxItems", "minLength", "maxLength", "pattern",
    "minimum", "maximum", "exclusiveMinimum",
}  # fmt: skip


def allows(value: object, schema: Schema, root: Schema) -> bool:
    """Whether the schema allows the value; raises for a keyword this does not know."""
    assert schema.keys() <= KNOWN, schema.keys() - KNOWN
    if "$ref" in schema:
        return allows(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)
    fits = value == schema.get("const", value) and _one_of(value, schema, root)
    if not fits or not _is(value, schema.get("type")):
        return False
    if isinstance(value, dict):
        return _object(value, schema, root)
    if isinstance(value, list):
        return _list(value, schema, root)
    return _text(value, schema) if isinstance(value, str) else _number(value, schema)


def _one_of(value: object, schema: Schema, root: Schema) -> bool:
    for keyword, enough in (("oneOf", (1,)), ("anyOf", range(1, 9))):
        good = sum(allows(value, one, root) for one in schema.get(keyword, ()))
        if keyword in schema and good not in enough:
            return False
    return True


def _list(value: list[Any], schema: Schema, root: Schema) -> bool:
    fits = schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value))
    return fits and all(allows(one, schema.get("items", {}), root) for one in value)


def _is(value: object, kind: str | None) -> bool:
    if kind is None:
        return True
    return isinstance(value, _TYPES[kind]) and (kind == "boolean") == isinstance(value, bool)


def _object(value: dict[str, Any], schema: Schema, root: Schema) -> bool:
    most = schema.get("maxProperties", len(value))
    if not schema.get("minProperties", 0) <= len(value) <= most:
        return False
    if not set(schema.get("required", ())) <= value.keys():
        return False
    named = schema.get("properties", {})
    for name, entry in value.items():
        if not allows(name, schema.get("propertyNames", {}), root):
            return False
        inner = named.get(name, schema.get("additionalProperties", {}))
        if inner is False or not allows(entry, inner, root):
            return False
    return True


def _text(value: str, schema: Schema) -> bool:
    most = schema.get("maxLength", len(value))
    fits = schema.get("minLength", 0) <= len(value) <= most
    return fits and re.search(schema.get("pattern", ""), value) is not None


def _number(value: Any, schema: Schema) -> bool:
    if isinstance(value, bool) or value is None:
        return True
    low, high = schema.get("minimum", value), schema.get("maximum", value)
    return bool(low <= value <= high and value > schema.get("exclusiveMinimum", value - 1))
