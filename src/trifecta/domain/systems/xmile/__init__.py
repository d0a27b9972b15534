"""Models in XMILE 1.0 (OASIS 2015), the format that system dynamics tools exchange: out and in."""

from trifecta.domain.systems.xmile.reading import Imported, model_text_from
from trifecta.domain.systems.xmile.refusing import RefusedError
from trifecta.domain.systems.xmile.writing import Exported, xmile_of

__all__ = ["Exported", "Imported", "RefusedError", "model_text_from", "xmile_of"]
