"""What one person may read of plans and agreements."""

from trifecta.apps.compromise.selectors.listing import agreement_facts as journey_facts
from trifecta.apps.compromise.selectors.listing import agreement_history as history
from trifecta.apps.compromise.selectors.listing import last_signed_id, told

__all__ = ["history", "journey_facts", "last_signed_id", "told"]
