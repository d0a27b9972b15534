"""The people of the worked example, what they do, and what each of them gets to see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ORGANISATION: Final = "Larkspur"
HOST: Final = "larkspur.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """Somebody in the story; `sees` is for the page on which one chooses who to be."""

    key: str
    name: str
    work: str
    sees: str

    @property
    def email(self) -> str:
        return f"{self.key}@{HOST}"

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


ROBIN: Final = Character(
    key="robin",
    name="Robin Hale",
    work="Leads engineering in the growth team",
    sees="The growth team with Noor. Noor has answered everything, and it is Robin’s turn.",
)
NOOR: Final = Character(
    key="noor",
    name="Noor Aziz",
    work="Leads product in the growth team and in plans and prices",
    sees="Both partnerships: the same tension from the other side, and a check-in half filled in.",
)
SASHA: Final = Character(
    key="sasha",
    name="Sasha Lind",
    work="Leads the business side of plans and prices",
    sees="Plans and prices with Jules and Noor; answers are in, and sealed. Nothing of growth.",
)
JULES: Final = Character(
    key="jules",
    name="Jules Marek",
    work="Leads engineering in plans and prices",
    sees="Plans and prices with Noor and Sasha, and a check-in that waits to be begun.",
)
KIM: Final = Character(
    key="kim",
    name="Kim Okafor",
    work="Engineering executive",
    sees="Which partnerships there are, what somebody chose to share with leadership, and a "
    "review cycle: Kim has proposed for growth, and nobody can tell.",
)
DANA: Final = Character(
    key="dana",
    name="Dana Reyes",
    work="Product executive",
    sees="What Kim sees, but her own proposals. Hers are the last that are missing for growth.",
)
TONI: Final = Character(
    key="toni",
    name="Toni Brandt",
    work="Business executive",
    sees="Which partnerships there are, and the review cycle for plans and prices alone.",
)
MIKA: Final = Character(
    key="mika",
    name="Mika Sørensen",
    work="People operations, and looks after the organisation",
    sees="Who is in which partnership and role, and how far the review cycle is. No proposal "
    "before all are in, and nothing that anybody wrote in a partnership.",
)
INES: Final = Character(
    key="ines",
    name="Ines Falk",
    work="Finance executive; answers appeals against ratings",
    sees="Nothing of any rating, as long as nobody appeals to her.",
)

GROUPS: Final = (
    ("The growth team", (ROBIN, NOOR)),
    ("Plans and prices", (JULES, SASHA)),
    ("Around them", (KIM, DANA, TONI, MIKA, INES)),
)
EVERYBODY: Final = tuple(character for _, characters in GROUPS for character in characters)
