"""Taking the results of a cycle out: what leaves is read, and who took it is written down."""

from __future__ import annotations

from django.db import transaction

from trifecta.apps.calibration.models import Export, ExportForm
from trifecta.apps.calibration.selectors.exporting import ResultsView, results_for
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record


@transaction.atomic
def take_results_out(*, actor: User, cycle_id: str, form: ExportForm) -> ResultsView:
    """The results, with a line in the history and in the trail that says who has them, as what."""
    view = results_for(actor=actor, cycle_id=cycle_id)
    cycle = view.room.cycle
    row = Export(organisation=cycle.organisation, cycle=cycle, by=actor, form=form)
    row.save(force_insert=True)
    record(
        actor=actor,
        organisation=cycle.organisation,
        action="calibration.results_taken_out",
        subject=cycle,
        reason=form,
    )
    return view
