# Weights given so far: sealed where plans could have been seen by then, else a draft of their owner's.

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db import migrations
from django.db.models import Min

TRACES = ("Look", "Acceptance", "Proposal")
"""Where there is one of these, somebody has looked at plans."""


def seal(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    seen = _seen(apps)
    sides = apps.get_model("tensions", "Side").objects
    for side in sides.filter(tension_id__in=seen, shared_at__isnull=False).iterator():
        moment = max(seen[side.tension_id], side.first_shared_at)
        sides.filter(id=side.id).update(weights_first_sealed_at=moment, weights_sealed_at=moment)
    _make_drafts(apps)


def _seen(apps: Any) -> dict[str, datetime]:
    """The tensions in which plans can have been seen, and about when that was first so."""
    found = _scored_by_all(apps)
    for name in TRACES:
        rows = apps.get_model("compromise", name).objects.values_list("tension_id")
        for tension_id, first in rows.annotate(Min("created_at")).order_by():
            found[tension_id] = min(first, found.get(tension_id, first))
    settled = apps.get_model("tensions", "Tension").objects.filter(
        state__in=("agreed", "navigating")
    )
    for tension_id, changed_at in settled.values_list("id", "changed_at"):
        found.setdefault(tension_id, changed_at)
    return found


def _scored_by_all(apps: Any) -> dict[str, datetime]:
    """Looking left no trace at first, but there was nothing to see before all had scored."""
    firsts: dict[str, dict[str, datetime]] = defaultdict(dict)
    scores = apps.get_model("compromise", "Score").objects
    rows = scores.values_list("need__tension_id", "need__member_id").annotate(Min("created_at"))
    for tension_id, member_id, first in rows.order_by():
        firsts[tension_id][member_id] = first
    sides = apps.get_model("tensions", "Side").objects.filter(
        tension_id__in=firsts, shared_at__isnull=False, member__left_at=None
    )
    present = defaultdict(set)
    for tension_id, member_id in sides.values_list("tension_id", "member_id"):
        present[tension_id].add(member_id)
    return {
        tension_id: max(by_member.values())
        for tension_id, by_member in firsts.items()
        if len(present[tension_id]) > 1 and present[tension_id] <= set(by_member)
    }


def _make_drafts(apps: Any) -> None:
    """Weights on sides that are not sealed go on being their owner's alone."""
    sealed = apps.get_model("tensions", "Side").objects.exclude(weights_sealed_at=None)
    done = set(sealed.values_list("tension_id", "member_id"))
    given = defaultdict(list)
    for row in apps.get_model("tensions", "Statement").objects.filter(kind="need").iterator():
        if row.weight is not None and (row.tension_id, row.member_id) not in done:
            given[row.tension_id, row.member_id].append(row)
    for (tension_id, member_id), rows in given.items():
        there = [row for row in rows if row.removed_at is None and row.visibility != "private"]
        there.sort(key=lambda row: -row.weight)
        if there:
            apps.get_model("tensions", "WeightsDraft")(
                organisation_id=there[0].organisation_id,
                tension_id=tension_id,
                member_id=member_id,
                said={
                    "order": [row.id for row in there],
                    "numbers": {row.id: 100 * row.weight for row in there},
                    "way": "points",
                },
            ).save(force_insert=True)
        for row in rows:
            row.weight = None
            row.save(update_fields=["weight"])


def open_again(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    """A draft becomes what counts where nothing was sealed, as it did before."""
    sides = apps.get_model("tensions", "Side").objects
    done = set(sides.exclude(weights_sealed_at=None).values_list("tension_id", "member_id"))
    statements = apps.get_model("tensions", "Statement").objects
    drafts = apps.get_model("tensions", "WeightsDraft").objects
    for draft in drafts.iterator():
        numbers = draft.said["numbers"]
        if numbers and (draft.tension_id, draft.member_id) not in done:
            for row in statements.filter(id__in=list(numbers)):
                row.weight = numbers[row.id] / sum(numbers.values())
                row.save(update_fields=["weight"])
    drafts.all().delete()
    sides.update(weights_first_sealed_at=None, weights_sealed_at=None)


class Migration(migrations.Migration):
    dependencies = [
        ("compromise", "0007_policies_of_the_strategy"),
        ("records", "0002_cache_table"),
        ("tensions", "0004_weights_are_sealed"),
    ]

    operations = [
        migrations.RunPython(seal, open_again),
    ]
