"""What one person may read of plans and agreements."""

from trifecta.apps.compromise.selectors.history import history, told
from trifecta.apps.compromise.selectors.listing import agreement_facts as journey_facts
from trifecta.apps.compromise.selectors.listing import last_signed_id

__all__ = ["history", "journey_facts", "last_signed_id", "told"]
