"""Two last signatures at the same moment bring an agreement into force once."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connections
from tests.agreeing import proposed, row
from tests.personas import make_world

from trifecta.apps.compromise.models import Commitment, Signature
from trifecta.apps.compromise.services.signing import decline, sign
from trifecta.apps.notices.models import Notice
from trifecta.apps.people.models import User
from trifecta.domain.errors import TrifectaError

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run each act in a thread of its own, started together; returns what came of each."""
    barrier, results = Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            results.append(act())
        except TrifectaError as error:
            results.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_two_last_signatures_bring_it_into_force_once() -> None:
    world = make_world()
    agreement_id = proposed(world)

    def signing(user: User) -> Callable[[], object]:
        return lambda: sign(actor=user, agreement_id=agreement_id, version=1)

    results = at_once(signing(world.alice), signing(world.bob))
    assert sorted(results, key=str) == [False, True]
    assert row(agreement_id).state == "active"
    assert Signature.objects.count() == 2
    assert Commitment.objects.count() == 2
    assert Notice.objects.filter(key__startswith="agreement signed").count() == 2


def test_a_last_signature_and_a_no_at_the_same_moment_leave_one_of_them() -> None:
    world = make_world()
    agreement_id = proposed(world)
    sign(actor=world.alice, agreement_id=agreement_id, version=1)
    results = at_once(
        lambda: sign(actor=world.bob, agreement_id=agreement_id, version=1),
        lambda: decline(
            actor=world.alice, agreement_id=agreement_id, version=1, because="Wait, one more thing"
        ),
    )
    assert sum(isinstance(one, TrifectaError) for one in results) == 1
    assert row(agreement_id).state in {"active", "draft"}
    assert (row(agreement_id).state == "active") == Commitment.objects.exists()
